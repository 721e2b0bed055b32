"""What a body has in hand: the words with nothing in them that shows who said them, and what came of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import casework
from pingyi.desks.casework.forms import StepForm
from pingyi.desks.casework.reading import in_hand
from pingyi.records.casework import queries
from pingyi.records.casework.access import access_given
from pingyi.records.casework.errors import CaseHidden
from pingyi.records.casework.queries import CaseView
from pingyi.records.masks.queries import masked
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.casework import WRITTEN, body_name, worded

VERBS = ("hand_in", "object")
HEADS: tuple[Head[CaseView], ...] = (
    Head("number", _("Case number"), lambda own: own.number),
    Head("state", _("State"), lambda own: worded(own.state)),
    Head("due", _("Due"), lambda own: own.due.isoformat() if own.due else None),
)


@serves(Power.CASE_WORK)
@in_campaign
def index(request: CampaignRequest) -> HttpResponse:
    """The list, what waits for an answer first."""
    found = list_of(request, in_hand(request.actor, request.campaign), HEADS)
    day = request.campaign.day_of(request.at)
    rows = [(own, worded(own.state), own.is_late(day)) for own in found.rows]
    return found.answer(request, "casework/given_list.html", "matters-in-hand", rows=rows)


@serves(Power.CASE_WORK)
@in_campaign
def show(request: CampaignRequest, number: str) -> HttpResponse:
    """One of them."""
    campaign = request.campaign
    case = access_given(request.actor, number, campaign)
    own = next((each for each in in_hand(request.actor, campaign) if each.number == case.number), None)
    if own is None:
        raise CaseHidden(hidden=True)
    context = {
        "own": own,
        "state": worded(own.state),
        "late": own.is_late(campaign.day_of(request.at)),
        "body": body_name(own.body, campaign.book, queries.body_names()),
        "texts": [each.text for place, each in sorted(masked(campaign.code, [number]).items())],
        "asked": queries.asked_of_body(own),
        "forms": [
            (worded(verb), verb, StepForm(WRITTEN[verb], initial={"seen": 0}, auto_id=f"{verb}-%s"))
            for verb in queries.offered(own, campaign, campaign.day_of(request.at))
            if verb in VERBS
        ],
    }
    return render(request, "casework/given.html", context)


@serves(Power.CASE_WORK, "POST")
@in_campaign
def take(request: CampaignRequest, number: str, verb: str) -> HttpResponse:
    """Hand in what came of it, or object that it was given to the wrong body."""
    if verb not in VERBS:
        raise Http404
    move = StepForm.posted(request, WRITTEN[verb]).move(verb)
    with refusals_shown(request):
        casework.hand_in(number, move, actor=request.actor, at=request.at, campaign=request.campaign)
    return redirect("given-cases")
