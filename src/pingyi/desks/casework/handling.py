"""One case: what was said, how far its handling is, and what is done next."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies import casework
from pingyi.desks.casework.forms import AcceptForm, AssignForm, CallForm, CareForm, ReferForm, StepForm
from pingyi.records.casework import queries
from pingyi.records.casework.queries import CaseView
from pingyi.records.masks.queries import masked
from pingyi.records.organisation.queries import actors
from pingyi.records.voices import queries as voices
from pingyi.records.voices.access import access_opinion
from pingyi.records.voices.queries import Conversation
from pingyi.rules.lifecycle import CASE
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.casework import SUGGESTED, WRITTEN, answers_in_words, body_name, worded
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import KINDS, as_read

DECISIONS = ("refer", "turn_away", "refuse", "reply")
STEPS = ("accept", "assign", "send_back", "urge", "escalate")
CALLS = ("call_back", "ask_after")
FORMS: dict[str, type[StepForm]] = {
    "accept": AcceptForm,
    "refer": ReferForm,
    "assign": AssignForm,
    "call_back": CallForm,
    "ask_after": CareForm,
}
ROUTES = {
    **dict.fromkeys(DECISIONS, "case-decide"),
    **dict.fromkeys(STEPS, "case-step"),
    **dict.fromkeys(CALLS, "case-call"),
    "extend": "case-extend",
}


@serves(Power.CASE_READ)
@in_campaign
def show(request: CampaignRequest, number: str) -> HttpResponse:
    """The conversation, the course so far, and a form for each step that is possible now."""
    campaign, book = request.campaign, request.campaign.book
    shown = voices.conversation(access_opinion(request.actor, number, campaign), campaign)
    own = queries.case_view(number, campaign) or queries.unsorted(number, campaign.day_of(shown.received), campaign)
    known = masked(campaign.code, [number])
    bodies, people = queries.body_names(), actors(step.handler for step in own.steps)
    context = {
        "shown": shown,
        "own": own,
        "statements": [(as_read(each, known.get((number, each.number))), None) for each in shown.statements],
        "kind": KINDS[shown.kind],
        "state": worded(own.state),
        "limit": queries.limit_of(campaign, own.limit),
        "body": body_name(own.body, book, bodies),
        "units": listed(translated(book.unit(code).name) for code in shown.units),
        "late": own.is_late(campaign.day_of(request.at)),
        "care": queries.aftercare(own, campaign),
        "steps": [
            (
                worded(step.verb),
                people.get(step.handler, ("",))[0],
                body_name(step.body, book, bodies),
                answers_in_words(step.answers),
                step,
            )
            for step in own.steps
        ],
        "forms": list(_forms(request, shown, own)),
    }
    return render(request, "casework/case.html", context)


@serves(Power.CASE_HANDLE, "POST")
@needs_confirmation(
    _("Send this to the raiser?"),
    _("The raiser reads it with the receipt code, and can prove it. It cannot be changed or taken back."),
    _("The clock of this case stops with it."),
)
@in_campaign
def decide(request: CampaignRequest, number: str, verb: str) -> HttpResponse:
    """A step that ends the handling, for now or for good."""
    return _taken(request, number, verb, DECISIONS)


@serves(Power.CASE_HANDLE, "POST")
@in_campaign
def take(request: CampaignRequest, number: str, verb: str) -> HttpResponse:
    """A step in the handling."""
    return _taken(request, number, verb, STEPS)


@serves(Power.CASE_EXTEND, "POST")
@in_campaign
def extend(request: CampaignRequest, number: str) -> HttpResponse:
    """More time, for a reason that the raiser reads."""
    return _taken(request, number, "extend", ("extend",))


@serves(Power.CASE_CALL, "POST")
@in_campaign
def call(request: CampaignRequest, number: str, verb: str) -> HttpResponse:
    """What the raiser answered when they were asked; what is not solved is taken up again."""
    return _taken(request, number, verb, CALLS)


def _taken(request: CampaignRequest, number: str, verb: str, verbs: tuple[str, ...]) -> HttpResponse:
    if verb not in verbs:
        raise Http404
    form = FORMS.get(verb, StepForm).posted(request, WRITTEN[verb])
    move = form.move(verb)
    with refusals_shown(request):
        casework.step(
            number,
            move,
            seen=form.statements_seen,
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
    return redirect("case", number)


def _forms(request: CampaignRequest, shown: Conversation, own: CaseView) -> Iterator[tuple[str, str, StepForm]]:
    """Of each step that this person may take now: its words, its address, and its form."""
    campaign = request.campaign
    for verb in queries.offered(own, campaign, campaign.day_of(request.at)) if shown.state != "taken_back" else ():
        if verb in ROUTES and may(
            request.actor, CASE.step(own.state, verb).power or Power.CASE_HANDLE, phase=campaign.phase
        ):
            form = FORMS.get(verb, StepForm)
            initial = {"seen": len(shown.statements), "text": SUGGESTED.get(verb, "")}
            offered: list[tuple[str, str]] = []
            if verb == "assign":
                offered = list(queries.bodies(shown.kind, shown.units, campaign).items())
            elif verb == "accept":
                limits = queries.limits_offered(campaign)
                offered = [(code, translated(limit.name)) for code, limit in limits.items()]
                initial["limit"] = queries.default_limit(shown.kind, campaign)
            yield (
                worded(verb),
                _address(verb, shown.number),
                form(WRITTEN[verb], offered, initial=initial, auto_id=f"{verb}-%s"),
            )


def _address(verb: str, number: str) -> str:
    return reverse(ROUTES[verb], args=[number] if verb == "extend" else [number, verb])
