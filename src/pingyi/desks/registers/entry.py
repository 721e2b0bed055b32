"""Writing a new row: empty, or begun from another row of this year or the last."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.registers.forms import EntryForm, FilesForm, LikeForm
from pingyi.desks.registers.offers import offers
from pingyi.records.files.actions import attach
from pingyi.records.registers import actions, offering
from pingyi.records.registers.access import access_register
from pingyi.records.registers.actions import NewRow
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.registers import ROW
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@serves(Power.REGISTER_WRITE, "GET", "HEAD", "POST")
@in_campaign
def new(request: CampaignRequest, code: str) -> HttpResponse:
    """The page of a new row; what is refused is said beside the field, and everything typed stays."""
    register = access_register(request.actor, code, request.campaign).as_begun
    offered = offers(register, actor=request.actor, campaign=request.campaign)
    like = LikeForm.in_address(request).cleaned()["like"]
    values = offering.row_like(like, register, actor=request.actor, campaign=request.campaign) if like else None
    form = EntryForm.if_posted(request, register, offered, values)
    if request.method == "POST" and form.is_valid():
        with form.refusals_beside():
            unit = form.cleaned_data.get("unit", next(iter(offered.units), ""))
            [number] = actions.write(code, [NewRow(unit, form.values())], actor=request.actor, at=request.at)
            messages.success(request, _("Row %(number)d is written.") % {"number": number})
            pk = offering.key_of(register, number, request.campaign)
            _attach(request, Subject.of(ROW, pk))
            return redirect("register-row", pk=pk)
    former = offering.former_rows(register, actor=request.actor, campaign=request.campaign)
    context = {
        "register": register,
        "form": form,
        "former": former,
        "begun": values is not None,
    }
    return render(request, "registers/entry.html", context, status=422 if form.errors else 200)


def _attach(request: CampaignRequest, row: Subject) -> None:
    """What was chosen with the row, each file for itself: one that is refused keeps neither the row nor the others."""
    for file in FilesForm.posted(request).cleaned()["chosen"]:
        with refusals_shown(request, typed=False):
            attach(file, about=row, campaign=request.campaign, actor=request.actor, at=request.at)
