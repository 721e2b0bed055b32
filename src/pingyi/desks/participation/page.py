"""My part: roles and term, the signed prohibitions, what awaits me, where I took part, what I wrote and its answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pingyi.records.inspection.queries import own_teams
from pingyi.records.organisation.access import access_own_account
from pingyi.records.organisation.queries import acknowledged_at, person
from pingyi.records.registers.personal import OwnRow, Reply, own_rows
from pingyi.rules.mandate import Power, may
from pingyi.rules.register import writable
from pingyi.rules.register.display import Names, title, unit_name, value_text
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import ENTERED, Column, Register
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.shell.today import Part, matters
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.days import dated
from pingyi.ui.words.phrases import labelled, translated


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A row in words: what stands in it, and what others answered."""

    row: OwnRow
    title: str
    unit: str
    places: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


@serves(Power.PARTICIPATION_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The whole page: a number of queries that does not grow with what there is."""
    campaign, actor = request.campaign, request.actor
    found = matters(request)
    concerning, written = _lines(request)
    context = {
        "book": campaign.book,
        "person": person(access_own_account(actor), at=request.at),
        "signed_at": acknowledged_at(actor.ref, campaign_id=campaign.code),
        "awaits": [*found[Part.OWED], *found[Part.AWAITS], *found[Part.BACK]],
        "teams": [
            (campaign.book.unit(team.unit).name, team)
            for team in own_teams(campaign.code, campaign.book.inspection, actor.ref)
        ],
        "concerning": _by_register(concerning),
        "written": _by_register(written),
        "writes": _writes(request),
    }
    return render(request, "participation/page.html", context)


@serves(Power.PARTICIPATION_READ)
@in_campaign
def table(request: CampaignRequest) -> HttpResponse:
    """What I took part in and what I wrote, with its answers, as .xlsx."""
    concerning, written = _lines(request)
    heads = [_("Register"), _("What"), _("Unit"), _("What stands in it"), _("What became of it"), _("Answered on")]
    lines = [_cells(each) for each in (*concerning, *written)]
    return xlsx_file("my-part", write_xlsx(heads, lines))


def _lines(request: CampaignRequest) -> tuple[list[OwnLine], list[OwnLine]]:
    rows = own_rows(request.actor, request.campaign, at=request.at)
    book = request.campaign.book
    return (
        [_in_words(row, rows.names, book) for row in rows.concerning],
        [_in_words(row, rows.names, book) for row in rows.written],
    )


def _in_words(row: OwnRow, names: Names, book: Rulebook) -> OwnLine:
    lang, register = get_language() or "zh", row.register
    answered = row.reply.columns if row.reply else ()
    shown = [
        each
        for each in register.columns
        if each.kind in ENTERED and each not in answered and each.code not in (register.title, register.concerns)
    ]
    return OwnLine(
        row,
        title(register, row.values, book=book, names=names, lang=lang),
        unit_name(row.unit, names, lang),
        tuple(_filled(shown, row, names, book, lang)),
        tuple(_filled(answered, row, names, book, lang)),
    )


def _filled(
    columns: Sequence[Column], row: OwnRow, names: Names, book: Rulebook, lang: str
) -> Iterator[tuple[str, str]]:
    for column in columns:
        if text := value_text(column, row.values.get(column.code), book=book, names=names, lang=lang):
            yield translated(column.name), text


def _by_register(rows: Sequence[OwnLine]) -> list[tuple[Register, list[OwnLine]]]:
    found: dict[str, list[OwnLine]] = {}
    for each in rows:
        found.setdefault(each.row.register.code, []).append(each)
    return [(those[0].row.register, those) for those in found.values()]


def _writes(request: CampaignRequest) -> list[Register]:
    """The registers in which this person may write now."""
    if not may(request.actor, Power.REGISTER_WRITE, phase=request.campaign.phase):
        return []
    return [each for each in request.campaign.book.registers if writable(each, request.actor)]


def _cells(line: OwnLine) -> list[str]:
    reply: Reply | None = line.row.reply
    return [
        translated(line.row.register.name),
        line.title,
        line.unit,
        "\n".join(labelled(*each) for each in line.places),
        "\n".join(labelled(*each) for each in line.answers),
        dated(reply.at.date()) if reply else "",
    ]
