"""Sealed reports of wrongdoing: the custodian hands them over unread, the liaison receives and answers them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import clues
from pingyi.desks.custodian.forms import ClueForm, HandOverForm
from pingyi.records.clues import queries
from pingyi.records.clues.access import access_clue
from pingyi.records.clues.queries import ClueLine
from pingyi.rules.lifecycle import CLUE
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.clues import CLUE_STATES, CLUE_STEPS

HEADS: tuple[Head[ClueLine], ...] = (
    Head("number", gettext_lazy("Case number"), lambda line: line.number),
    Head("slip", gettext_lazy("Number of the slip"), lambda line: line.slip),
    Head("received", gettext_lazy("Received on"), lambda line: line.received),
    Head("state", gettext_lazy("State"), lambda line: str(CLUE_STATES[line.state])),
    Head("due", gettext_lazy("Next step due"), lambda line: line.due.isoformat() if line.due else None),
    Head("late", gettext_lazy("Steps taken late"), lambda line: line.taken_late),
)
OWN_PAGE = frozenset({"hand_over", "receive"})
"""Steps that have a form of their own."""


@serves(Power.CLUE_READ)
@in_campaign
def show_all(request: CampaignRequest) -> HttpResponse:
    """The list, which says nothing of what is in them."""
    found = list_of(request, queries.clues(request.campaign), HEADS)
    today = request.campaign.day_of(request.at)
    lines = [(line, CLUE_STATES[line.state], line.is_overdue(today), line.is_late(today)) for line in found.rows]
    keeps = may(request.actor, Power.VAULT_KEEP, phase=request.campaign.phase)
    return found.answer(request, "custodian/clues.html", "clues", lines=lines, keeps=keeps)


@serves(Power.CLUE_READ)
@in_campaign
def show(request: CampaignRequest, number: str) -> HttpResponse:
    """One of them: its steps, and what this person can do now."""
    campaign = request.campaign
    line = access_clue(request.actor, number, campaign)
    verbs = [
        step.verb
        for step in CLUE.possible(line.state)
        if step.power in (Power.CLUE_ANSWER, Power.CLUE_TRANSFER)
        and may(request.actor, step.power, phase=campaign.phase)
    ]
    context = {
        "line": line,
        "state": CLUE_STATES[line.state],
        "late": line.is_overdue(campaign.day_of(request.at)),
        "steps": [(CLUE_STEPS[step.verb], step) for step in line.steps],
        "verbs": verbs,
        "answers": [(verb, CLUE_STEPS[verb]) for verb in verbs if verb not in OWN_PAGE],
        "envelope": clues.envelope_for(number, campaign=campaign, actor=request.actor),
        "layer": HandOverForm(),
        "form": ClueForm(),
    }
    response = render(request, "custodian/clue.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@serves(Power.CLUE_TRANSFER, "POST")
@in_campaign
def hand_over(request: CampaignRequest, number: str) -> HttpResponse:
    """Hand it over, with the outer layer taken off in the custodian's browser."""
    layer = HandOverForm.posted(request).cleaned()["layer"] or ""
    with refusals_shown(request, typed=False):
        clues.step(number, "hand_over", "", layer=layer, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Handed over; the discipline liaison sees it now, and the raiser is told."))
    return redirect("clue", number)


@serves(Power.CLUE_ANSWER, "POST")
@needs_confirmation(
    gettext_lazy("Confirm that the discipline body has this report?"),
    gettext_lazy("What was sealed is erased here for good: keep what you read in your own system first."),
    gettext_lazy("The raiser is told that it was received. It stays on record with your name and the day."),
)
@in_campaign
def receive(request: CampaignRequest, number: str) -> HttpResponse:
    """Confirm it; nothing but the stub stays here."""
    with refusals_shown(request):
        clues.step(number, "receive", "", campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Received, and erased here. Please tell the raiser whether it is accepted."))
    return redirect("clue", number)


@serves(Power.CLUE_ANSWER, "POST")
@needs_confirmation(
    gettext_lazy("Take this step?"),
    gettext_lazy("The raiser reads it with their receipt code, except where it goes back to the custodian."),
    gettext_lazy("It stays on record with your name and the day, and cannot be undone."),
)
@in_campaign
def answer(request: CampaignRequest, number: str) -> HttpResponse:
    """Accept it, find that it is no wrongdoing, answer it, or send back what cannot be opened."""
    with refusals_shown(request):
        sent = ClueForm.posted(request).taken()
        clues.step(number, sent["verb"], sent["text"], campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Done; it stands in the course of this report."))
    return redirect("clue", number)
