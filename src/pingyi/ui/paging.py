"""Long tables in pages, so that two hundred units load as quickly as nine. Public: BOXES, UNITS, paged."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

BOXES = 120
"""Lines of one box each on a page."""

UNITS = 25
"""Tables of one unit each on a page."""


def paged(request: HttpRequest, items: Sequence[Any], many: int) -> Page[Any]:
    """The page that the address asks for; the first or last one when there is no such page."""
    return Paginator(items, many).get_page(request.GET.get("page"))
