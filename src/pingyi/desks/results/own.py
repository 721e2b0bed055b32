"""My unit's provisional result from the approval on, with its arithmetic; and objecting to it (A2-26)."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.results.forms import ObjectionForm
from pingyi.records.campaign.queries import CurrentCampaign, book_of
from pingyi.records.results import actions, queries
from pingyi.records.results.queries import ObjectionGround, ReckoningView
from pingyi.rules.mandate import Power, UnitRef
from pingyi.rules.scoring.announcement import Announcement
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


@serves(Power.OBJECTION_READ)
def show(request: Request) -> HttpResponse:
    """Place, points and every number behind them; what was objected and answered."""
    return _page(request, ObjectionForm())


@serves(Power.OBJECTION_FILE, "POST")
@needs_confirmation(
    gettext_lazy("File this objection?"),
    gettext_lazy("The office answers it in writing before the result is published."),
)
def file(request: Request) -> HttpResponse:
    """Object in the unit's name; only its leader may."""
    form = ObjectionForm.posted(request)
    campaign, unit = request.campaign, request.actor.appraised_unit
    if campaign is None or unit is None or not form.is_valid():
        return _page(request, form, status=422)
    with refusals_shown(request):
        actions.object_to(
            campaign=campaign,
            unit=unit,
            ground=ObjectionGround(form.cleaned_data["ground"]),
            text=form.cleaned_data["text"],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Your objection is filed; the office has been told."))
    return redirect("my-result")


def _page(request: Request, form: ObjectionForm, status: int = 200) -> HttpResponse:
    campaign, unit = request.campaign, request.actor.appraised_unit
    kept = queries.latest(campaign.code) if campaign else None
    if campaign is None or unit is None or kept is None or not kept.approved:
        return render(request, "results/no_result.html", status=status)
    until = queries.objections_end(campaign, kept.ruling.at) if kept.ruling else None
    context = {
        "book": book_of(kept.plan),
        "kept": kept,
        "result": _own(campaign, kept, unit),
        "objections": [each for each in queries.objections(campaign.code) if each.unit == unit],
        "until": until,
        "open": kept.released_at is None and (until is None or request.at < until),
        "form": form,
    }
    return render(request, "results/own.html", context, status=status)


def _own(campaign: CurrentCampaign, kept: ReckoningView, unit: UnitRef) -> Announcement:
    """The announcement with this unit alone."""
    whole = kept.announcement
    return replace(
        whole,
        ranked=tuple(own for own in whole.ranked if own.code.lower() == unit),
        apart=tuple(own for own in whole.apart if own.code.lower() == unit),
    )
