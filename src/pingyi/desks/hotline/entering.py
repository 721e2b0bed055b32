"""Taking down what somebody says: the words first, then what it is; the receipt code is read out at the end.

At every pause what was typed is kept, and opinions that are alike stand beside it: nothing waits for the mouse.
"""

import secrets
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pingyi.ceremonies import clues, sorting
from pingyi.desks.hotline.forms import EnterForm, SealForm
from pingyi.records.voices import queries
from pingyi.records.voices.actions import discard, note, take_down
from pingyi.records.voices.sources import WEB, sources
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.voices import LONGEST
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.voices import units_offered


@serves(Power.OPINION_ENTER, "GET", "HEAD", "POST")
@in_campaign
def enter(request: CampaignRequest) -> HttpResponse:
    """Show the form with what was typed before, or take it; what is refused is said above what was typed."""
    left = queries.noted(request.actor, request.campaign)
    form = _form(request, initial={"token": secrets.token_urlsafe(32)} | left)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, form)
        except Refusal as refusal:
            refused = sentence(refusal)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "refused": refused, "left": left and not form.is_bound}
    return render(request, "hotline/enter.html", context, status=status)


@serves(Power.OPINION_ENTER, "POST")
@in_campaign
def typed(request: CampaignRequest) -> HttpResponse:
    """Keep what stands in the form, and answer what is alike."""
    form = _form(request)
    form.is_valid()
    now, text = form.typed(), form.cleaned_data.get("text", "")[:LONGEST]
    note(now, actor=request.actor, at=request.at, campaign=request.campaign)
    near = sorting.nearest(text, actor=request.actor, campaign=request.campaign)
    return render(request, "hotline/typed.html", {"near": near})


@serves(Power.OPINION_ENTER, "POST")
@in_campaign
def forget(request: CampaignRequest) -> HttpResponse:
    """Throw away what was typed and not kept."""
    discard(actor=request.actor, campaign=request.campaign)
    return redirect("opinion-enter")


def _form(request: CampaignRequest, **kwargs: Any) -> EnterForm:
    return EnterForm.if_posted(request, units_offered(request.campaign.book), _ways(request), **kwargs)


@serves(Power.OPINION_ENTER, "GET", "HEAD", "POST")
@in_campaign
def report(request: CampaignRequest) -> HttpResponse:
    """The same for a report of wrongdoing, which this browser seals before it is sent."""
    form = SealForm.if_posted(request, _ways(request), initial={"token": secrets.token_urlsafe(32)})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _sealed(request, form)
        except Refusal as refusal:
            refused = sentence(refusal)
    context = {"form": form, "refused": refused, "recipients": clues.recipients(request.campaign.code)}
    return render(request, "hotline/report.html", context, status=422 if request.method == "POST" else 200)


def _ways(request: CampaignRequest) -> dict[str, str]:
    return {code: translated(name) for code, name in sources(request.campaign.book).items() if code != WEB}


def _sealed(request: CampaignRequest, form: SealForm) -> HttpResponse:
    """The code, to be read out; of the report nothing can be looked at."""
    sent = form.cleaned_data
    taken = clues.take(
        sent["sealed"],
        source=sent["source"],
        token=_token(request, sent["token"]),
        campaign=request.campaign,
        actor=request.actor,
        at=request.at,
    )
    return render(request, "hotline/taken.html", {"taken": taken, "sealed": True})


def _token(request: CampaignRequest, sent: str) -> bytes:
    """Good for its own clerk alone, and guessed by nobody."""
    return bytes.fromhex(sha256_hex(f"{request.actor.ref} {sent or secrets.token_urlsafe(32)}".encode()))


def _taken(request: CampaignRequest, form: EnterForm) -> HttpResponse:
    """The code, to be read out."""
    sent = form.cleaned_data
    taken = take_down(
        form.opinion(),
        source=sent["source"],
        token=_token(request, sent["token"]),
        campaign=request.campaign,
        actor=request.actor,
        at=request.at,
    )
    return render(request, "hotline/taken.html", {"taken": taken})
