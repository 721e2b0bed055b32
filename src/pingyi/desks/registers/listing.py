"""The rows of a register: filtered, sorted, searched, taken away, printed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pingyi.desks.registers.forms import RowQueryForm
from pingyi.records.files.queries import Glance, glances
from pingyi.records.registers import offering, queries
from pingyi.records.registers.access import access_register
from pingyi.records.registers.names import unit_words
from pingyi.records.registers.queries import RowQuery
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.registers import ROW
from pingyi.rules.mandate import Power, may
from pingyi.rules.register import writable
from pingyi.rules.rulebook.registers import COMPUTED, Column, Register
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables import table as tables
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.paging import ALL, page_number, wants_all
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.rows import ShownRow, listed_columns, shown_rows, written_columns


@serves(Power.REGISTER_READ)
@in_campaign
def show(request: CampaignRequest, code: str) -> HttpResponse:
    """One page of the rows found, or all of them for paper."""
    register = access_register(request.actor, code, request.campaign)
    words = unit_words(request.campaign)
    units = offering.units_read(register, words, actor=request.actor, campaign=request.campaign)
    form = RowQueryForm.in_address(request, register, request.campaign.book, units)
    query = form.query(page_number(request))
    find = queries.everything if wants_all(request) else queries.listing
    found = find(register, query, words, actor=request.actor, campaign=request.campaign)
    columns = listed_columns(register)
    rows = shown_rows(found.lines, register, columns, found.names, book=request.campaign.book)
    context = {
        "register": register,
        "form": form,
        "narrowed": any((query.search, query.unit is not None, query.since, query.until, query.terms)),
        "headings": [_heading(column, query) for column in columns],
        "rows": _beside_their_files(rows) if register.takes_files else [(row, None) for row in rows],
        "found": found,
        "several": len(units) > 1,
        "open": offering.not_looked_back(register, actor=request.actor, campaign=request.campaign),
        "all": ALL,
        "writes": _writes(request, register),
    }
    return render(request, "registers/list.html", context)


@serves(Power.REGISTER_READ)
@in_campaign
def export(request: CampaignRequest, code: str) -> HttpResponse:
    """The rows found as an .xlsx file, without what is private."""
    register = access_register(request.actor, code, request.campaign)
    words = unit_words(request.campaign)
    units = offering.units_read(register, words, actor=request.actor, campaign=request.campaign)
    query = RowQueryForm.in_address(request, register, request.campaign.book, units).query(1)
    found = queries.everything(register, query, words, actor=request.actor, campaign=request.campaign)
    columns = written_columns(register)
    rows = shown_rows(found.lines, register, columns, found.names, book=request.campaign.book)
    heading = [_("No."), _("Unit"), *(translated(column.name) for column in columns)]
    cells = [[str(row.number), row.unit, *(each.text for each in row.places)] for row in rows]
    return xlsx_file(register.code, tables.write_xlsx(heading, cells))


def _beside_their_files(rows: list[ShownRow]) -> list[tuple[ShownRow, Glance | None]]:
    seen = glances(Subject.of(ROW, row.pk) for row in rows)
    return [(row, seen.get(Subject.of(ROW, row.pk))) for row in rows]


def _writes(request: CampaignRequest, register: Register) -> bool:
    return bool(writable(register, request.actor)) and may(
        request.actor, Power.REGISTER_WRITE, phase=request.campaign.phase
    )


def _heading(column: Column, query: RowQuery) -> dict[str, Any]:
    """A column's heading, and by which order a click sorts; what is computed is not sorted."""
    now = {column.code: "ascending", f"-{column.code}": "descending"}.get(query.order, "")
    order = "" if column.kind in COMPUTED else f"-{column.code}" if now == "ascending" else column.code
    return {"column": column, "sorted": now, "order": order}
