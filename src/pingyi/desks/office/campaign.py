"""The campaign: begun from a plan file, approved, its phases opened, extended and ended; the plan to read."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pingyi import plans
from pingyi.ceremonies import commencement, phase
from pingyi.records.campaign import actions, queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.campaign.topics import Topic
from pingyi.records.duties.errors import UnitsUnknown
from pingyi.records.duties.queries import checklist, progress, to_hand_out
from pingyi.rules.mandate import Power, may, reach
from pingyi.rules.rulebook import FaultyPlan, decode
from pingyi.ui.confirm import AGREED, ask, asks_once
from pingyi.ui.gate import serves
from pingyi.ui.refusal import sentence, telling
from pingyi.ui.request import Request
from pingyi.ui.templatetags.ui import said

LONGEST_READ = 1_000_001
"""One byte more than a plan may have: enough to know that it is too long."""


class PlanForm(forms.Form):
    """Which plan, and of which year."""

    builtin = forms.ChoiceField(label=gettext_lazy("A plan that comes with the programme"), required=False)
    file = forms.FileField(label=gettext_lazy("Or your own plan file (.toml, at most 1 MB)"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year, if not the one in the plan"), required=False, min_value=2000, max_value=2199
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["builtin"].choices = [("", "—"), *((name, name) for name in plans.names())]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("builtin")) == bool(given.get("file")):
            raise forms.ValidationError(_("Choose one: a plan from the list, or a file."))
        return given

    def text(self) -> str:
        """The text of the chosen plan. Raises FaultyPlan."""
        if self.cleaned_data["builtin"]:
            return plans.read(self.cleaned_data["builtin"])
        return decode(self.cleaned_data["file"].read(LONGEST_READ))


@serves(Power.DUTY_READ)
def show(request: Request) -> HttpResponse:
    """Where the campaign stands, what it waits for, and its plan."""
    campaign = request.campaign
    allowed = {power.name.lower(): may(request.actor, power, phase=request.phase) for power in BUTTONS}
    if campaign is None:
        return render(request, "office/no_campaign.html", {**allowed, "past": queries.past()})
    whole = reach(request.actor, Power.DUTY_READ) is None
    context = {
        "campaign": campaign,
        "next_from": _next_from(campaign),
        "gates": checklist(campaign, campaign.state) if whole and campaign.open_phase else [],
        "whole": whole,
        "phases": progress(campaign),
        "history": queries.history(campaign),
        "decisions": queries.open_decisions(campaign),
        "topics": Topic,
    }
    return render(request, "office/campaign.html", context | allowed)


@serves(Power.CAMPAIGN_CREATE, "GET", "HEAD", "POST")
def begin(request: Request) -> HttpResponse:
    """Begin from a plan, or hand in the next version of a draft; every fault of the plan in a sentence."""
    form = PlanForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        take = actions.revise_plan if request.campaign else actions.create_campaign
        try:
            with telling(request):
                take(form.text(), year=form.cleaned_data["year"], actor=request.actor, at=request.at)
                return redirect("campaign")
        except FaultyPlan as faulty:
            faults = [fault.sentence(get_language() or "zh") for fault in faulty.faults]
    status = 422 if request.method == "POST" else 200
    return render(request, "office/begin.html", {"form": form, "faults": faults}, status=status)


@serves(Power.CAMPAIGN_APPROVE, "POST")
def approve(request: Request) -> HttpResponse:
    """Sign the plan, once its signer has seen what will be handed out and to whom."""
    if AGREED not in request.POST and request.campaign and not request.campaign.approved:
        try:
            return ask(request, _("Approve this plan and hand out its duties?"), _handed_out(request.campaign))
        except UnitsUnknown as refusal:
            messages.error(request, sentence(refusal))
            return redirect("campaign")
    digest = request.POST.get("digest", "")
    return _done(request, lambda: commencement.approve_plan(actor=request.actor, at=request.at, digest=digest))


class DecisionForm(forms.Form):
    """A decision of the leading group."""

    number = forms.CharField(max_length=60)
    topic = forms.ChoiceField(choices=Topic.choices)
    phase = forms.CharField(max_length=40)
    text = forms.CharField(max_length=4000)


@serves(Power.PHASE_OVERRIDE, "POST")
@asks_once(
    gettext_lazy("Put this decision on record?"),
    gettext_lazy("It enters the public journal with number and text, and the office may act on it once."),
)
def decide(request: Request) -> HttpResponse:
    """Put a decision on record."""
    form = DecisionForm(request.POST)
    if not form.is_valid() or form.cleaned_data["phase"] not in _phases(request):
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
@asks_once(
    gettext_lazy("Open the next phase?"),
    gettext_lazy("The phase before it ends. Its duties can still be handed in, and count as late."),
    gettext_lazy("The duties of the new phase may be handed in, and everybody concerned is told."),
)
def open_phase(request: Request) -> HttpResponse:
    """Open the next phase."""
    code, decision = request.POST.get("phase", ""), request.POST.get("decision") or None
    return _done(request, lambda: phase.open_phase(code, actor=request.actor, at=request.at, decision=decision))


@serves(Power.PHASE_EXTEND, "POST")
@asks_once(
    gettext_lazy("Give this phase a later last day?"),
    gettext_lazy("What was due on its old last day is due on the new one, and everybody concerned is told."),
)
def extend(request: Request) -> HttpResponse:
    """Give a phase a later last day."""
    code, decision = request.POST.get("phase", ""), request.POST.get("decision", "")
    try:
        ends = date.fromisoformat(request.POST.get("ends", ""))
    except ValueError:
        ends = None
    if ends is None or code not in _phases(request):
        messages.error(request, _("Say which phase, and its new last day as year-month-day."))
        return redirect("campaign")
    return _done(request, lambda: phase.extend_phase(code, ends, decision, actor=request.actor, at=request.at))


@serves(Power.PHASE_OPEN, "POST")
@asks_once(
    gettext_lazy("End the campaign?"),
    gettext_lazy("Nothing of it can be decided or handed in any more; it can only be archived."),
)
def close(request: Request) -> HttpResponse:
    """End the campaign."""
    decision = request.POST.get("decision") or None
    return _done(request, lambda: phase.close(actor=request.actor, at=request.at, decision=decision))


@serves(Power.CAMPAIGN_ARCHIVE, "POST")
@asks_once(
    gettext_lazy("Put this campaign away?"),
    gettext_lazy("Its pages close; its journal and its published files stay. Another campaign may begin."),
)
def archive(request: Request) -> HttpResponse:
    """Put the campaign away."""
    return _done(request, lambda: actions.archive(actor=request.actor, at=request.at))


def _next_from(campaign: CurrentCampaign) -> datetime | None:
    """When the next phase may open, or the campaign end, by its day; None where a decision lets it come earlier."""
    upcoming, decided = campaign.next_phase, queries.open_decisions(campaign)
    phase = upcoming or campaign.open_phase
    if phase is None or any(each.topic == Topic.OVERRIDE and each.phase == phase.code for each in decided):
        return None
    interval = campaign.timetable.interval(phase.code)
    return interval.start if upcoming else interval.end


def _handed_out(campaign: CurrentCampaign) -> list[str]:
    """What follows the signature: how many duties come to whom."""
    out = to_hand_out(campaign)
    each = [_("%(owner)s: %(duties)d duties") % {"owner": said(own.owner), "duties": own.duties} for own in out.shares]
    return [
        _(
            "%(duties)d duties are handed out now, to %(owners)d units and bodies. "
            "Tasks, owners and days stand in the plan."
        )
        % {"duties": out.duties, "owners": len(out.shares)},
        *(_unpublished(year) for year in campaign.unknown_years),
        *each,
    ]


def _unpublished(year: int) -> str:
    return _(
        "The holidays of %(year)d are not published yet. The office's director records them later; until then no time "
        "for objections can be counted and nothing can be published."
    ) % {"year": year}


BUTTONS = (
    Power.CAMPAIGN_CREATE,
    Power.CAMPAIGN_APPROVE,
    Power.CAMPAIGN_ARCHIVE,
    Power.PHASE_OPEN,
    Power.PHASE_EXTEND,
    Power.PHASE_OVERRIDE,
)
"""The powers whose buttons the page may show, by name in the template."""


def _phases(request: Request) -> set[str]:
    return {each.code for each in request.campaign.book.calendar.phases} if request.campaign else set()


def _done(request: Request, act: Callable[[], object]) -> HttpResponse:
    with telling(request):
        act()
        messages.success(request, _("Done, and noted in the journal."))
    return redirect("campaign")
