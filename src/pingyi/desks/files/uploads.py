"""Large files come piece by piece, by the tus protocol 1.0 (core, creation, expiration, termination): a line that drops
goes on where it stopped. What came whole is attached by the same form as a small file.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date

from pingyi.desks.files.forms import AnnouncedForm
from pingyi.records.files import actions, queries
from pingyi.records.files.errors import InUse, Misplaced, TooLarge
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.body import pieces_of
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest

P = ParamSpec("P")
Page = Callable[Concatenate[CampaignRequest, P], HttpResponse]
VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
NUMBER = re.compile(r"[0-9]{1,15}")
STATUS = {InUse: 423, Misplaced: 409, TooLarge: 413}


def tus_headers(page: Page[P]) -> Page[P]:
    """Answer in the protocol's words: its version, and a refusal as a status with its sentence."""

    @wraps(page)
    def answer(request: CampaignRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            response = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            response = _with_refusals(request, lambda: page(request, *args, **kwargs))
        response.headers["Tus-Resumable"] = VERSION
        return response

    return answer


def _with_refusals(request: CampaignRequest, respond: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return respond()
    except Refusal as refused:
        status = 404 if refused.hidden else STATUS.get(type(refused), 403)
        return HttpResponse("" if refused.hidden else sentence(refused), status=status, content_type="text/plain")


@serves(Power.FILE_ATTACH, "POST", "OPTIONS")
@in_campaign
@tus_headers
def begin(request: CampaignRequest, about: Subject) -> HttpResponse:
    """Announce a file: its name and length come as headers."""
    if request.method == "OPTIONS":
        headers = {"Tus-Version": VERSION, "Tus-Extension": "creation,expiration,termination"}
        return HttpResponse(status=204, headers=headers | {"Tus-Max-Size": str(settings.LARGEST_FILE)})
    form = AnnouncedForm.in_headers(request)
    if not form.is_valid():
        return HttpResponse(status=400)
    announced = form.cleaned_data
    key = actions.begin(
        about, announced["name"], announced["length"], campaign=request.campaign, actor=request.actor, at=request.at
    )
    return HttpResponse(status=201, headers={"Location": reverse("upload", args=[key])})


@serves(Power.FILE_ATTACH, "HEAD", "PATCH", "DELETE")
@in_campaign
@tus_headers
def piece(request: CampaignRequest, key: str) -> HttpResponse:
    """How much has come; the next piece; or nothing more is to come."""
    if request.method == "DELETE":
        actions.abandon(key, actor=request.actor, at=request.at)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        if request.content_type != PIECE:
            return HttpResponse(status=415)
        if not NUMBER.fullmatch(offset := request.headers.get("Upload-Offset", "")):
            return HttpResponse(status=400)
        actions.receive(key, int(offset), pieces_of(request), actor=request.actor, at=request.at)
    upload = queries.upload(request.actor, key, at=request.at)
    return HttpResponse(
        status=204 if request.method == "PATCH" else 200,
        headers={
            "Upload-Offset": str(upload.there),
            "Upload-Length": str(upload.length),
            "Upload-Expires": http_date(upload.until.timestamp()),
            "Cache-Control": "no-store",
        },
    )
