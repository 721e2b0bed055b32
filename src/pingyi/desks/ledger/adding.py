"""A problem comes into the ledger: typed, or taken over from the register of self-found problems (R118)."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.ceremonies import rectifying
from pingyi.desks.ledger.forms import FoundForm, NewForm
from pingyi.records.ledger import actions
from pingyi.records.ledger.actions import NewItem
from pingyi.rules.ledger import Origin
from pingyi.rules.mandate import Power, reach
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated


@serves(Power.LEDGER_ADD, "GET", "HEAD", "POST")
@in_campaign
def new(request: CampaignRequest) -> HttpResponse:
    """The form, or what it says as an item."""
    own = reach(request.actor, Power.LEDGER_ADD) is not None
    form = NewForm.if_posted(request, request.campaign, list(_units(request)), own)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        item = NewItem(**given | {"origin": Origin(given["origin"])})
        with refusals_shown(request):
            (pk,) = actions.add([item], campaign=request.campaign, actor=request.actor, at=request.at)
            messages.success(request, _("The item is in the ledger."))
            return redirect("item", pk)
        return redirect("item-new")
    status = 422 if request.method == "POST" else 200
    return render(request, "ledger/new.html", {"form": form}, status=status)


@serves(Power.LEDGER_ADD, "GET", "HEAD", "POST")
@in_campaign
def found(request: CampaignRequest) -> HttpResponse:
    """The self-found problems that are in no ledger yet; those that are ticked become items."""
    if request.method == "POST":
        rows = FoundForm.posted(request).cleaned()["rows"]
        with refusals_shown(request):
            made = rectifying.take_over(rows, campaign=request.campaign, actor=request.actor, at=request.at)
            words = ngettext("%(n)d item is in the ledger.", "%(n)d items are in the ledger.", len(made))
            messages.success(request, words % {"n": len(made)})
            return redirect("ledger")
        return redirect("item-found")
    book = request.campaign.book
    units = {unit.code: unit.name for unit in book.units}
    contents = {content.code: content.name for content in book.contents}
    lines = rectifying.self_found(request.campaign, actor=request.actor)
    rows = [(each, units[each.unit], contents[each.content]) for each in lines]
    return render(request, "ledger/found.html", {"rows": rows})


def _units(request: CampaignRequest) -> Iterator[tuple[str, str]]:
    reached = reach(request.actor, Power.LEDGER_ADD)
    for unit in request.campaign.book.units:
        if reached is None or unit.code in reached:
            yield unit.code, translated(unit.name)
