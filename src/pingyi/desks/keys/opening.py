"""Opening the boxes: which ones wait for this trustee, and taking its shares (R149, R150)."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.ceremonies import opening
from pingyi.desks.keys.forms import SharesForm
from pingyi.desks.keys.naming import both
from pingyi.desks.keys.refusal import REFUSED, refused, sentence
from pingyi.desks.keys.setup import host, seated
from pingyi.records.box import queries
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.body import body_of
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest, Request

LONGEST = 512 * 1024


@serves(Power.BOX_OPEN)
def show(request: Request, ceremony: str) -> HttpResponse:
    """Key file and passphrase in, shares of every box out; both secrets stay in the browser."""
    stands = queries.tallying(request.campaign_id)
    if opening.summing(request.campaign_id):
        message = _(
            "The sealed ballots are being added up: %(done)s of %(all)s boxes. Reload this page when all are ready."
        )
        messages.info(request, message % {"done": stands.summed, "all": stands.wanted})
    return host(request, ceremony, "opening")


@serves(Power.BOX_OPEN)
@in_campaign
def boxes(request: CampaignRequest, ceremony: str) -> HttpResponse:
    """The boxes that wait for trustees once all are added up, and which of them this trustee has opened its part of."""
    _progress, number = seated(request, ceremony)
    least = request.campaign.book.survey.privacy.least_box
    summing = opening.summing(request.campaign_id)
    waiting = [] if summing else queries.to_open(request.campaign_id, number)
    book = request.campaign.book
    return JsonResponse(
        {
            "boxes": [
                {
                    "uuid": box.uuid,
                    "name": _name(book, box.unit, box.stratum),
                    "minimum": least,
                    "owner": number,
                    "given": given,
                }
                for box, given in waiting
            ]
        }
    )


@serves(Power.BOX_OPEN, "POST")
@in_campaign
def give(request: CampaignRequest, ceremony: str, uuid: str) -> HttpResponse:
    """Take the share of one box: 201, 200 for the very same again, else which rule refused."""
    progress, number = seated(request, ceremony)
    known = queries.gave(uuid, number)
    try:
        opening.give_shares(
            campaign=request.campaign, shares={uuid: body_of(request)}, actor=request.actor, at=request.at
        )
    except REFUSED as fault:
        return refused(fault, request, progress.trustees)
    return JsonResponse({}, status=200 if known else 201)


@serves(Power.BOX_OPEN, "POST")
@in_campaign
def upload(request: CampaignRequest, ceremony: str) -> HttpResponse:
    """Take the shares that `pingyi trustee share` made on another machine: all of them or none."""
    progress, _own = seated(request, ceremony)
    files = SharesForm.posted(request).cleaned()["shares"]
    shares = {file.name.removesuffix(".json"): file.read(LONGEST) for file in files}
    try:
        taken = opening.give_shares(campaign=request.campaign, shares=shares, actor=request.actor, at=request.at)
        message = ngettext("The share of %(n)s box was taken.", "The shares of %(n)s boxes were taken.", taken)
        messages.success(request, message % {"n": taken})
    except REFUSED as fault:
        messages.error(request, sentence(fault, request, progress.trustees))
    return redirect("keys")


def _name(book: Rulebook, unit: str, stratum: str) -> dict[str, str]:
    """What people call a box, as the page's program takes names."""
    of, by = both(book.unit(unit).name), both(book.survey.stratum_name(stratum))
    return {language: f"{of[language]} · {by[language]}" for language in of}
