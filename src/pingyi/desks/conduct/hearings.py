"""What concerns me: what is held against me or my unit, my answer in my own words, my objection to a decision."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import violation
from pingyi.desks.conduct.forms import StepForm, posted_step, step_form
from pingyi.desks.conduct.listing import prohibition
from pingyi.records.conduct import queries
from pingyi.records.conduct.access import access_own
from pingyi.rules.conduct import DECISIONS
from pingyi.rules.lifecycle import VIOLATION
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.conduct import STATES, VERBS


@serves(Power.VIOLATION_DEFEND)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Each of them."""
    return _page(request)


@serves(Power.VIOLATION_DEFEND, "POST")
@needs_confirmation(_("Send this?"), _("It stays on record in your own words, and is read before anything is decided."))
@in_campaign
def take(request: CampaignRequest, pk: int, verb: str) -> HttpResponse:
    """An answer, or an objection."""
    if all((step.verb, step.power) != (verb, Power.VIOLATION_DEFEND) for step in VIOLATION.steps):
        raise Http404
    access_own(request.actor, pk, request.campaign)
    form = posted_step(request, verb)
    if not form.is_valid():
        return _page(request, {pk: form})
    with refusals_shown(request):
        violation.step(pk, form.move(), campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Saved."))
    return redirect("hearings")


def _page(request: CampaignRequest, refused: dict[int, StepForm] | None = None) -> HttpResponse:
    found = [_row(request, card, refused or {}) for card in queries.own_cards(request.actor, request.campaign)]
    return render(request, "conduct/hearings.html", {"rows": found}, status=422 if refused else 200)


def _row(request: CampaignRequest, card: queries.ViolationCard, refused: dict[int, StepForm]) -> dict[str, Any]:
    return {
        "line": card.line,
        "prohibition": prohibition(card.line, request.campaign.book),
        "state": STATES[card.line.state],
        "held": card.last("notify"),
        "answer": card.last("defend"),
        "decision": card.last(*DECISIONS),
        "objection": card.last("contest"),
        "answered": card.last("uphold", "reject"),
        "steps": list(_forms(request, card, refused)),
    }


def _forms(
    request: CampaignRequest, card: queries.ViolationCard, refused: dict[int, StepForm]
) -> Iterator[tuple[object, str, StepForm]]:
    sent = refused.get(card.line.pk)
    for step in VIOLATION.possible(card.line.state):
        if step.power is Power.VIOLATION_DEFEND and not (step.verb == "contest" and card.last("contest")):
            new = step_form(step.verb, request.campaign.book, initial={"seen": len(card.steps)})
            address = reverse("hearing-step", args=[card.line.pk, step.verb])
            yield VERBS[step.verb], address, sent if sent and sent.verb == step.verb else new
