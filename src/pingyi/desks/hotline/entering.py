"""Taking down what somebody says: the words first, then what it is; the receipt code is read out at the end."""

import secrets

from django.http import HttpResponse
from django.shortcuts import render

from pingyi.desks.hotline.forms import EnterForm
from pingyi.records.voices.actions import raise_opinion
from pingyi.records.voices.actions.raising import NewOpinion
from pingyi.records.voices.sources import WEB, sources
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.voices import Kind
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.voices import units_offered


@serves(Power.OPINION_ENTER, "GET", "HEAD", "POST")
@in_campaign
def enter(request: CampaignRequest) -> HttpResponse:
    """Show the form, or take it; what is refused is said above what was typed."""
    book = request.campaign.book
    ways = {code: translated(name) for code, name in sources(book).items() if code != WEB}
    form = EnterForm.if_posted(request, units_offered(book), ways, initial={"token": secrets.token_urlsafe(32)})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, form)
        except Refusal as refusal:
            refused = sentence(refusal)
    status = 422 if request.method == "POST" else 200
    return render(request, "hotline/enter.html", {"form": form, "refused": refused}, status=status)


def _taken(request: CampaignRequest, form: EnterForm) -> HttpResponse:
    """The code, to be read out. The token is good for its own clerk alone, and guessed by nobody."""
    sent = form.cleaned_data
    token = bytes.fromhex(sha256_hex(f"{request.actor.ref} {sent['token'] or secrets.token_urlsafe(32)}".encode()))
    new = NewOpinion(Kind(sent["kind"]), sent["units"], sent["text"])
    taken = raise_opinion(
        new, source=sent["source"], token=token, campaign=request.campaign, actor=request.actor, at=request.at
    )
    return render(request, "hotline/taken.html", {"taken": taken})
