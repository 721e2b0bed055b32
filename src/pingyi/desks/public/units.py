"""About the units: who is appraised, for what each is responsible (R79), what it promises, how it is reached (R101)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.organisation.queries import units as entered
from pingyi.records.registers.published import PublishedRows, UnitPublished, published_of
from pingyi.records.registers.queries import units_by_class
from pingyi.rules.mandate import Power
from pingyi.rules.register import Cell
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import UnitClass
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import labelled, translated
from pingyi.ui.words.rows import ShownRow, shown_rows


@dataclass(frozen=True, slots=True)
class Appraised:
    """An appraised unit: its class, where it is, what it is responsible for."""

    code: str
    name: Text
    unit_class: UnitClass
    place: str
    remit: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a unit publishes in one register, in words."""

    published: PublishedRows
    rows: list[ShownRow]
    tallies: list[str]


HEADS: tuple[Head[Appraised], ...] = (
    Head("unit", _("Unit"), lambda unit: translated(unit.name)),
    Head("place", _("Location"), lambda unit: unit.place),
    Head("class", _("Class"), lambda unit: translated(unit.unit_class.name)),
    Head("remit", _("What it is responsible for"), lambda unit: unit.remit),
)


@serves(Power.PORTAL_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every unit that is appraised."""
    if not request.campaign.approved:
        return render(request, "public/no_plan.html")
    found = list_of(request, _appraised(request.campaign), HEADS)
    return found.answer(request, "public/units.html", "units", campaign=request.campaign)


@serves(Power.PORTAL_READ)
@in_campaign
def one(request: CampaignRequest, code: str) -> HttpResponse:
    """One unit: remit, commitments, channels and whatever else of it is public."""
    campaign = request.campaign
    unit = next((each for each in _appraised(campaign) if each.code == code), None) if campaign.approved else None
    if unit is None:
        raise Http404
    context = {
        "campaign": campaign,
        "unit": unit,
        "shelves": _shelves(published_of(code, campaign), campaign.book),
    }
    return render(request, "public/unit.html", context)


def _appraised(campaign: CurrentCampaign) -> list[Appraised]:
    """The units of the plan, and those entered beside it, class by class: two queries."""
    planned = {unit.code.lower(): unit for unit in campaign.book.units}
    lines = {line.code: line for line in entered()}
    classes = units_by_class(campaign)
    return [
        Appraised(
            code,
            name,
            unit_class,
            translated(planned[code].place) if code in planned else "",
            translated(planned[code].remit if code in planned else lines[code].remit),
        )
        for unit_class in campaign.book.unit_classes
        for code, name in classes.get(unit_class.code, {}).items()
    ]


def _shelves(found: UnitPublished, book: Rulebook) -> list[Shelf]:
    return [
        Shelf(
            each,
            shown_rows(each.rows, each.register, each.register.published, found.names, book=book),
            [text for count, cells in each.tallies for text in _tally(each, count.by or "", cells, book)],
        )
        for each in found.registers
    ]


def _tally(published: PublishedRows, by: str, cells: Iterable[Cell], book: Rulebook) -> list[str]:
    terms = book.vocabulary(published.register.column(by).vocabulary or "").terms
    names = {term.code: translated(term.name) for term in terms}
    return [labelled(names[cell.term], cell.value) for cell in cells]
