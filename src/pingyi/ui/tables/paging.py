"""Long tables in pages, so that two hundred units load as quickly as nine.

Public: ALL, BOXES, PEOPLE, UNITS, asks_for_all, page_number, paged.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from pingyi.ui.door.forms import Sent
from pingyi.ui.door.request import Request

BOXES = 120
"""Lines of one box each on a page."""

UNITS = 25
"""Tables of one unit each on a page."""

PEOPLE = 50
"""People on a page."""

ALL = "all"
"""Instead of a page's number: everything at once, as paper needs it."""

LONGEST_NUMBER = 9


class WhichPage(Sent):
    """The page that the address asks for."""

    page = forms.CharField(required=False, max_length=LONGEST_NUMBER)


def paged(request: Request, items: Sequence[Any], many: int) -> Page[Any]:
    """The page that the address asks for; the first or last one when there is no such page."""
    page = _page_wanted(request)
    return Paginator(items, max(many, len(items)) if page == ALL else many).get_page(page)


def page_number(request: Request) -> int:
    """The page that the address asks for; the first when it asks for none that could be."""
    page = _page_wanted(request)
    return int(page) if page.isdecimal() else 1


def wants_all(request: Request) -> bool:
    """Whether everything is asked for at once."""
    return _page_wanted(request) == ALL


def _page_wanted(request: Request) -> str:
    page: str = WhichPage.in_address(request).cleaned()["page"]
    return page
