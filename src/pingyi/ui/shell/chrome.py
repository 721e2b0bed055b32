"""What the frame of every page needs to know."""

from typing import Any

from django.conf import settings

from pingyi.ui.door.request import Request
from pingyi.ui.door.typed import typed_on
from pingyi.ui.shell.handbook import page_of
from pingyi.ui.shell.navigation import menu
from pingyi.ui.shell.posts import posts


def chrome(request: Request) -> dict[str, Any]:
    """Context of the page frame: look (theme, text size), rehearsal banner, desks of this actor."""
    navigation = menu(request) if hasattr(request, "actor") else []
    return {
        "look": {
            "theme": _one_of(request.COOKIES.get("theme"), "auto", "light", "dark"),
            "text": _one_of(request.COOKIES.get("text"), "normal", "large"),
        },
        "rehearsal": settings.CLOCK.rehearsal or settings.DEMO,
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
        "posts": posts(request.actor, getattr(request, "campaign", None)) if navigation else [],
        "moment": getattr(request, "at", None),
        "navigation": navigation,
        "typed": typed_on(request) if request.method == "GET" else None,
        "languages": settings.LANGUAGES,
        "handbook_page": page_of(_serving(request)),
    }


def _serving(request: Request) -> str:
    """The module of the page that answers; none where no route was found."""
    match = getattr(request, "resolver_match", None)
    return match.func.__module__ if match else ""


def _one_of(value: str | None, *allowed: str) -> str:
    return value if value in allowed else allowed[0]
