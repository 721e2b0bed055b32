"""What whoever has the receipt code says of how it was handled: well or not, again, and what they suffered for it."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from pingyi.ceremonies import casework
from pingyi.desks.voices.following import conversation_page
from pingyi.desks.voices.forms import EvaluateForm, HarmForm, ReopenForm
from pingyi.desks.voices.quiet import quiet
from pingyi.records.casework.actions import Move
from pingyi.records.voices import queries
from pingyi.records.voices.access import access_by_code
from pingyi.rules.casework import Answers
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest


@csrf_exempt  # there is no cookie here that a foreign page could ride on
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def evaluate(request: CampaignRequest) -> HttpResponse:
    """Keep the three answers."""
    sent = EvaluateForm.posted(request).cleaned()
    answers = Answers(sent["solved"], sent["satisfied"], sent["harassed"])
    return _taken(request, sent["code"], Move("evaluate", answers=answers), 0)


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def reopen(request: CampaignRequest) -> HttpResponse:
    """Take it up again."""
    sent = ReopenForm.posted(request).cleaned()
    return _taken(request, sent["code"], Move("reopen", sent["text"]), sent["seen"] or 0)


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def report_harm(request: CampaignRequest) -> HttpResponse:
    """Put it first, with the office alone."""
    sent = HarmForm.posted(request).cleaned()
    return _taken(request, sent["code"], Move("report_harm", sent["text"]), sent["seen"] or 0)


def _taken(request: CampaignRequest, code: str, move: Move, seen: int) -> HttpResponse:
    opinion, refused = access_by_code(code, request.campaign), ""
    try:
        opinion = casework.raise_again(code, move, seen=seen, at=request.at, campaign=request.campaign)
    except Refusal as refusal:
        refused = sentence(refusal)
    return conversation_page(request, queries.conversation(opinion, request.campaign), code, refused=refused)
