"""The gate of every page: `@serves(Power.X)` says which single Power a route needs and refuses everybody else.

Absent and forbidden are the same answer to a stranger (404, or the way to sign in); an officer is told what refused:
role, unit, phase, acknowledgement, second factor or state.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import DataError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from pingyi.rules.mandate import MATRIX, AcknowledgementMissing, Power, Role, SecondFactorMissing, check
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.refusal import refused
from pingyi.ui.door.request import Request
from pingyi.ui.door.signs import refuse_signs, refuse_size
from pingyi.ui.door.typed import keep, take, to_sign_in

Page = Callable[..., HttpResponse]


def serves(power: Power, *methods: str) -> Callable[[Page], Page]:
    """Let a request through to the page only when its actor holds `power` (default methods: GET and HEAD)."""

    def gate(page: Page) -> Page:
        @wraps(page)
        def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                check(request.actor, power, phase=request.phase)
                take(request)
                return _refused_signs(request) or page(request, *args, **kwargs)
            except Refusal as refusal:
                return _answer_to(request, power, refusal)
            except DataError as fault:
                return refuse_size(request, fault)

        guarded = require_http_methods(list(methods or ("GET", "HEAD")))(answer)
        guarded.power = power
        return guarded

    return gate


def _answer_to(request: Request, power: Power, refusal: Refusal) -> HttpResponse:
    """What a refused person sees: what is missing is offered where it can be mended at once."""
    if isinstance(refusal, AcknowledgementMissing):
        return redirect(f"{reverse('acknowledge')}?{_onward(request)}")
    if isinstance(refusal, SecondFactorMissing):
        return redirect(f"{reverse('second-factor')}?{_onward(request)}")
    if not request.user.is_authenticated and Role.PUBLIC not in MATRIX[power].roles:
        return to_sign_in(request)
    if refusal.hidden:
        raise Http404 from refusal
    return refused(request, refusal)


def _refused_signs(request: Request) -> HttpResponse | None:
    """The booth reads no forms: a body read as a form could not be read as a ballot any more."""
    return refuse_signs(request) if getattr(request, "tidied", False) else None


def _onward(request: Request) -> str:
    """Back to the page that was asked for, or that something was posted from; what was posted is there again."""
    return urlencode({"next": keep(request)})


def behind(
    patterns: Iterable[URLPattern | URLResolver],
    power_of: Callable[[str], Power | None],
    minded: Callable[[str, Page], Page] = lambda _name, page: page,
) -> list[Any]:
    """The routes of another package, each behind the gate with the Power that its name is given; None drops it.

    `minded` makes of a route's page what the house makes of it.
    """
    gated: list[Any] = []
    for route in patterns:
        if isinstance(route, URLResolver):
            inner = behind(route.url_patterns, power_of, minded)
            gated.append(URLResolver(route.pattern, inner, route.default_kwargs, route.app_name, route.namespace))
        elif power := power_of(route.name or ""):
            page = serves(power, "GET", "HEAD", "POST")(minded(route.name or "", route.callback))
            gated.append(URLPattern(route.pattern, page, route.default_args, route.name))
    return gated
