"""Who must act now (R173): the exceptions alone, for those who answer for the campaign; nothing that is in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pingyi.records.acts.queries import unsigned
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.attention import Turn, turns
from pingyi.records.duties.gates import checklist
from pingyi.rules.acts import ACTS
from pingyi.rules.mandate import ROLE_NAMES, Power, Role
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.days import in_words
from pingyi.ui.words.phrases import listed, translated


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An act that lies before its parties, and who has not signed."""

    name: Text
    parties: str
    since: datetime


@serves(Power.ATTENTION_READ)
def show(request: Request) -> HttpResponse:
    """Whose turn it is, with what, since when; what keeps the next phase shut. Four queries."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "leadership/nothing_begun.html")
    context = {
        "turns": turns(campaign, at=request.at),
        "unsigned": list(_unsigned(campaign)),
        "gates": [gate for gate in checklist(campaign, campaign.state) if not gate.met] if campaign.open_phase else [],
        "phase": campaign.open_phase,
        "phase_name": campaign.book.phase(campaign.open_phase.code).name if campaign.open_phase else None,
        "book": campaign.book,
    }
    return render(request, "leadership/attention.html", context)


@serves(Power.ATTENTION_READ)
def table(request: Request) -> HttpResponse:
    """The same as .xlsx: a line for each thing that somebody must do."""
    campaign = request.campaign
    found = turns(campaign, at=request.at) if campaign and campaign.approved else ()
    heads = [_("Whose turn"), _("What"), _("Of whom"), _("Due"), _("How it stands")]
    return xlsx_file("attention", write_xlsx(heads, list(_rows(found))))


def _rows(found: tuple[Turn, ...]) -> Iterator[list[str]]:
    for turn in found:
        kinds = ((turn.overdue, _("overdue")), (turn.returned, _("came back")), (turn.waiting, _("waits for decision")))
        for duties, words in kinds:
            for duty in duties:
                yield [
                    translated(turn.who),
                    translated(duty.task),
                    translated(duty.owner),
                    in_words(duty.due_on),
                    words,
                ]


def _unsigned(campaign: CurrentCampaign) -> Iterator[Unsigned]:
    for view in unsigned(campaign.code):
        parties = listed(_(ROLE_NAMES[Role(party)]) for party in view.missing)
        yield Unsigned(ACTS[view.kind].name, parties, view.drawn_up_at)
