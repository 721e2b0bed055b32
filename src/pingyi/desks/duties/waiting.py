"""What was handed in and waits: the office and the leader tick what they have read, and settle it at once."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.duties.forms import TickedForm
from pingyi.records.duties import actions, queries
from pingyi.records.duties.access import access_duties
from pingyi.records.duties.queries import DutyLine
from pingyi.rules.mandate import Power, may, reach
from pingyi.ui.door.confirm import confirmation, is_confirmed
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.pictures.duties import by_task
from pingyi.ui.words.phrases import labelled, listed, translated


@serves(Power.DUTY_READ)
def show(request: Request) -> HttpResponse:
    """All of it, task by task: what this person may receive, what they may approve, and what waits for others."""
    campaign = request.campaign
    if reach(request.actor, Power.DUTY_READ) is not None:
        raise Http404
    if campaign is None or not campaign.approved:
        return render(request, "duties/nothing_owed.html")
    may_urge = may(request.actor, Power.DUTY_REMIND, phase=request.phase)
    waiting = queries.to_decide(request.actor, campaign, at=request.at)
    context = {
        "waiting": waiting,
        "receive": by_task(waiting.receive),
        "approve": by_task(waiting.approve),
        "others": by_task(waiting.others),
        "overdue": by_task(queries.to_urge(campaign, at=request.at)) if may_urge else [],
        "numbered": [duty for duty in waiting.approve if duty.numbered],
        "form": TickedForm(),
        "deadlines": queries.deadlines(campaign, at=request.at),
        "urges": may_urge,
    }
    return render(request, "duties/waiting.html", context)


@serves(Power.DUTY_RETURN, "POST")
@in_campaign
def receive(request: CampaignRequest) -> HttpResponse:
    """Take what was ticked as complete, a county plan into review; all or none."""
    return _settle(
        request,
        _("Receive what you ticked?"),
        lambda pks, number: actions.receive_all(pks, actor=request.actor, at=request.at),
    )


@serves(Power.DUTY_APPROVE, "POST")
@in_campaign
def approve(request: CampaignRequest) -> HttpResponse:
    """Accept what was ticked, county plans by the number of one document; all or none."""
    return _settle(
        request,
        _("Approve what you ticked?"),
        lambda pks, number: actions.approve_all(dict.fromkeys(pks, number), actor=request.actor, at=request.at),
    )


@serves(Power.DUTY_REMIND, "POST")
@in_campaign
def urge(request: CampaignRequest) -> HttpResponse:
    """Ask for everything that was ticked; whoever was asked today is not asked twice."""
    with refusals_shown(request):
        ticked = access_duties(request.actor, TickedForm.posted(request).taken()["duty"], request.campaign)
        asked = actions.urge_all([duty.pk for duty in ticked], actor=request.actor, at=request.at)
        if asked:
            messages.success(request, _("Asked for %(count)d; each unit has been told.") % {"count": asked})
        else:
            messages.error(request, _("Nobody was asked: nothing is ticked, or all of it came or was asked for today."))
    return redirect("duties-waiting")


def _settle(request: CampaignRequest, question: str, act: Callable[[list[int], str], None]) -> HttpResponse:
    with refusals_shown(request):
        given = TickedForm.posted(request).taken()
        ticked = access_duties(request.actor, given["duty"], request.campaign)
        if not ticked:
            messages.error(request, _("Nothing is ticked. Tick what you have read, then try again."))
            return redirect("duties-waiting")
        lines = queries.lines(ticked, request.campaign, at=None)
        if not is_confirmed(request):
            return confirmation(request, question, _followed(lines))
        act([line.pk for line in lines], given["number"])
        messages.success(request, _("Done with %(count)d papers, and noted in the journal.") % {"count": len(lines)})
    return redirect("duties-waiting")


def _followed(lines: Sequence[DutyLine]) -> list[str]:
    """What the act is about, and what comes of it."""
    papers = [
        labelled(translated(task), listed(translated(line.owner) for line in own)) for task, own in by_task(lines)
    ]
    return [*papers, _("Whoever handed it in is told; of all of these either each is done, or none.")]
