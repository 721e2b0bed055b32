"""What each unit has done (R73): every figure of the registers beside its target, the survey's codes and ballots."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pingyi.records.box.queries import BoxView, boxes, fielded
from pingyi.records.registers.coverage import Figure, UnitCoverage, coverage
from pingyi.rules.mandate import Power
from pingyi.rules.register import Cell
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.pictures.charts import shares
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import exact, translated


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in words, and whether it falls short of its target."""

    text: str
    short: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with what stands in every column."""

    unit: UnitCoverage
    cells: tuple[Shown, ...]


@serves(Power.REGISTER_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Units down, figures across; codes sent and ballots received stand before them once there are any."""
    found, sent = coverage(request.actor, request.campaign), fielded(request.campaign_id)
    least = request.campaign.book.survey.privacy.least_cell
    surveyed = [_("Codes sent"), _("Ballots received")] if sent else []
    lines = [_line(unit, found.figures, sent.get(unit.code), least if sent else None) for unit in found.units]
    listed = list_of(request, lines, _heads([*surveyed, *(translated(each.count.name) for each in found.figures)]))
    context = {
        "surveyed": surveyed,
        "figures": found.figures,
        "chart": shares((translated(unit.name), unit.share) for unit in found.units),
        "strata": bool(sent),
    }
    return listed.answer(request, "registers/coverage.html", "coverage", **context)


@serves(Power.REGISTER_READ)
@in_campaign
def one(request: CampaignRequest, code: str, count: str) -> HttpResponse:
    """One figure, unit by unit, term by term."""
    found = coverage(request.actor, request.campaign)
    figure = next((each for each in found.figures if each.key == f"{code}.{count}"), None)
    if figure is None:
        raise Http404
    terms = _terms(figure, request.campaign.book)
    units = (unit for unit in found.units if unit.code in figure.cells)
    lines = [Line(unit, tuple(_cell(each, figure) for each in figure.cells[unit.code])) for unit in units]
    listed = list_of(request, lines, _heads(terms))
    context = {"title": translated(figure.count.name), "figure": figure, "terms": terms}
    return listed.answer(request, "registers/coverage_figure.html", f"coverage-{count}", **context)


@serves(Power.REGISTER_READ)
@in_campaign
def survey(request: CampaignRequest) -> HttpResponse:
    """Codes sent and ballots received, unit by unit, for every kind of respondent; small counts are not told."""
    book, found = request.campaign.book, coverage(request.actor, request.campaign)
    kept = {(box.unit, box.stratum): box for box in boxes(request.campaign_id)}
    strata = [each for each in book.survey.strata if any(stratum == each.code for _unit, stratum in kept)]
    lines = [
        Line(unit, tuple(_box(kept.get((unit.code, each.code)), book.survey.privacy.least_cell) for each in strata))
        for unit in found.units
    ]
    terms = [translated(book.survey.stratum_name(each.code)) for each in strata]
    listed = list_of(request, lines, _heads(terms))
    context = {"title": _("Ballots received of codes sent"), "terms": terms}
    return listed.answer(request, "registers/coverage_figure.html", "coverage-survey", **context)


def _heads(titles: list[str]) -> list[Head[Line]]:
    unit: Head[Line] = Head("unit", _("Unit"), lambda line: translated(line.unit.name))
    return [unit, *(Head(f"c{place}", title, partial(_text, place)) for place, title in enumerate(titles))]


def _text(place: int, line: Line) -> str:
    return line.cells[place].text


def _line(unit: UnitCoverage, figures: tuple[Figure, ...], sent: tuple[int, int] | None, least: int | None) -> Line:
    surveyed = () if least is None else tuple(Shown(_few(number, least)) for number in sent or (0, 0))
    return Line(unit, (*surveyed, *(_summary(each, unit.code) for each in figures)))


def _summary(figure: Figure, unit: str) -> Shown:
    """One figure of a unit: its value, or how many of its terms are covered."""
    cells = figure.cells.get(unit, ())
    if not cells:
        return Shown("—")
    if figure.count.by is None:
        return _cell(cells[0], figure)
    return Shown(f"{figure.covered(unit)} / {len(cells)}", not figure.whole(unit))


def _cell(cell: Cell, figure: Figure) -> Shown:
    return Shown(exact(cell.value, 1 if figure.count.over else 0), not cell.reached)


def _box(box: BoxView | None, least: int) -> Shown:
    return Shown(f"{_few(box.ballots, least)} / {_few(box.invited, least)}" if box else "—")


def _few(number: int, least: int) -> str:
    return _("fewer than %(least)s") % {"least": least} if 0 < number < least else str(number)


def _terms(figure: Figure, book: Rulebook) -> list[str]:
    """What the columns are called: the terms of what is covered, or the figure itself."""
    if figure.count.by is None:
        return [translated(figure.count.name)]
    lang = get_language() or "zh"
    vocabulary = book.vocabulary(figure.register.column(figure.count.by).vocabulary or "")
    return [each.name.in_language(lang) for each in vocabulary.terms]
