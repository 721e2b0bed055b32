"""One opinion: what was said, word for word, and the answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.hotline.forms import AnswerForm
from pingyi.desks.hotline.sorting import form_of
from pingyi.records.casework.queries import case_view, ensure_no_case
from pingyi.records.masks.queries import masked
from pingyi.records.organisation.queries import actors
from pingyi.records.voices import actions, queries
from pingyi.records.voices.access import access_opinion
from pingyi.records.voices.queries import DeedLine
from pingyi.records.voices.sources import WEB, sources
from pingyi.rules.mandate import Power, may
from pingyi.rules.voices import Side
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.days import moment_in_words
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import DEEDS, KINDS, STATES, as_read


@serves(Power.OPINION_READ)
@in_campaign
def show(request: CampaignRequest, number: str) -> HttpResponse:
    """The conversation, with who of the office did what."""
    campaign = request.campaign
    opinion = access_opinion(request.actor, number, campaign)
    is_case = case_view(number, campaign) is not None
    shown, deeds = queries.conversation(opinion, campaign), queries.deeds(opinion)
    known = masked(campaign.code, [number])
    names = actors(deed.handler for deed in deeds)
    sort, sorted_now = form_of(request, number, as_read(shown.statements[0], known.get((number, 0))).text)
    context = sorted_now | {
        "sort": sort,
        "shown": shown,
        "statements": [(as_read(each, known.get((number, each.number))), None) for each in shown.statements],
        "masks": [(each, known.get((number, each.number))) for each in shown.statements if each.side == Side.RAISER],
        "kind": KINDS[shown.kind],
        "state": STATES[shown.state],
        "source": translated(sources(campaign.book)[shown.source]),
        "units": listed(translated(campaign.book.unit(code).name) for code in shown.units),
        "deeds": [
            _done(deed, names[deed.handler][0]) for deed in deeds if deed.handler in names and deed.verb in DEEDS
        ],
        "scans": shown.source != WEB and may(request.actor, Power.OPINION_ENTER, phase=campaign.phase),
        "is_case": is_case,
        "cases": is_case or (shown.state == "waiting" and shown.kind != "praise"),
        "answers": not is_case
        and shown.state != "taken_back"
        and may(request.actor, Power.OPINION_ANSWER, phase=campaign.phase),
        "form": AnswerForm(initial={"seen": len(shown.statements)}),
    }
    return render(request, "hotline/opinion.html", context)


def _done(deed: DeedLine, name: str) -> str:
    return str(DEEDS[deed.verb]) % {"name": name, "at": moment_in_words(deed.at)}


@serves(Power.OPINION_ANSWER, "POST")
@in_campaign
def answer(request: CampaignRequest, number: str) -> HttpResponse:
    """Answer."""
    opinion = access_opinion(request.actor, number, request.campaign)
    with refusals_shown(request):
        sent = AnswerForm.posted(request).taken()
        ensure_no_case(number, request.campaign)
        actions.answer(
            opinion,
            sent["text"],
            seen=sent["seen"] or 0,
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
    return redirect("opinion", number)


@serves(Power.OPINION_READ, "POST")
@needs_confirmation(
    gettext_lazy("Are you involved in this matter?"),
    gettext_lazy("You stand back from it: from now on you see nothing more of it, here or anywhere else."),
    gettext_lazy("Somebody else handles it. That you stood back is kept with your name. This cannot be undone."),
)
@in_campaign
def stand_back(request: CampaignRequest, number: str) -> HttpResponse:
    """Have it handled by somebody else, and see it no more."""
    opinion = access_opinion(request.actor, number, request.campaign)
    actions.stand_back(opinion, actor=request.actor, at=request.at, campaign=request.campaign)
    messages.success(request, _("You stood back from it; somebody else handles it."))
    return redirect("opinions")
