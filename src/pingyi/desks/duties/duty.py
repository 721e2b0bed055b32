"""One duty as the office and the leader see it: what was handed in, its history, and the decision."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.duties.forms import ApprovalForm, MissingForm, ReturnForm
from pingyi.records.duties import actions
from pingyi.records.duties.access import access_duty, may_hand_in, within
from pingyi.records.duties.queries import card
from pingyi.records.duties.tables import decided_by_paper
from pingyi.records.files.holder import may_read
from pingyi.records.files.queries import folder
from pingyi.records.papers.queries import readable_paper
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest, Request


@serves(Power.DUTY_READ)
def show(request: Request, pk: int) -> HttpResponse:
    """The duty, with the buttons this person may press now."""
    campaign = request.campaign
    if campaign is None:
        return render(request, "duties/nothing_owed.html")
    found = access_duty(request.actor, pk, campaign)
    duty = card(found, campaign, at=request.at, within=within(request.actor, found))
    powers = {
        "may_submit": may(request.actor, Power.DUTY_SUBMIT, phase=campaign.phase)
        and may_hand_in(request.actor, found, campaign),
        "may_return": may(request.actor, Power.DUTY_RETURN, phase=campaign.phase),
        "may_approve": may(request.actor, Power.DUTY_APPROVE, phase=campaign.phase),
        "may_remind": duty.owed and may(request.actor, Power.DUTY_REMIND, phase=campaign.phase),
    }
    forms = {
        "return_form": ReturnForm(auto_id="%s"),
        "approval_form": ApprovalForm(auto_id="%s", required=found.table == "county_plan"),
        "missing_form": MissingForm(auto_id="%s"),
    }
    about = Subject.of(DUTY, pk)
    files = folder(request.actor, about, campaign) if may_read(request.actor, about, campaign) else None
    kind = campaign.book.paper_of(found.task)
    by_paper = {
        "kind": kind,
        "by_paper": decided_by_paper(campaign.book, duty.task),
        "paper": readable_paper(request.actor, campaign, duty=pk) if kind else None,
    }
    return render(request, "duties/duty.html", {"duty": duty, "files": files, **by_paper, **powers, **forms})


@serves(Power.DUTY_RETURN, "POST")
@in_campaign
def receive(request: CampaignRequest, pk: int) -> HttpResponse:
    """Take a report as complete, or a county plan into review."""
    return _done(request, pk, lambda: actions.receive(pk, actor=request.actor, at=request.at))


@serves(Power.DUTY_RETURN, "POST")
@in_campaign
def send_back(request: CampaignRequest, pk: int) -> HttpResponse:
    """Return it with reasons."""
    form = ReturnForm.posted(request)
    return _done(request, pk, lambda: actions.send_back(pk, **form.taken(), actor=request.actor, at=request.at))


@serves(Power.DUTY_APPROVE, "POST")
@in_campaign
def approve(request: CampaignRequest, pk: int) -> HttpResponse:
    """Accept it, a county plan by document number."""
    form = ApprovalForm.posted(request)
    return _done(request, pk, lambda: actions.approve(pk, **form.taken(), actor=request.actor, at=request.at))


@serves(Power.DUTY_RETURN, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Declare this paper missing?"),
    gettext_lazy("The roll-up goes on without it and says your reason; the unit is told and keeps the mark."),
)
def missing(request: CampaignRequest, pk: int) -> HttpResponse:
    """Declare an overdue paper missing."""
    form = MissingForm.posted(request)
    return _done(request, pk, lambda: actions.declare_missing(pk, **form.taken(), actor=request.actor, at=request.at))


@serves(Power.DUTY_REMIND, "POST")
@in_campaign
def urge(request: CampaignRequest, pk: int) -> HttpResponse:
    """Ask for it now."""
    return _done(request, pk, lambda: actions.urge(pk, actor=request.actor, at=request.at))


def _done(request: CampaignRequest, pk: int, act: Callable[[], None]) -> HttpResponse:
    access_duty(request.actor, pk, request.campaign)
    with refusals_shown(request):
        act()
        messages.success(request, _("Done, and noted in the journal."))
    return redirect("duty", pk=pk)
