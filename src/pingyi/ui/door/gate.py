"""The gate of every page: `@serves(Power.X)` says which single Power a route needs and refuses everybody else.

Absent and forbidden are the same answer to a stranger (404, or the way to sign in); an officer is told what refused:
role, unit, phase, acknowledgement, second factor or state.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.db import DataError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, resolve, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from pingyi.records.campaign.errors import NoCampaign
from pingyi.rules.mandate import MATRIX, AcknowledgementMissing, Power, Role, SecondFactorMissing, check, may
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.refusal import refused
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.door.signs import refuse_signs, refuse_size
from pingyi.ui.door.typed import keep, take, to_sign_in

P = ParamSpec("P")
Answer = TypeVar("Answer", bound=HttpResponseBase)
Page = Callable[Concatenate[Request, P], Answer]


class Served(Protocol):
    """A page behind the gate."""

    power: Power
    methods: tuple[str, ...]


def serves(power: Power, *methods: str) -> Callable[[Page[P, Answer]], Page[P, Answer | HttpResponse]]:
    """Let a request through to the page only when its actor holds `power` (default methods: GET and HEAD)."""

    def gate(page: Page[P, Answer]) -> Page[P, Answer | HttpResponse]:
        @wraps(page)
        def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> Answer | HttpResponse:
            try:
                check(request.actor, power, phase=request.phase)
                take(request)
                return _refused_signs(request) or page(request, *args, **kwargs)
            except Refusal as refusal:
                return _answer_to(request, power, refusal)
            except DataError as fault:
                return refuse_size(request, fault)

        taken = methods or ("GET", "HEAD")
        guarded = require_http_methods(list(taken))(answer)
        cast(Served, guarded).power, cast(Served, guarded).methods = power, taken
        return guarded

    return gate


def may_open(request: Request, address: str) -> bool:
    """Whether the page at an address lets this actor in now, as far as its Power says."""
    return may(request.actor, cast(Served, resolve(address).func).power, phase=request.phase)


def in_campaign(page: Callable[Concatenate[CampaignRequest, P], Answer]) -> Page[P, Answer]:
    """A page about the campaign; where there is none, its gate says so (NoCampaign)."""

    @wraps(page)
    def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        if request.campaign is None:
            raise NoCampaign
        return page(cast(CampaignRequest, request), *args, **kwargs)

    return answer


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


Route = Callable[..., HttpResponseBase]
"""A page of another package."""


def behind(
    patterns: Iterable[URLPattern | URLResolver],
    power_of: Callable[[str], Power | None],
    minded: Callable[[str, Route], Route] = lambda _name, page: page,
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
