"""The picture of a register: every figure beside its target, coverage as a matrix with its gaps."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from pingyi.records.registers import queries
from pingyi.records.registers.access import access_register
from pingyi.records.registers.names import unit_words
from pingyi.rules.mandate import Power
from pingyi.rules.register import Cell, Counted
from pingyi.rules.register.display import Names, unit_name
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import Register
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.pictures.charts import against_target


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell in words."""

    name: str
    cell: Cell
    places: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure of the plan: a list of bars, or a matrix of units by terms."""

    counted: Counted
    terms: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    chart: dict[str, Any]


@serves(Power.REGISTER_READ)
@in_campaign
def show(request: CampaignRequest, code: str) -> HttpResponse:
    """Every figure that the plan asks of this register."""
    register = access_register(request.actor, code, request.campaign)
    found = queries.figures(register, actor=request.actor, campaign=request.campaign)
    names = unit_words(request.campaign)
    pictures = [_picture(counted, register, names, request.campaign.book) for counted in found]
    return render(request, "registers/figures.html", {"register": register, "pictures": pictures})


def _picture(counted: Counted, register: Register, names: Names, book: Rulebook) -> Picture:
    lang = get_language() or "zh"
    count = counted.count
    vocabulary = book.vocabulary(register.column(count.by).vocabulary or "") if count.by else None
    terms = {each.code: each.name.in_language(lang) for each in vocabulary.terms} if vocabulary else {}
    places = 1 if count.over else 0
    rows: dict[str, list[Figure]] = {}
    for cell in counted.cells:
        rows.setdefault(cell.unit, []).append(Figure(terms.get(cell.term, ""), cell, places))
    named = tuple((unit_name(unit, names, lang) if unit else "", tuple(those)) for unit, those in rows.items())
    bars = [(name, those[0].cell.value) for name, those in named] if not count.by else []
    chart = against_target(bars, count.target) if len(bars) > 1 else {}
    return Picture(counted, tuple(terms.values()), named, chart)
