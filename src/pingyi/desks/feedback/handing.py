"""Both signatures: the unit's leader signs for the package, then the office; from then on the unit reads it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import feedback
from pingyi.ceremonies.feedback import Words
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.forms import Signing
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.days import in_words
from pingyi.ui.words.phrases import translated


@serves(Power.FEEDBACK_RECEIVE, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Sign for this package?"),
    gettext_lazy(
        "You sign that it was read out to your leading body, and that its statement is recorded as it was made."
    ),
    gettext_lazy("Nothing of the package or of the record can change afterwards."),
)
def receive(request: CampaignRequest, pk: int) -> HttpResponse:
    """The unit's leader signs."""
    digest = Signing.posted(request).cleaned()["digest"]
    with refusals_shown(request):
        feedback.receive(pk, digest=digest, actor=request.actor, at=request.at, campaign=request.campaign)
        messages.success(request, _("Signed. Once the appraisal office has signed too, your unit reads it here."))
    return redirect("package", pk)


@serves(Power.FEEDBACK_SIGN, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Sign and hand the package over?"),
    gettext_lazy("The unit reads it from now on, and each of its passages becomes an item of the ledger."),
    gettext_lazy("Those who raised the opinions read in their conversation that they were passed on."),
)
def hand_over(request: CampaignRequest, pk: int) -> HttpResponse:
    """The office signs."""
    campaign, digest = request.campaign, Signing.posted(request).cleaned()["digest"]
    view = feedback.read(pk, campaign, actor=request.actor)
    values = {
        "unit": translated(campaign.book.unit(view.package.unit).name),
        "day": in_words(campaign.day_of(request.at)),
    }
    words = Words(
        verbatim=_("Handed to %(unit)s word for word on %(day)s, without what would show who you are.") % values,
        theme=_("On %(day)s %(unit)s was handed what it is about, and none of your words, so that you stay unknown.")
        % values,
    )
    with refusals_shown(request):
        feedback.hand_over(pk, words, digest=digest, actor=request.actor, at=request.at, campaign=campaign)
        messages.success(request, _("Handed over. The unit reads it, and its passages stand in the ledger."))
    return redirect("package", pk)
