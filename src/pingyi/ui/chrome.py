"""What the frame of every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from pingyi.ui.navigation import menu


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Context of the page frame: look (theme, text size), rehearsal banner, desks of this actor."""
    return {
        "look": {
            "theme": _one_of(request.COOKIES.get("theme"), "light", "dark", "auto"),
            "text": _one_of(request.COOKIES.get("text"), "normal", "large"),
        },
        "rehearsal": settings.CLOCK.rehearsal or settings.DEMO,
        "moment": getattr(request, "at", None),
        "navigation": menu(request) if hasattr(request, "actor") else [],
        "languages": settings.LANGUAGES,
    }


def _one_of(value: str | None, *allowed: str) -> str:
    return value if value in allowed else allowed[0]
