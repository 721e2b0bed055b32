"""One possible violation: what was reported, every step, the files, and the steps that this person may take now."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import violation
from pingyi.desks.conduct.forms import StepForm, posted_step, step_form
from pingyi.desks.conduct.listing import about, prohibition
from pingyi.records.conduct import queries
from pingyi.records.conduct.access import access_violation
from pingyi.records.files.queries import folder
from pingyi.records.results.queries import grounds
from pingyi.rules.conduct import DECIDED
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.conduct import VIOLATION as NOUN
from pingyi.rules.lifecycle import VIOLATION
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.conduct import ORIGINS, STATES, VERBS
from pingyi.ui.words.phrases import translated

ROUTES = {Power.VIOLATION_HANDLE: "violation-step", Power.VIOLATION_DECIDE: "violation-decide"}


@serves(Power.VIOLATION_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """The violation."""
    return _page(request, pk)


@serves(Power.VIOLATION_HANDLE, "POST")
@needs_confirmation(
    _("Take this step?"),
    _("It stays on record with your name and cannot be taken back."),
    _("When an investigation is opened, the roles of the person in the appraisal are suspended at once."),
)
@in_campaign
def take(request: CampaignRequest, pk: int, verb: str) -> HttpResponse:
    """A step of the discipline body."""
    return _taken(request, pk, verb, Power.VIOLATION_HANDLE)


@serves(Power.VIOLATION_DECIDE, "POST")
@needs_confirmation(
    _("Sign this decision?"),
    _("Whoever is accused is told at once, and may object once if it is found to be so."),
    _("Suspended roles are given back, or taken for the rest of the campaign; no score changes by itself."),
)
@in_campaign
def decide(request: CampaignRequest, pk: int, verb: str) -> HttpResponse:
    """The decision of the leading group, signed by its leader."""
    return _taken(request, pk, verb, Power.VIOLATION_DECIDE)


def _taken(request: CampaignRequest, pk: int, verb: str, power: Power) -> HttpResponse:
    if all((step.verb, step.power) != (verb, power) for step in VIOLATION.steps):
        raise Http404
    access_violation(request.actor, pk, request.campaign)
    form = posted_step(request, verb)
    if not form.is_valid():
        return _page(request, pk, {verb: form})
    with refusals_shown(request):
        violation.step(pk, form.move(), campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("Saved."))
    return redirect("violation", pk)


def _page(request: CampaignRequest, pk: int, refused: Mapping[str, StepForm] | None = None) -> HttpResponse:
    campaign, book = request.campaign, request.campaign.book
    card = queries.card(access_violation(request.actor, pk, campaign), request.actor)
    line = card.line
    context: dict[str, Any] = {
        "card": card,
        "line": line,
        "prohibition": prohibition(line, book),
        "about": about(line, book),
        "origin": ORIGINS[line.origin],
        "state": STATES[line.state],
        "late": line.is_late(campaign.day_of(request.at)),
        "history": [(VERBS[step.verb], step) for step in card.steps],
        "steps": list(_forms(request, card, refused or {})),
        "files": folder(request.actor, Subject.of(NOUN, pk), campaign),
        "unqualifies": line.unit in {unit.code for unit in book.ranked_units}
        and line.state in DECIDED
        and may(request.actor, Power.DISQUALIFICATION_DECIDE, phase=request.phase),
        "unqualified": line.unit in grounds(campaign.code),
        "unit": translated(book.unit(line.unit).name) if line.unit else "",
    }
    return render(request, "conduct/violation.html", context, status=422 if refused else 200)


def _forms(
    request: CampaignRequest, card: queries.ViolationCard, refused: Mapping[str, StepForm]
) -> Iterator[tuple[object, str, StepForm]]:
    """Each step that this person may take now: what it is called, where it is sent, its form."""
    line = card.line
    known = {"seen": len(card.steps), "prohibition": line.prohibition, "unit": line.unit}
    for step in VIOLATION.possible(line.state):
        if step.power in ROUTES and may(request.actor, step.power, phase=request.phase):
            form = refused.get(step.verb) or step_form(step.verb, request.campaign.book, initial=known)
            yield VERBS[step.verb], reverse(ROUTES[step.power], args=[line.pk, step.verb]), form
