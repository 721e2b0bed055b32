"""A file looked at beside the others of its thing, and the pictures that its preview is made of."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from pingyi.desks.files.forms import FilesForm, WithdrawForm
from pingyi.desks.files.served import SANDBOX
from pingyi.records.files import previews, queries
from pingyi.records.files.access import access_file
from pingyi.records.files.holder import place_of
from pingyi.records.files.queries import Edition
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest


@serves(Power.FILE_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """One file: what it looks like, its versions, and the others beside it."""
    file = queries.one(access_file(request.actor, pk, request.campaign))
    newest = None if file.withdrawn else file.newest
    html = previews.words(newest) if newest else None
    context = {
        "file": file,
        "place": place_of(request.actor, file.about, request.campaign),
        "folder": queries.folder(request.actor, file.about, request.campaign),
        "pages": previews.pages(newest) if newest else (),
        "words": mark_safe(html) if html else "",  # noqa: S308 - cleaned by nh3
        "form": FilesForm(auto_id="%s"),
        "withdraw_form": WithdrawForm(auto_id="%s"),
    }
    return render(request, "files/file.html", context)


@serves(Power.FILE_READ)
@in_campaign
def thumbnail(request: CampaignRequest, pk: int, number: int) -> HttpResponse:
    """A picture in a list."""
    return _drawn(request, pk, number, lambda edition: previews.picture(edition, previews.THUMBNAIL))


@serves(Power.FILE_READ)
@in_campaign
def picture(request: CampaignRequest, pk: int, number: int) -> HttpResponse:
    """A picture on its page."""
    return _drawn(request, pk, number, lambda edition: previews.picture(edition, previews.FULL))


@serves(Power.FILE_READ)
@in_campaign
def page(request: CampaignRequest, pk: int, number: int, sheet: int) -> HttpResponse:
    """A page of a PDF."""
    return _drawn(request, pk, number, lambda edition: previews.page(edition, sheet))


def _drawn(request: CampaignRequest, pk: int, number: int, draw: Callable[[Edition], bytes | None]) -> HttpResponse:
    edition = queries.one(access_file(request.actor, pk, request.campaign)).edition(number)
    data = draw(edition) if edition else None
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg", headers=SANDBOX)
