"""The steps of an item, one at a time: whoever may takes one, and sees the item as it is then."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.desks.ledger import forms
from pingyi.desks.ledger.item import page
from pingyi.records.ledger import actions
from pingyi.records.ledger.access import access_item
from pingyi.records.ledger.actions.steps import Seen
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest

Form = TypeVar("Form", bound=forms.Step)
KEPT = _("Saved.")


@serves(Power.LEDGER_WRITE, "POST")
@in_campaign
def analyse(request: CampaignRequest, pk: int) -> HttpResponse:
    """Why the problem is there."""
    form = forms.AnalyseForm.posted(request, auto_id="analyse-%s")
    return _taken(request, pk, "analyse", form, lambda seen, who: actions.analyse(seen, form.value(), **who))


@serves(Power.LEDGER_WRITE, "POST")
@in_campaign
def plan(request: CampaignRequest, pk: int) -> HttpResponse:
    """What is done about it."""
    form = forms.PlanForm.posted(request, auto_id="plan-%s")
    return _taken(request, pk, "plan", form, lambda seen, who: actions.plan(seen, form.value(), **who))


@serves(Power.LEDGER_APPROVE, "POST")
@in_campaign
@needs_confirmation(
    _("Approve this plan?"),
    _("Measures, people, target and day stand from now on; another day needs a reason and the office."),
)
def approve(request: CampaignRequest, pk: int) -> HttpResponse:
    """The leader answers for the plan, or for putting it off."""
    form = forms.Step.posted(request)
    return _taken(request, pk, "approve", form, lambda seen, who: actions.approve(seen, **who), _("Approved."))


@serves(Power.LEDGER_APPROVE, "POST")
@in_campaign
def hand_back(request: CampaignRequest, pk: int) -> HttpResponse:
    """The leader wants another plan."""
    form = forms.ReasonForm.posted(request, auto_id="hand-back-%s")
    return _taken(request, pk, "hand_back", form, _reasoned(actions.hand_back, form), _("Handed back."))


@serves(Power.LEDGER_WRITE, "POST")
@in_campaign
def go_on(request: CampaignRequest, pk: int) -> HttpResponse:
    """What was done since."""
    form = forms.ProgressForm.posted(request, auto_id="progress-%s")

    def act(seen: Seen, who: dict[str, Any]) -> None:
        actions.go_on(seen, form.cleaned_data["words"], form.cleaned_data["met"], **who)

    return _taken(request, pk, "go_on", form, act)


@serves(Power.LEDGER_WRITE, "POST")
@in_campaign
def submit(request: CampaignRequest, pk: int) -> HttpResponse:
    """Ask for verification."""
    form = forms.SubmitForm.posted(request, auto_id="submit-%s")

    def act(seen: Seen, who: dict[str, Any]) -> None:
        given = form.cleaned_data
        actions.submit(seen, given["result"], given["done_on"], given["rules"], **who)

    return _taken(request, pk, "submit", form, act, _("Handed in; somebody outside your unit verifies it."))


@serves(Power.LEDGER_VERIFY, "POST")
@in_campaign
@needs_confirmation(
    _("Close this item?"),
    _("You have verified yourself that it is done; it counts as done in the report and in the index."),
    _("What you wrote for everybody is published; a false result can be reopened later."),
)
def close(request: CampaignRequest, pk: int) -> HttpResponse:
    """It is done."""
    form = forms.CloseForm.posted(request, auto_id="close-%s")

    def act(seen: Seen, who: dict[str, Any]) -> None:
        actions.close(seen, form.cleaned_data["called_back"], form.cleaned_data["published"], **who)

    return _taken(request, pk, "close", form, act, _("Verified and closed."))


@serves(Power.LEDGER_VERIFY, "POST")
@in_campaign
def send_back(request: CampaignRequest, pk: int) -> HttpResponse:
    """It is not done."""
    form = forms.ReasonForm.posted(request, auto_id="return-%s")
    return _taken(request, pk, "send_back", form, _reasoned(actions.send_back, form), _("Returned to the unit."))


@serves(Power.LEDGER_VERIFY, "POST")
@in_campaign
@needs_confirmation(
    _("Record what was found?"),
    _("It stays on record. An item that is not genuine is worked on anew, and no longer published as done."),
    _("A false rectification stands in the figures of the index; the inspection team decides about the deduction."),
)
def spot_check(request: CampaignRequest, pk: int) -> HttpResponse:
    """What somebody else than the verifier found."""
    form = forms.CheckForm.posted(request, auto_id="check-%s")

    def act(seen: Seen, who: dict[str, Any]) -> None:
        actions.spot_check(seen, form.cleaned_data["finding"], form.cleaned_data["words"], **who)

    return _taken(request, pk, "confirm", form, act, _("What was found is on record."))


@serves(Power.LEDGER_VERIFY, "POST")
@in_campaign
@needs_confirmation(
    _("Reopen this item?"),
    _("It counts as not done from now on, and what was published of it is taken away; the unit works on it anew."),
)
def reopen(request: CampaignRequest, pk: int) -> HttpResponse:
    """It was not done after all, or can be done now."""
    form = forms.ReasonForm.posted(request, auto_id="reopen-%s")
    return _taken(request, pk, "reopen", form, _reasoned(actions.reopen, form), _("Reopened."))


@serves(Power.LEDGER_WRITE, "POST")
@in_campaign
def ask_change(request: CampaignRequest, pk: int) -> HttpResponse:
    """Another wording or another day."""
    form = forms.ChangeForm.posted(request, auto_id="change-%s")

    def act(seen: Seen, who: dict[str, Any]) -> None:
        given = form.cleaned_data
        actions.ask_change(seen, given["problem"], given["due"], given["reason"], **who)

    return _taken(request, pk, "ask", form, act, _("Asked for; the office decides."))


@serves(Power.LEDGER_VERIFY, "POST")
@in_campaign
def decide_change(request: CampaignRequest, pk: int) -> HttpResponse:
    """What the office says to that."""
    form = forms.DecideForm.posted(request, auto_id="decide-%s")

    def act(seen: Seen, who: dict[str, Any]) -> None:
        actions.decide_change(seen, form.cleaned_data["granted"], form.cleaned_data["reason"], **who)

    return _taken(request, pk, "decide", form, act, _("Decided; the unit is told."))


def _reasoned(action: Callable[..., None], form: Form) -> Callable[[Seen, dict[str, Any]], None]:
    return lambda seen, who: action(seen, form.cleaned_data["reason"], **who)


def _taken(
    request: CampaignRequest,
    pk: int,
    verb: str,
    form: Form,
    act: Callable[[Seen, dict[str, Any]], None],
    words: Promise = KEPT,
) -> HttpResponse:
    """Take the step, or show the item with what is wrong; what an act refuses is said above, and kept."""
    access_item(request.actor, pk, request.campaign)
    if not form.is_valid():
        return page(request, pk, {verb: form})
    who = {"campaign": request.campaign, "actor": request.actor, "at": request.at}
    with refusals_shown(request):
        act(Seen(pk, form.cleaned_data["steps"] or 0), who)
        messages.success(request, str(words))
    return redirect("item", pk)
