"""The campaign: begun from a plan file, approved, its phases opened, extended and ended; the plan to read."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pingyi.ceremonies import phase
from pingyi.desks.campaign.acts import PLAN
from pingyi.desks.campaign.forms import DecisionForm, ExtensionForm, PhaseForm, PlanForm
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.records.duties.gates import checklist
from pingyi.records.duties.queries import progress
from pingyi.rules.mandate import Power, may, reach
from pingyi.rules.rulebook import FaultyPlan
from pingyi.ui.door.acts import to_approve
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


@serves(Power.DUTY_READ)
def show(request: Request) -> HttpResponse:
    """Where the campaign stands, what it waits for, and its plan."""
    campaign = request.campaign
    allowed = {power.name.lower(): may(request.actor, power, phase=request.phase) for power in BUTTONS}
    if campaign is None:
        return render(request, "campaign/no_campaign.html", {**allowed, "past": queries.past()})
    whole = reach(request.actor, Power.DUTY_READ) is None
    context = {
        "campaign": campaign,
        "next_from": _next_from(campaign),
        "gates": checklist(campaign, campaign.state) if whole and campaign.open_phase else [],
        "whole": whole,
        "phases": progress(campaign),
        "history": queries.history(campaign),
        "decisions": queries.open_decisions(campaign),
        "act": to_approve(PLAN, campaign.digest if _approves(request, campaign) else ""),
        "decision_form": DecisionForm(campaign, auto_id="decision-%s"),
    }
    return render(request, "campaign/campaign.html", context | allowed)


@serves(Power.CAMPAIGN_CREATE, "GET", "HEAD", "POST")
def begin(request: Request) -> HttpResponse:
    """Begin from a plan, or hand in the next version of a draft; every fault of the plan in a sentence."""
    form = PlanForm.if_posted(request)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        take = actions.revise_plan if request.campaign else actions.create_campaign
        try:
            with refusals_shown(request):
                take(form.text(), year=form.cleaned_data["year"], actor=request.actor, at=request.at)
                return redirect("campaign")
        except FaultyPlan as faulty:
            faults = [fault.sentence(get_language() or "zh") for fault in faulty.faults]
    status = 422 if request.method == "POST" else 200
    return render(request, "campaign/begin.html", {"form": form, "faults": faults}, status=status)


@serves(Power.PHASE_OVERRIDE, "POST")
@needs_confirmation(
    gettext_lazy("Put this decision on record?"),
    gettext_lazy("It enters the public journal with number and text, and the office may act on it once."),
)
def decide(request: Request) -> HttpResponse:
    """Put a decision on record."""
    form = DecisionForm.posted(request, request.campaign)
    if not form.is_valid():
        messages.error(request, _("A decision needs its number, its phase and its text."))
        return redirect("campaign")
    given = form.cleaned_data
    return _done(
        request,
        lambda: actions.record_decision(
            given["number"], Topic(given["topic"]), given["phase"], given["text"], actor=request.actor, at=request.at
        ),
    )


@serves(Power.PHASE_OPEN, "POST")
@needs_confirmation(
    gettext_lazy("Open the next phase?"),
    gettext_lazy("The phase before it ends. Its duties can still be handed in, and count as late."),
    gettext_lazy("The duties of the new phase may be handed in, and everybody concerned is told."),
)
def open_phase(request: Request) -> HttpResponse:
    """Open the next phase."""
    given = PhaseForm.posted(request).cleaned()
    decision = given["decision"] or None
    return _done(
        request, lambda: phase.open_phase(given["phase"], actor=request.actor, at=request.at, decision=decision)
    )


@serves(Power.PHASE_EXTEND, "POST")
@needs_confirmation(
    gettext_lazy("Give this phase a later last day?"),
    gettext_lazy("What was due on its old last day is due on the new one, and everybody concerned is told."),
)
def extend(request: Request) -> HttpResponse:
    """Give a phase a later last day."""
    form = ExtensionForm.posted(request, request.campaign)
    if not form.is_valid():
        messages.error(request, _("Say which phase, and its new last day as year-month-day."))
        return redirect("campaign")
    given = form.cleaned_data
    return _done(
        request,
        lambda: phase.extend_phase(
            given["phase"], given["ends"], given["decision"], actor=request.actor, at=request.at
        ),
    )


@serves(Power.PHASE_OPEN, "POST")
@needs_confirmation(
    gettext_lazy("End the campaign?"),
    gettext_lazy("Nothing of it can be decided or handed in any more; it can only be archived."),
)
def close(request: Request) -> HttpResponse:
    """End the campaign."""
    decision = PhaseForm.posted(request).cleaned()["decision"] or None
    return _done(request, lambda: phase.close(actor=request.actor, at=request.at, decision=decision))


@serves(Power.CAMPAIGN_ARCHIVE, "POST")
@needs_confirmation(
    gettext_lazy("Put this campaign away?"),
    gettext_lazy("Its pages close; its journal and its published files stay. Another campaign may begin."),
)
def archive(request: Request) -> HttpResponse:
    """Put the campaign away."""
    return _done(request, lambda: actions.archive(actor=request.actor, at=request.at))


def _approves(request: Request, campaign: CurrentCampaign) -> bool:
    return not campaign.approved and may(request.actor, PLAN.kind.signs, phase=request.phase)


def _next_from(campaign: CurrentCampaign) -> datetime | None:
    """When the next phase may open, or the campaign end, by its day; None where a decision lets it come earlier."""
    upcoming, decided = campaign.next_phase, queries.open_decisions(campaign)
    phase = upcoming or campaign.open_phase
    if phase is None or any(each.topic == Topic.OVERRIDE and each.phase == phase.code for each in decided):
        return None
    interval = campaign.timetable.interval(phase.code)
    return interval.start if upcoming else interval.end


BUTTONS = (
    Power.CAMPAIGN_CREATE,
    Power.CAMPAIGN_ARCHIVE,
    Power.PHASE_OPEN,
    Power.PHASE_EXTEND,
    Power.PHASE_OVERRIDE,
)
"""The powers whose buttons the page may show, by name in the template."""


def _done(request: Request, act: Callable[[], object]) -> HttpResponse:
    with refusals_shown(request):
        act()
        messages.success(request, _("Done, and noted in the journal."))
    return redirect("campaign")
