"""The home of an appraised unit: what is owed, registers beside their targets, papers, files; on one page."""

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.records.duties.queries import unit_duties
from pingyi.records.files.queries import attached
from pingyi.records.papers.queries import lines
from pingyi.records.registers.coverage import Figure, coverage
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.mandate import Power
from pingyi.rules.register import Cell
from pingyi.rules.rulebook.registers import Register
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.duties import grouped

PAPERS = 8
"""The newest papers; all of them are on their own page."""


@serves(Power.UNIT_READ)
def show(request: Request) -> HttpResponse:
    """The whole unit: a number of queries that does not grow with it."""
    campaign, code = request.campaign, request.actor.appraised_unit
    if campaign is None or not campaign.approved or code is None:
        return render(request, "duties/owes_nothing.html")
    duties = unit_duties(campaign, code, at=request.at)
    papers = lines(request.actor, campaign)
    unit = next((each for each in coverage(request.actor, campaign).units if each.code == code), None)
    files = attached(
        [*(Subject.of(DUTY, duty.pk) for duty in duties), *(Subject.of(PAPER, each.pk) for each in papers)]
    )
    context = {
        "book": campaign.book,
        "code": code,
        "unit": unit,
        "groups": grouped(duties),
        "registers": _registers(unit.figures if unit else (), code),
        "papers": papers[:PAPERS],
        "more": papers[PAPERS:],
        "files": [file for those in files.values() for file in those if not file.withdrawn],
        "name": duties[0].owner if duties else None,
    }
    return render(request, "duties/home.html", context)


def _registers(figures: tuple[Figure, ...], code: str) -> list[tuple[Register, list[tuple[Figure, Cell, int, int]]]]:
    """Register by register: each figure, its first cell, in how many of its cells there is enough, of how many."""
    found: dict[str, list[tuple[Figure, Cell, int, int]]] = {}
    for each in figures:
        cells = each.cells[code]
        line = (each, cells[0], each.covered(code), len(cells))
        found.setdefault(each.register.code, []).append(line)
    return [(those[0][0].register, those) for those in found.values()]
