"""A report of wrongdoing: sealed in the browser, kept unread; then the receipt code, shown this once."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from pingyi.ceremonies import clues
from pingyi.desks.voices.clue_stub import stub_page
from pingyi.desks.voices.forms import AgreeForm, SealedReportForm, WhichForm, carried
from pingyi.desks.voices.quiet import quiet
from pingyi.records.voices import queries
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.actions.raising import Taken
from pingyi.records.voices.sources import WEB
from pingyi.rules.mandate import PUBLIC, Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.door.work import challenge, token_of
from pingyi.ui.words.voices import units_offered


@csrf_exempt  # there is no cookie here that a foreign page could ride on
@serves(Power.OPINION_RAISE, "GET", "HEAD", "POST")
@in_campaign
@quiet
def show(request: CampaignRequest) -> HttpResponse:
    """Show the form, or take what it sealed; what was refused comes along sealed, to be sent once more."""
    form = SealedReportForm.if_posted(request)
    refused = ""
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            token = token_of(sent["work"], request.at)
            return _taken(
                request,
                clues.take(
                    sent["sealed"], source=WEB, token=token, campaign=request.campaign, actor=PUBLIC, at=request.at
                ),
            )
        except Refusal as refusal:
            refused = sentence(refusal)
    context = {
        "form": form,
        "work": challenge(request.at),
        "refused": refused,
        "recipients": clues.recipients(request.campaign.code),
    }
    return render(request, "voices/clue.html", context, status=422 if request.method == "POST" else 200)


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def agree(request: CampaignRequest) -> HttpResponse:
    """Take as an ordinary opinion what is no wrongdoing, because the raiser says it once more."""
    form = AgreeForm.posted(request, units_offered(request.campaign.book))
    code = form.cleaned()["code"]
    shown = queries.conversation(access_by_code(code, request.campaign), request.campaign)
    if not form.is_valid():
        return stub_page(request, shown, code, anew=form)
    try:
        return _taken(request, clues.agree(code, form.opinion(), campaign=request.campaign, at=request.at))
    except Refusal as refusal:
        return stub_page(request, shown, code, refused=sentence(refusal), anew=form)


def _taken(request: CampaignRequest, taken: Taken) -> HttpResponse:
    which = WhichForm(initial={"code": carried(taken.code), "number": 0})
    return render(request, "voices/taken.html", {"taken": taken, "which": which})
