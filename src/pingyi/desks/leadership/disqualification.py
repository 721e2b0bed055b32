"""Units in breach: the leading group decides that one is unqualified for the year, or revokes that (R200)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.leadership.forms import BreachForm, RevocationForm
from pingyi.records.conduct import queries as conduct
from pingyi.records.conduct.access import access_violation
from pingyi.records.results import actions, queries
from pingyi.records.results.actions import Breach
from pingyi.rules.mandate import Power, may
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.confirm import confirmation, is_confirmed
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.DISQUALIFICATION_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every decision about a unit in breach, and a form for the next."""
    return _page(request, BreachForm(request.campaign.book))


@serves(Power.DISQUALIFICATION_DECIDE)
@in_campaign
def prepared(request: CampaignRequest, pk: int) -> HttpResponse:
    """The same with the form filled in from a violation that was found to be so (R200)."""
    card = conduct.card(access_violation(request.actor, pk, request.campaign), request.actor)
    notified, answered = card.last("notify"), card.last("defend", "record_silence")
    decided = card.last("substantiate")
    if decided is None or notified is None or answered is None:
        raise Http404
    known = {
        "unit": card.line.unit,
        "prohibition": card.line.prohibition,
        "facts": decided.text,
        "notified_on": request.campaign.day_of(notified.at),
        "hearing": answered.text,
        "number": decided.document,
        "decided_on": request.campaign.day_of(decided.at),
    }
    return _page(request, BreachForm(request.campaign.book, initial=known))


@serves(Power.DISQUALIFICATION_DECIDE, "POST")
@in_campaign
def decide(request: CampaignRequest) -> HttpResponse:
    """A unit is unqualified for the year."""
    form = BreachForm.posted(request, request.campaign.book)
    if form.is_valid():
        if not is_confirmed(request):
            follows = [
                _("The unit loses its place, the others move up, and whatever was computed before is computed anew."),
                _("The unit and the office are told at once; the journal says number, unit, prohibition and day."),
            ]
            return confirmation(request, _("Make this unit unqualified for the year?"), follows)
        with refusals_shown(request):
            breach = Breach(**form.cleaned_data)
            actions.disqualify(campaign=request.campaign, breach=breach, actor=request.actor, at=request.at)
            messages.success(request, _("Decided, and noted in the journal."))
            return redirect("disqualifications")
    return _page(request, form, status=422)


@serves(Power.DISQUALIFICATION_DECIDE, "POST")
@in_campaign
def revoke(request: CampaignRequest, pk: int) -> HttpResponse:
    """A decision is taken back by another."""
    form = RevocationForm.posted(request)
    if not form.is_valid():
        messages.error(request, _("A revocation needs its number, its day and a reason."))
        return redirect("disqualifications")
    if not is_confirmed(request):
        follows = _("The unit has a place again; whatever was computed before is computed anew.")
        return confirmation(request, _("Revoke this disqualification?"), [follows])
    with refusals_shown(request):
        actions.revoke(campaign=request.campaign, pk=pk, **form.cleaned_data, actor=request.actor, at=request.at)
        messages.success(request, _("Decided, and noted in the journal."))
    return redirect("disqualifications")


def _page(request: CampaignRequest, form: BreachForm, status: int = 200) -> HttpResponse:
    book = request.campaign.book
    decisions = queries.disqualifications(request.campaign_id)
    released = queries.released(request.campaign_id) is not None
    decides = may(request.actor, Power.DISQUALIFICATION_DECIDE, phase=request.phase) and not released
    context = {
        "book": book,
        "form": form,
        "rows": [_row(book, each, decides) for each in reversed(decisions)],
        "decides": decides,
        "released": released,
    }
    return render(request, "leadership/disqualifications.html", context, status=status)


def _row(book: Rulebook, decision: queries.DisqualificationView, decides: bool) -> dict[str, Any]:
    """A decision in the plan's words; with a form to revoke it while it is in force."""
    prohibitions = {each.code: each.name for each in book.conduct.prohibitions}
    revocable = decides and decision.revocation is None
    return {
        "decision": decision,
        "unit": book.unit(decision.unit).name,
        "prohibition": prohibitions[decision.prohibition],
        "form": RevocationForm(auto_id=f"id_{decision.pk}_%s") if revocable else None,
    }
