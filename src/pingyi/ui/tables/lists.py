"""Lists that people work through: searched, sorted, taken away as a file, printed (law 19).

A page says what stands in each column (`Head`) and shows what `list_of` leaves of its rows, with `ui/list.html` above.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, overload

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.rules.timetable import SHANGHAI
from pingyi.ui.door.forms import Chosen, Sent, Sought, offer
from pingyi.ui.door.request import Request
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.table import write_xlsx

Row = TypeVar("Row")
Cell = str | int | datetime | None
XLSX = "xlsx"
STRETCH = 1000
"""Rows that are fetched together for a file."""


@dataclass(frozen=True, slots=True)
class Head(Generic[Row]):
    """One column: its key in the address, its title, and what stands in it of a row."""

    key: str
    title: str | Promise
    cell: Callable[[Row], Cell]


class ListForm(Sent):
    """What is looked for in a list, by which column it is sorted, and whether it is taken away."""

    sought = Sought(label=_("Search"), widget=forms.TextInput({"type": "search"}))
    order = forms.ChoiceField(label=_("Sort by"), required=False)
    down = forms.BooleanField(label=_("from the end"), required=False)
    file = Chosen(widget=forms.HiddenInput)
    field_order = ("sought",)


@dataclass(frozen=True, slots=True)
class RowList(Generic[Row]):
    """The rows that were asked for, in the order asked for, of so many; and the form that asked."""

    rows: Sequence[Row]
    whole: int
    heads: Sequence[Head[Row]]
    form: ListForm
    query: dict[str, Any]

    def answer(self, request: Request, template: str, name: str, **context: Any) -> HttpResponse:
        """The page with the list on it; or, where that was asked for, the list as an .xlsx file of this name."""
        if self.query["file"] != XLSX:
            return render(request, template, {"list": self, **context})
        rows = [[_plain(head.cell(row)) for head in self.heads] for row in self.rows]
        return xlsx_file(name, write_xlsx([str(head.title) for head in self.heads], rows))


class Fetched(Sequence[Row]):
    """Rows that stay in the database, so `many`; `fetch(start, stop)` brings a stretch of them."""

    def __init__(self, many: int, fetch: Callable[[int, int], list[Row]]) -> None:
        self._many, self._fetch = many, fetch

    def __len__(self) -> int:
        return self._many

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            start, stop, _step = place.indices(self._many)
            return self._fetch(start, stop)
        return self._fetch(place, place + 1)[0]

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, self._many, STRETCH):
            yield from self._fetch(start, start + STRETCH)


def list_fetched(
    request: Request,
    find: Callable[[dict[str, Any]], Fetched[Row]],
    heads: Sequence[Head[Row]],
    orders: Container[str],
    whole: int,
) -> RowList[Row]:
    """The same where the database searches and sorts: `find` answers what the address asks for, of `whole` rows.

    `orders`: the columns by which it can sort.
    """
    form = ListForm.in_address(request)
    sortable = [(head.key, head.title) for head in heads if head.key in orders]
    offer(form, "order", [("", _("the list's own order")), *sortable])
    query = form.cleaned()
    return RowList(find(query), whole, heads, form, query)


def list_of(
    request: Request, rows: Iterable[Row], heads: Sequence[Head[Row]], kind: type[ListForm] = ListForm
) -> RowList[Row]:
    """What the address asks of these rows; what it asks that there is not, it did not ask."""
    form = kind.in_address(request)
    offer(form, "order", [("", _("the list's own order")), *((head.key, head.title) for head in heads)])
    query, every = form.cleaned(), list(rows)
    found = [row for row in every if _holds(row, heads, query["sought"].casefold())]
    if head := next((head for head in heads if head.key == query["order"]), None):
        found.sort(key=lambda row: _rank(head.cell(row)))
    return RowList(found[::-1] if query["down"] else found, len(every), heads, form, query)


def _holds(row: Row, heads: Sequence[Head[Row]], sought: str) -> bool:
    return not sought or any(sought in str(_plain(head.cell(row))).casefold() for head in heads)


def _rank(cell: Cell) -> tuple[bool, Any]:
    """Numbers by size, times by time, words as a Chinese index has them; what is empty stands last."""
    return cell in (None, ""), (cell.encode("gb18030") if isinstance(cell, str) else cell or 0)


def _plain(cell: Cell) -> str | int:
    if isinstance(cell, datetime):
        return f"{cell.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return "" if cell is None else cell
