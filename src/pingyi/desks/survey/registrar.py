"""What the registrar's browser asks (docs/protocol/endpoints.md, Registrar). No code ever comes here.

Boxes and drawn people are given out by different answers, each of which knows nothing of the other: the wall between
ballots and people has no door on this side, and only the bureau's own browser lays one beside the other.
"""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.ceremonies import freeze
from pingyi.desks.survey.forms import CredentialsForm
from pingyi.records.box import actions, queries
from pingyi.records.box.errors import NoSuchBox
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.roll import queries as roll
from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.ballot.form import write_credentials
from pingyi.rules.mandate import Power, may
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.survey import parts_of
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.body import body_of, json_of
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.shell.script import digest_of
from pingyi.ui.tables.table import write_csv

DRAWN = ("unit", "stratum", "ref", "name", "address")


@serves(Power.LETTER_PRINT)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The page on which the browser makes codes and finds whom to remind; and the way without it."""
    made = queries.boxes(request.campaign.code)
    context = {
        "boxes": made,
        "waiting": [box for box in made if not box.type],
        "publishes": may(request.actor, Power.CREDENTIAL_PUBLISH, phase=request.phase),
    }
    return render(request, "survey/registrar.html", context)


@serves(Power.LETTER_PRINT)
@in_campaign
def boxes(request: CampaignRequest) -> HttpResponse:
    """Every box, and what the letters say."""
    campaign = request.campaign
    return JsonResponse(_survey(campaign), json_dumps_params={"ensure_ascii": False})


@serves(Power.LETTER_PRINT)
@in_campaign
def members(request: CampaignRequest, unit: str, stratum: str) -> HttpResponse:
    """Who was drawn from one stratum of one unit."""
    found = roll.drawn(request.campaign.code, unit, stratum)
    if not found:
        raise Http404
    listed = [{"ref": own.ref, "name": own.name, "address": own.address} for own in found]
    return _unkept(JsonResponse({"members": listed}))


@serves(Power.LETTER_PRINT)
@in_campaign
def drawn(request: CampaignRequest) -> HttpResponse:
    """Everybody drawn, with the box they vote in, as a table for a machine without network."""
    code = request.campaign.code
    box = {(own.unit, part): own.stratum for own in queries.boxes(code) for part in parts_of(own.stratum)}
    table = write_csv(
        DRAWN,
        (
            (own.unit, box.get((own.unit, own.stratum), own.stratum), own.ref, own.name, own.address)
            for own in roll.drawn(code)
        ),
    )
    headers = {"Content-Disposition": 'attachment; filename="drawn.csv"'}
    return _unkept(HttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers))


@serves(Power.CREDENTIAL_PUBLISH, "POST")
def publish(request: Request) -> HttpResponse:
    """Take the public credentials from the browser."""
    try:
        data = body_of(request)
    except RequestDataTooBig:
        return _refused("too-large", _("At most 2 MB in one request: send fewer boxes at a time."), 413)
    return _publish(request, data)


@serves(Power.CREDENTIAL_PUBLISH, "POST")
def upload(request: Request) -> HttpResponse:
    """Take the file of public credentials that `pingyi credentials` made."""
    chosen = CredentialsForm.posted(request).cleaned()["credentials"]
    if chosen is None:
        messages.error(request, _("Choose the file credentials.json that `pingyi credentials` made (at most 20 MB)."))
        return redirect("registrar")
    answer = json.loads(_publish(request, chosen.read()).content)
    if "error" in answer:
        messages.error(request, answer["sentence"])
    else:
        messages.success(request, _("The boxes have their credentials: %(count)d.") % {"count": answer["published"]})
    return redirect("registrar")


def _publish(request: Request, data: bytes) -> JsonResponse:
    lists = _read(data)
    if lists is None:
        return _refused("malformed", _("This is not a list of public credentials per box. Nothing was published."), 400)
    try:
        actions.publish_credentials(
            credentials={uuid: write_credentials(own) for uuid, own in lists.items()},
            actor=request.actor,
            at=request.at,
            phase=request.phase,
        )
    except Refusal as refusal:
        return _refused(refusal.code, sentence(refusal), 404 if isinstance(refusal, NoSuchBox) else 409)
    except BallotError as fault:
        return _refused(
            "malformed", _("A credential is damaged or listed twice. Nothing was published."), 400, str(fault)
        )
    return JsonResponse({"published": len(lists)})


def _read(data: bytes) -> dict[str, list[str]] | None:
    """Box → credentials; None when the bytes say anything else."""
    try:
        lists = json_of(data)
    except ValueError:
        return None
    if not isinstance(lists, dict) or not lists:
        return None
    sound = all(isinstance(own, list) and all(isinstance(text, str) for text in own) for own in lists.values())
    return lists if sound else None


def _survey(campaign: CurrentCampaign) -> dict[str, Any]:
    book, window = campaign.book, freeze.field_window(campaign)
    return {
        "campaign": campaign.code,
        "group": book.survey.sealing.group,
        "address": settings.PUBLIC_URL.rstrip("/") + reverse("vote"),
        "opens": window.start.isoformat(),
        "closes": window.end.isoformat(),
        "title": _both(book.survey.title),
        "issuer": _both(book.body(book.survey.sealing.registrar).name),
        "organiser": _both(book.body(book.survey.sealing.administrator).name),
        "bundle": digest_of("booth/booth.js"),
        "trustees": len(book.survey.sealing.trustees),
        "threshold": book.survey.sealing.threshold,
        "boxes": [
            {
                "uuid": box.uuid,
                "unit": box.unit,
                "stratum": box.stratum,
                "unit_name": _both(book.unit(box.unit).name),
                "stratum_name": _both(book.survey.stratum_name(box.stratum)),
                "invited": box.invited,
                "published": box.type is not None,
            }
            for box in queries.boxes(campaign.code)
        ],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en or text.zh}


def _unkept(response: HttpResponse) -> HttpResponse:
    """Names and addresses stay in no cache."""
    response["Cache-Control"] = "no-store"
    return response


def _refused(code: str, sentence: str, status: int, detail: str = "") -> JsonResponse:
    return JsonResponse({"error": code, "sentence": sentence, "detail": detail}, status=status)
