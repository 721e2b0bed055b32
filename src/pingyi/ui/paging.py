"""Long tables in pages, so that two hundred units load as quickly as nine. Public: ALL, BOXES, UNITS, page_number,
paged."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator

from pingyi.ui.request import Request

BOXES = 120
"""Lines of one box each on a page."""

UNITS = 25
"""Tables of one unit each on a page."""

ALL = "all"
"""Instead of a page's number: everything at once, as paper needs it."""

LONGEST_NUMBER = 9


def paged(request: Request, items: Sequence[Any], many: int) -> Page[Any]:
    """The page that the address asks for; the first or last one when there is no such page."""
    page = request.GET.get("page")
    return Paginator(items, max(many, len(items)) if page == ALL else many).get_page(page)


def page_number(request: Request) -> int:
    """The page that the address asks for; the first when it asks for none that could be."""
    page = request.GET.get("page", "")
    return int(page) if page.isdecimal() and len(page) <= LONGEST_NUMBER else 1
