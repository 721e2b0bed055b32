"""My duties: what to do next, what was returned or is locked and why; handing one in; the leader's signature."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.duties.forms import HandBackForm, PaperForm
from pingyi.records.duties import actions, queries
from pingyi.records.duties.access import access_own_duty, may_sign
from pingyi.records.files.queries import folder
from pingyi.records.outbox.queries import notices
from pingyi.records.papers.queries import paper_of_duty
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.pictures.duties import grouped


@serves(Power.DUTY_SUBMIT)
def show(request: Request) -> HttpResponse:
    """All my duties by deadline, what presses first, and the notices."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "duties/owes_nothing.html")
    duties = queries.own_duties(request.actor, campaign, at=request.at)
    notes = notices(request.actor, limit=10)
    awaiting = (
        _("Awaits your signature") if request.actor.holds(Role.COUNTY_LEADER) else _("Awaits signature in the unit")
    )
    groups = grouped(duties, awaiting)
    return render(request, "duties/own.html", {"groups": groups, "notices": notes, "book": campaign.book})


@serves(Power.DUTY_SUBMIT, "GET", "HEAD", "POST")
def one(request: Request, pk: int) -> HttpResponse:
    """One duty, and the form to hand it in."""
    if request.campaign is None:
        return render(request, "duties/owes_nothing.html")
    found = access_own_duty(request.actor, pk, request.campaign)
    form = PaperForm.if_posted(request, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            handed_in = actions.submit(pk, **form.cleaned_data, actor=request.actor, at=request.at)
            laid = _("Laid before your unit's leader, who signs it; only then is it handed in.")
            messages.success(request, _("Handed in; the office has been told.") if handed_in else laid)
            return redirect("my-duty", pk=pk)
    duty = queries.card(found, request.campaign, at=request.at, within=True)
    form.initial = {"text": duty.draft.text, "reference": duty.draft.reference} if duty.draft else {}
    kind = request.campaign.book.paper_of(found.task)
    context = {
        "duty": duty,
        "kind": kind,
        "paper": paper_of_duty(pk) if kind else None,
        "form": form,
        "hand_back_form": HandBackForm(auto_id="%s"),
        "may_sign": may_sign(request.actor, found),
        "leads": request.actor.holds(Role.COUNTY_LEADER),
        "files": folder(request.actor, Subject.of(DUTY, pk), request.campaign),
    }
    return render(request, "duties/own_duty.html", context, status=422 if form.errors else 200)


@serves(Power.DUTY_SIGN, "POST")
@in_campaign
def sign(request: CampaignRequest, pk: int, draft: int) -> HttpResponse:
    """The unit's leader signs what was written, and it is handed in."""
    access_own_duty(request.actor, pk, request.campaign)
    with refusals_shown(request):
        actions.sign(pk, draft, actor=request.actor, at=request.at)
        messages.success(request, _("Signed and handed in; the office has been told."))
    return redirect("my-duty", pk=pk)


@serves(Power.DUTY_SIGN, "POST")
@in_campaign
def hand_back(request: CampaignRequest, pk: int) -> HttpResponse:
    """The unit's leader sends it back unsigned."""
    access_own_duty(request.actor, pk, request.campaign)
    with refusals_shown(request):
        actions.hand_back(pk, **HandBackForm.posted(request).taken(), actor=request.actor, at=request.at)
        messages.success(request, _("Sent back; your unit has been told."))
    return redirect("my-duty", pk=pk)
