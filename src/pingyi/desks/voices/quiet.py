"""Pages about what somebody said leave nothing behind: not in a cache, not in the next site's log."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse

from pingyi.ui.door.request import CampaignRequest

P = ParamSpec("P")
Page = Callable[Concatenate[CampaignRequest, P], HttpResponse]


def quiet(page: Page[P]) -> Page[P]:
    """Nothing is stored, and no later request names this page."""

    @wraps(page)
    def answer(request: CampaignRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = page(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer
