"""What whoever has the code sees of a report of wrongdoing: when it was handed over, received, and what came of it."""

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.desks.voices.forms import AgreeForm, WhichForm, carried
from pingyi.records.clues.queries import clues
from pingyi.records.voices.queries import Conversation
from pingyi.rules.lifecycle import ClueState
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.clues import CLUE_STATES, CLUE_STEPS
from pingyi.ui.words.voices import units_offered

UNTOLD = "send_back"
"""A step between the office and the discipline body, which is nothing to the raiser."""


def stub_page(
    request: CampaignRequest, shown: Conversation, code: str, *, refused: str = "", anew: AgreeForm | None = None
) -> HttpResponse:
    """The page; `anew`: the form by which the raiser says it once more as an opinion, as it was sent."""
    campaign = request.campaign
    (line,) = clues(campaign, [shown.number])
    empty = AgreeForm(units_offered(campaign.book), initial={"code": carried(code)})
    context = {
        "shown": shown,
        "statements": [
            (each, WhichForm(initial={"code": carried(code), "number": each.number})) for each in shown.statements
        ],
        "line": line,
        "state": CLUE_STATES[line.state],
        "steps": [(CLUE_STEPS[each.verb], each.at) for each in line.steps if each.verb != UNTOLD],
        "anew": (anew or empty) if line.state is ClueState.RETURNED else None,
        "refused": refused,
    }
    return render(request, "voices/clue_stub.html", context, status=422 if refused or anew else 200)
