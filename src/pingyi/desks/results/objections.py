"""Objections of the units to the approved result, and the office's written answers (A2-26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.results.forms import AnswerForm
from pingyi.records.results import actions, queries
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


@serves(Power.OBJECTION_ANSWER)
def show(request: Request) -> HttpResponse:
    """Every objection, those that wait for an answer first."""
    campaign = request.campaign
    found = queries.objections(campaign.code) if campaign else []
    names = {unit.code.lower(): unit.name for unit in campaign.book.units} if campaign else {}
    lines = [(names.get(each.unit), each) for each in sorted(found, key=lambda each: each.answer is not None)]
    return render(request, "results/objections.html", {"lines": lines, "form": AnswerForm()})


@serves(Power.OBJECTION_ANSWER, "POST")
@needs_confirmation(gettext_lazy("Send this answer?"), gettext_lazy("The unit is told; an answer cannot be changed."))
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer one objection in writing."""
    form = AnswerForm.posted(request)
    if request.campaign is None or not form.is_valid():
        messages.error(request, _("Choose whether the objection is upheld, and write down why."))
        return redirect("objections")
    with refusals_shown(request):
        upheld, text = form.cleaned_data["upheld"] == "yes", form.cleaned_data["text"]
        actions.answer(campaign=request.campaign, pk=pk, upheld=upheld, text=text, actor=request.actor, at=request.at)
        messages.success(request, _("Answered; the unit has been told."))
    return redirect("objections")
