"""Writing a paper: every pause in typing is kept, two windows never write over each other, laying it fixes it."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.papers.forms import WritingForm
from pingyi.records.papers import actions, queries
from pingyi.records.papers.access import access_own_paper
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence
from pingyi.ui.door.request import CampaignRequest


@serves(Power.PAPER_DRAFT, "GET", "HEAD", "POST")
@in_campaign
def write(request: CampaignRequest, pk: int) -> HttpResponse:
    """The draft, and beside it what can be named in it; saved by its button, or laid before the signer."""
    paper = access_own_paper(request.actor, pk, request.campaign)
    shown = queries.draft(paper, request.campaign, at=request.at)
    if not shown.writing:
        return redirect("paper", pk=pk)
    form = WritingForm.if_posted(request, shown, request.campaign.book, window=secrets.token_hex(8), auto_id="%s")
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            revision = _save(request, pk, form)
            if not form.cleaned_data["lay"]:
                messages.success(request, _("Saved."))
                return redirect("paper-write", pk=pk)
            actions.lay(pk, revision, actor=request.actor, at=request.at)
            messages.success(request, _("Laid before whoever signs; they have been told."))
            return redirect("paper", pk=pk)
    feeding = request.campaign.book.register(shown.kind.feeds) if shown.kind.feeds else None
    context = {"draft": shown, "form": form, "feeding": feeding}
    return render(request, "papers/write.html", context, status=422 if form.is_bound else 200)


@serves(Power.PAPER_DRAFT, "POST")
@in_campaign
def keep(request: CampaignRequest, pk: int) -> HttpResponse:
    """What was typed so far, kept without asking; the answer stands beside the form."""
    paper = access_own_paper(request.actor, pk, request.campaign)
    shown = queries.draft(paper, request.campaign, at=request.at)
    form = WritingForm.posted(request, shown, request.campaign.book)
    if not form.is_valid():
        return render(request, "papers/kept.html", {"faulty": True, "revision": shown.revision})
    try:
        revision = _save(request, pk, form)
    except Refusal as refusal:
        return render(request, "papers/kept.html", {"refused": sentence(refusal), "revision": shown.revision})
    return render(request, "papers/kept.html", {"revision": revision, "at": request.at})


def _save(request: CampaignRequest, pk: int, form: WritingForm) -> int:
    given = form.cleaned_data
    return actions.save(pk, form.written(), given["revision"] or 0, given["window"], actor=request.actor, at=request.at)


@serves(Power.PAPER_DRAFT)
@in_campaign
def compare(request: CampaignRequest, pk: int) -> HttpResponse:
    """The draft beside the version that was laid last; of a paper that is not being written on, its last two."""
    paper = access_own_paper(request.actor, pk, request.campaign)
    pair = queries.last_two(paper, request.campaign, at=request.at)
    return render(request, "papers/compare.html", {"paper": paper, "lines": pair})
