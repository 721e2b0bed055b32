"""The gate of every page: `@serves(Power.X)` says which single Power a route needs and refuses everybody else.

Absent and forbidden are the same answer to a stranger (404); an officer is told what refused: role, phase, scope,
acknowledgement, second factor or conflict.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pingyi.rules import mandate
from pingyi.rules.mandate import Power
from pingyi.ui.refusal import refused

Page = Callable[..., HttpResponse]


def serves(power: Power, *methods: str) -> Callable[[Page], Page]:
    """Let a request through to the page only when its actor holds `power` (default methods: GET)."""

    def gate(page: Page) -> Page:
        @wraps(page)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                mandate.check(request.actor, power, phase=request.phase)
                return page(request, *args, **kwargs)
            except mandate.Unacknowledged:
                return redirect("acknowledge")
            except mandate.Refused as refusal:
                if not request.user.is_authenticated and power not in PUBLIC_POWERS:
                    return redirect(f"{settings.LOGIN_URL}?next={request.get_full_path()}")
                if refusal.hide:
                    raise Http404 from refusal
                return refused(request, refusal)

        guarded = require_http_methods(list(methods or ("GET", "HEAD")))(answer)
        guarded.power = power
        return guarded

    return gate


PUBLIC_POWERS: frozenset[Power] = frozenset()
