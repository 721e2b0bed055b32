"""With the receipt code: what became of it, a further statement, taking it back, the receipt as a file."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from pingyi.ceremonies import exhibits, unsealing
from pingyi.ceremonies.exhibits import Exhibited
from pingyi.desks.voices.clue_stub import stub_page
from pingyi.desks.voices.forms import (
    CodeForm,
    GoOnForm,
    HeldCode,
    SealForm,
    WhichFileForm,
    WhichForm,
    WithdrawForm,
    carried,
)
from pingyi.desks.voices.handled import handled
from pingyi.desks.voices.quiet import quiet
from pingyi.records.voices import actions, queries
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.errors import OpinionUnknown
from pingyi.records.voices.queries import Conversation
from pingyi.rules.mandate import PUBLIC, Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.voices import Kind
from pingyi.ui.door.exhibits import taken_away
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.door.work import challenge, token_of
from pingyi.ui.words.voices import KINDS, STATES, units_offered


@csrf_exempt  # there is no cookie here that a foreign page could ride on
@serves(Power.OPINION_RAISE, "GET", "HEAD", "POST")
@in_campaign
@quiet
def follow(request: CampaignRequest) -> HttpResponse:
    """Ask for the code; then the conversation. A code that was found before is not tried again."""
    campaign, form, refused = request.campaign, CodeForm.if_posted(request), ""
    if held := HeldCode.if_posted(request).cleaned()["code"]:
        return conversation_page(request, queries.conversation(access_by_code(held, campaign), campaign), held)
    if request.method == "POST" and form.is_valid():
        code, work = form.cleaned_data["code"], form.cleaned_data["work"]
        try:
            token = token_of(work, request.at, queries.hardness(campaign, request.at))
            opinion = actions.find(code, token=token, campaign=campaign, actor=PUBLIC, at=request.at)
            return conversation_page(request, queries.conversation(opinion, campaign), code)
        except Refusal as refusal:
            refused = sentence(refusal)
    context = {"form": form, "refused": refused, "work": challenge(request.at, queries.hardness(campaign, request.at))}
    return render(request, "voices/follow.html", context, status=422 if refused else 200)


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def go_on(request: CampaignRequest) -> HttpResponse:
    """Take a further statement."""
    form = GoOnForm.posted(request)
    sent = form.cleaned()
    opinion = access_by_code(sent["code"], request.campaign)
    if faults := form.errors.get("text"):
        shown = queries.conversation(opinion, request.campaign)
        return conversation_page(
            request, shown, sent["code"], refused=" ".join(map(str, faults)), text=form["text"].value()
        )
    try:
        exhibited = Exhibited(sent["copies"] or (), sent["originals"] or (), sent["sealed"])
        opinion = exhibits.go_on(
            opinion, sent["text"], exhibited, seen=sent["seen"] or 0, at=request.at, campaign=request.campaign
        )
    except Refusal as refusal:
        shown = queries.conversation(access_by_code(sent["code"], request.campaign), request.campaign)
        return conversation_page(request, shown, sent["code"], refused=sentence(refusal), text=sent["text"])
    return conversation_page(request, queries.conversation(opinion, request.campaign), sent["code"])


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def seal(request: CampaignRequest) -> HttpResponse:
    """Put away who the raiser is, sealed in their browser."""
    sent = SealForm.posted(request).cleaned()
    opinion = access_by_code(sent["code"], request.campaign)
    refused = ""
    try:
        unsealing.seal_own(str(opinion.key), sent["sealed"], campaign=request.campaign)
    except Refusal as refusal:
        refused = sentence(refusal)
    return conversation_page(request, queries.conversation(opinion, request.campaign), sent["code"], refused=refused)


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def withdraw(request: CampaignRequest) -> HttpResponse:
    """Take it back, for whoever has ticked that they read what follows."""
    sent = WithdrawForm.posted(request).cleaned()
    opinion = access_by_code(sent["code"], request.campaign)
    if sent["sure"]:
        opinion = actions.withdraw(opinion, actor=PUBLIC, at=request.at, campaign=request.campaign)
    return conversation_page(request, queries.conversation(opinion, request.campaign), sent["code"])


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
@quiet
def receipt(request: CampaignRequest) -> HttpResponse:
    """The receipt of one statement, as `pingyi verify --receipt` reads it."""
    sent = WhichForm.posted(request).cleaned()
    opinion = access_by_code(sent["code"], request.campaign)
    found = queries.receipt(opinion, sent["number"] or 0)
    if found is None:
        raise OpinionUnknown
    response = HttpResponse(found.write(), content_type="application/json")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="receipt-{opinion.number}-{found.original.number}.json"'
    )
    return response


@csrf_exempt
@serves(Power.OPINION_RAISE, "POST")
@in_campaign
def file(request: CampaignRequest) -> HttpResponseBase:
    """A file that came with it, as it is kept: its digest stands in the receipt."""
    sent = WhichFileForm.posted(request).cleaned()
    return taken_away(queries.exhibit(access_by_code(sent["code"], request.campaign), sent["file"]))


def conversation_page(
    request: CampaignRequest, shown: Conversation, code: str, *, refused: str = "", text: str = ""
) -> HttpResponse:
    """The conversation, how it is handled, and what whoever has the code can do."""
    if shown.kind is Kind.WRONGDOING:
        return stub_page(request, shown, code, refused=refused)
    campaign = request.campaign
    names, held = units_offered(campaign.book), carried(code)
    context = {
        "shown": shown,
        "statements": [(each, WhichForm(initial={"code": held, "number": each.number})) for each in shown.statements],
        "kind": KINDS[shown.kind],
        "state": STATES[shown.state],
        "units": [names[unit] for unit in shown.units],
        "go_on": GoOnForm(initial={"code": held, "seen": len(shown.statements), "text": text}),
        "recipients": unsealing.recipients(campaign.code),
        "sealed": unsealing.is_sealed(shown.key, campaign),
        "seal": SealForm(initial={"code": held}),
        "withdraw": WithdrawForm(initial={"code": held}),
        "refused": refused,
    } | handled(request, shown, code)
    return render(request, "voices/conversation.html", context, status=422 if refused else 200)
