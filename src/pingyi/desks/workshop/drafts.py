"""Drafts of plans: begun, compared, taken as a file, handed in for the signing."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pingyi import plans
from pingyi.desks.workshop.comparing import changes
from pingyi.desks.workshop.fields import Choices
from pingyi.desks.workshop.forms import BeginForm
from pingyi.desks.workshop.plan import Plan, sentence
from pingyi.records.campaign import actions as campaigns
from pingyi.records.campaign import queries as campaign_queries
from pingyi.records.drafts import actions, document, queries
from pingyi.records.drafts.access import access_draft
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import FaultyPlan
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request
from pingyi.ui.words.phrases import translated


@serves(Power.CAMPAIGN_CREATE)
def show(request: Request) -> HttpResponse:
    """Every draft, and the way to a new one."""
    context = {"drafts": queries.drafts(), "form": BeginForm(_earlier(request))}
    return render(request, "workshop/drafts.html", context)


@serves(Power.CAMPAIGN_CREATE, "POST")
def begin(request: Request) -> HttpResponse:
    """A new draft from an earlier plan, one that comes with the programme, or a template."""
    form = BeginForm.posted(request, _earlier(request))
    faults: list[str] = []
    if form.is_valid():
        try:
            text = form.text() or campaign_queries.text_of(form.cleaned_data["earlier"])
            Plan(text)  # no TOML cannot be worked on
            if form.cleaned_data["year"]:
                text = document.in_year(text, form.cleaned_data["year"])
            with refusals_shown(request):
                pk = actions.begin_draft(form.cleaned_data["name"], text, actor=request.actor, at=request.at)
                return redirect("draft", pk=pk)
        except FaultyPlan as faulty:
            faults = [fault.sentence(get_language() or "zh") for fault in faulty.faults]
    context = {"drafts": queries.drafts(), "form": form, "faults": faults}
    return render(request, "workshop/drafts.html", context, status=422)


@serves(Power.CAMPAIGN_CREATE)
def faults(request: Request, pk: int) -> HttpResponse:
    """Everything that is wrong with it, each with the way to where it is."""
    draft = queries.written(access_draft(request.actor, pk))
    plan = Plan(draft.text)
    found = [(plan.in_words(each.path), sentence(each), plan.nearest(each.path)) for each in plan.faults]
    return render(request, "workshop/faults.html", {"draft": draft, "faults": found})


@serves(Power.CAMPAIGN_CREATE)
def versions(request: Request, pk: int) -> HttpResponse:
    """What was saved when, by whom, and as a file."""
    draft = access_draft(request.actor, pk)
    now = queries.written(draft)
    plan = Plan(now.text)
    lines = [(line, plan.in_words(line.change)) for line in queries.versions(draft)]
    return render(request, "workshop/versions.html", {"draft": now, "versions": lines})


@serves(Power.CAMPAIGN_CREATE)
def difference(request: Request, pk: int) -> HttpResponse:
    """What differs from what it was begun from, from the template that comes with the programme, and from last year."""
    draft = queries.written(access_draft(request.actor, pk))
    plan = Plan(draft.text)
    bases = [(_("What the draft was begun from"), draft.origin), *_others(request, plan, draft.origin)]
    compared = [(title, changes(Plan(before), plan)) for title, before in bases]
    return render(request, "workshop/difference.html", {"draft": draft, "compared": compared, "faulty": plan.faults})


@serves(Power.CAMPAIGN_CREATE)
def download(request: Request, pk: int, number: int) -> HttpResponse:
    """One version as the plan file that it is, byte by byte."""
    text = queries.text_of(access_draft(request.actor, pk), number)
    response = HttpResponse(text.encode(), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="plan-{pk}-{number}.toml"'
    return response


@serves(Power.CAMPAIGN_CREATE, "POST")
@needs_confirmation(
    gettext_lazy("Hand in this draft as the campaign's plan?"),
    gettext_lazy("Without a campaign, one is begun from it; a plan that nobody has signed yet is replaced by it."),
    gettext_lazy("The leader of the leading group then signs it, as always. The draft stays here."),
)
def hand_in(request: Request, pk: int) -> HttpResponse:
    """To be signed."""
    draft = queries.written(access_draft(request.actor, pk))
    take = campaigns.revise_plan if request.campaign else campaigns.create_campaign
    try:
        with refusals_shown(request):
            take(draft.text, actor=request.actor, at=request.at)
            return redirect("campaign")
    except FaultyPlan:
        messages.error(request, _("The plan still has faults; they must be mended first."))
        return redirect("draft-faults", pk=pk)
    return redirect("draft", pk=pk)


def _others(request: Request, plan: Plan, origin: str) -> Iterator[tuple[str, str]]:
    """The built-in plan of the same code, and the plan of the campaign there is, or of the last one (R4)."""
    if plan.judged.book.code in plans.names() and plans.read(plan.judged.book.code) != origin:
        yield _("The template that comes with the programme"), plans.read(plan.judged.book.code)
    if request.campaign:
        words = _("The plan of the present campaign: %(name)s")
        yield (
            words % {"name": translated(request.campaign.book.called)},
            campaign_queries.text_of(request.campaign.code),
        )
    elif earlier := campaign_queries.past():
        yield _("The plan of the last campaign"), campaign_queries.text_of(earlier[0].code)


def _earlier(request: Request) -> Choices:
    """The plans of campaigns, the present one first."""
    codes = [request.campaign.code] if request.campaign else []
    found = (campaign_queries.by_code(code) for code in (*codes, *(past.code for past in campaign_queries.past())))
    return [(each.code, translated(each.book.called)) for each in found if each]
