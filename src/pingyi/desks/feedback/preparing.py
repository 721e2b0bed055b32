"""What is to be fed back to one unit, and the package that is made of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import feedback
from pingyi.desks.feedback.forms import FreezeForm
from pingyi.desks.feedback.wording import state_of
from pingyi.records.sorting.terms import contents
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.masks import FINDINGS
from pingyi.ui.words.phrases import translated


@serves(Power.FEEDBACK_PREPARE)
@in_campaign
def show(request: CampaignRequest, unit: str) -> HttpResponse:
    """Every text as the unit would read it, with what in it may still tell who wrote it."""
    campaign = request.campaign
    own = feedback.standing(unit, actor=request.actor, campaign=campaign)
    points = contents(campaign.book)
    context = {
        "own": own,
        "unit": campaign.book.unit(unit).name,
        "ready": [
            (each, translated(points[each.sorted.content]), [FINDINGS[found] for found in each.findings])
            for each in own.ready
        ],
        "packages": [(view, state_of(view)) for view in own.packages],
        "form": FreezeForm(initial={"digest": own.digest}),
    }
    return render(request, "feedback/unit.html", context)


@serves(Power.FEEDBACK_PREPARE, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Freeze this package?"),
    gettext_lazy("Its fingerprint is written into the public journal. It is read out exactly as it stands."),
    gettext_lazy("A package that was frozen before and not handed over is replaced by it."),
)
def freeze(request: CampaignRequest, unit: str) -> HttpResponse:
    """Freeze what was on the page."""
    sent = FreezeForm.posted(request).cleaned()
    with refusals_shown(request):
        view = feedback.freeze(
            unit,
            sent["themes"],
            seen=sent["digest"],
            actor=request.actor,
            at=request.at,
            campaign=request.campaign,
        )
        messages.success(request, _("Frozen. Print it, read it out at the meeting, and record the meeting here."))
        return redirect("package", view.pk)
    return redirect("feedback-unit", unit)
