"""Many opinions at once, as a table: passed on by another body, transcribed forms, statements at a symposium."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext, gettext_lazy

from pingyi.records.voices.actions import bring
from pingyi.records.voices.actions.bringing import Brought
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.sources import WEB, sources
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.voices import LONGEST, Kind
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.column import Column
from pingyi.ui.tables.intake import Intake, Rows, download, receive
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import KINDS, units_offered

REFERENCE = 100
"""Characters of a number somewhere else."""
SEVERAL = "、"
"""Between the names of units in a cell."""


@serves(Power.OPINION_ENTER, "GET", "HEAD", "POST")
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Choose a table, look at what was read, take it in."""
    return receive(request, _intake(request))


@serves(Power.OPINION_ENTER)
@in_campaign
def table(request: CampaignRequest, kind: str) -> HttpResponse:
    """The empty table."""
    return download(_intake(request), kind)


def _intake(request: CampaignRequest) -> Intake:
    def enter(_request: Request, rows: Rows) -> None:
        brought = [
            Brought(row["reference"], row["source"], NewOpinion(Kind(row["kind"]), _codes(row["units"]), row["text"]))
            for row in rows
        ]
        try:
            bring(brought, actor=request.actor, at=request.at, campaign=request.campaign)
        except Refusal as refusal:
            raise ValidationError(sentence(refusal)) from refusal

    return Intake(
        "opinions-bring",
        gettext_lazy("Bring many as a table"),
        "opinions",
        lambda: columns(request.campaign.book),
        enter,
        by_hand=False,
    )


def columns(book: Rulebook) -> tuple[Column, ...]:
    """What a line of the table says."""
    ways = {translated(name): code for code, name in sources(book).items() if code != WEB}
    kinds = {str(name): str(kind) for kind, name in KINDS.items()}
    units = {name: code for code, name in units_offered(book).items()}
    note = gettext("the number of the transfer or the form, or symposium and seat; each once")
    return (
        Column("reference", "来件编号", "Reference", required=True, unique=True, most=REFERENCE, note=note),
        _chosen("source", "来源", "How it came", ways),
        _chosen("kind", "性质", "Kind", kinds),
        Column("units", "被反映单位", "Units concerned", most=LONGEST, read=_reader(units), display=_shower(units)),
        Column("text", "原话", "Word for word", required=True, most=LONGEST, lines=True),
    )


def _chosen(key: str, zh: str, en: str, known: Mapping[str, str]) -> Column:
    names = {code: name for name, code in known.items()}

    def read(cell: str) -> str:
        if cell not in known:
            raise ValueError(listed(known))
        return known[cell]

    return Column(key, zh, en, required=True, read=read, display=names.__getitem__, choices=tuple(known))


def _reader(units: Mapping[str, str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        names = [each.strip() for each in cell.split(SEVERAL) if each.strip()]
        if unknown := [each for each in names if each not in units]:
            raise ValueError(
                gettext("No appraised unit is called “%(name)s”. Write whole names, “、” between several.")
                % {"name": unknown[0]}
            )
        return SEVERAL.join(units[each] for each in names)

    return read


def _shower(units: Mapping[str, str]) -> Callable[[str], str]:
    names = {code: name for name, code in units.items()}
    return lambda codes: SEVERAL.join(names[each] for each in _codes(codes))


def _codes(codes: str) -> list[str]:
    return [each for each in codes.split(SEVERAL) if each]
