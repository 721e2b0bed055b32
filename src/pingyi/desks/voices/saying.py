"""The form: what is it, which unit, in your own words; then the receipt code, shown this once."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from pingyi.ceremonies import exhibits
from pingyi.ceremonies.exhibits import Exhibited
from pingyi.desks.voices.forms import SayWithFilesForm, WhichForm, carried
from pingyi.desks.voices.quiet import quiet
from pingyi.rules.mandate import Power
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
    """Show the form, or take it; what is refused is said beside what was typed."""
    form = SayWithFilesForm.if_posted(request, units_offered(request.campaign.book))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, form)
        except Refusal as refusal:
            refused = sentence(refusal)
    context = {
        "form": form,
        "work": challenge(request.at),
        "refused": refused,
        "recipients": exhibits.recipients(request.campaign.code),
    }
    return render(request, "voices/say.html", context, status=422 if request.method == "POST" else 200)


def _taken(request: CampaignRequest, form: SayWithFilesForm) -> HttpResponse:
    """Whoever sends it is the public here, also somebody who is signed in."""
    token = token_of(form.cleaned_data["work"], request.at)
    sent = form.cleaned_data
    exhibited = Exhibited(sent["copies"] or (), sent["originals"] or (), sent["sealed"])
    taken = exhibits.raise_opinion(form.opinion(), exhibited, token=token, campaign=request.campaign, at=request.at)
    which = WhichForm(initial={"code": carried(taken.code), "number": 0})
    return render(request, "voices/taken.html", {"taken": taken, "which": which})
