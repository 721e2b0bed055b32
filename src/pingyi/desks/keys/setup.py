"""The key ceremony over HTTP: the pages, and the messages that the trustees' browsers send each other through us."""

from typing import Any

from django.contrib import messages as notes
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.keys.forms import MessageForm
from pingyi.desks.keys.naming import both, text_of
from pingyi.desks.keys.refusal import REFUSED, malformed, refused, sentence
from pingyi.records.box import actions, queries
from pingyi.records.box.access import access_setup, number_of
from pingyi.records.box.errors import NoSuchSetup
from pingyi.records.box.progress import SetupProgress
from pingyi.rules.mandate import Power
from pingyi.ui.door.body import body_of, json_of
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest, Request

LONGEST = 256 * 1024
"""Far more than any message needs, with any number of trustees a plan may name."""


@serves(Power.KEY_MAKE)
def take_part(request: Request, ceremony: str) -> HttpResponse:
    """The guided ceremony; all that is secret happens in the browser."""
    return host(request, ceremony, "setup")


@serves(Power.KEY_TEST)
def test(request: Request, ceremony: str) -> HttpResponse:
    """Try the key file; it does not leave the browser."""
    return host(request, ceremony, "test")


@serves(Power.KEY_TEST)
@in_campaign
def messages(request: CampaignRequest, ceremony: str) -> HttpResponse:
    """Everything said so far, in order; also what `pingyi trustee` works from."""
    progress, _number = seated(request, ceremony)
    return JsonResponse(
        {
            "ceremony": progress.name,
            "group": progress.group,
            "size": len(progress.trustees),
            "threshold": progress.threshold,
            "trustees": [both(text_of(request.campaign.book, body)) for body in progress.trustees],
            "state": progress.state,
            "messages": [
                {"trustee": trustee, "kind": kind, "text": text.decode()}
                for (trustee, kind), text in progress.sent.items()
            ],
        }
    )


@serves(Power.KEY_MAKE, "POST")
@in_campaign
def send(request: CampaignRequest, ceremony: str) -> HttpResponse:
    """Take a message from the trustee who is signed in: 201, 200 for the very same again, else which rule refused."""
    progress, number = seated(request, ceremony)
    given = _message(body_of(request))
    if given is None:
        return malformed(_("A message has a kind and a text."))
    kind, text = given
    known = progress.sent.get((number, kind)) == text.encode()
    try:
        _take(request, ceremony, kind, text)
    except REFUSED as fault:
        return refused(fault, request, progress.trustees, kind)
    return JsonResponse({}, status=200 if known else 201)


@serves(Power.KEY_MAKE, "POST")
@in_campaign
def stop(request: CampaignRequest, ceremony: str) -> HttpResponse:
    """A trustee's browser refused a message, or its owner saw other digits: the ceremony stops for all."""
    progress, _number = seated(request, ceremony)
    given = _object(body_of(request))
    blamed, reason = given.get("trustee"), given.get("reason")
    if not isinstance(reason, str) or not (blamed is None or type(blamed) is int):
        return malformed(_("An objection has a reason and a trustee, or none."))
    try:
        actions.stop_setup(
            setup=access_setup(request.actor, ceremony),
            blamed=blamed,
            reason=reason,
            actor=request.actor,
            at=request.at,
            phase=request.phase,
        )
    except REFUSED as fault:
        return refused(fault, request, progress.trustees)
    return JsonResponse({}, status=201)


@serves(Power.KEY_MAKE, "POST")
@in_campaign
def upload(request: CampaignRequest, ceremony: str) -> HttpResponse:
    """Take a message that `pingyi trustee` made on another machine."""
    progress, _number = seated(request, ceremony)
    file = MessageForm.posted(request).cleaned()["message"]
    given = _message(file.read(LONGEST)) if file else None
    if given is None:
        notes.error(request, _("Choose the file that pingyi trustee made."))
        return redirect("keys")
    try:
        _take(request, ceremony, *given)
        notes.success(request, _("The message was taken."))
    except REFUSED as fault:
        notes.error(request, sentence(fault, request, progress.trustees, given[0]))
    return redirect("keys")


def host(request: Request, ceremony: str, mode: str) -> HttpResponse:
    """The page on which the trustee's program runs."""
    progress, number = seated(request, ceremony)
    context = {"base": f"/trustee/{progress.name}/", "mode": mode, "number": number}
    return render(request, "keys/program.html", context)


def seated(request: Request, ceremony: str) -> tuple[SetupProgress, int]:
    """The ceremony, and the number of the trustee who asks. Raises Http404 for everybody else."""
    try:
        row = access_setup(request.actor, ceremony)
    except NoSuchSetup as absent:
        raise Http404 from absent
    if row.campaign_id != request.campaign_id:
        raise Http404
    progress = queries.setup_progress(row.pk)
    return progress, number_of(request.actor, progress.trustees) or 0


def _take(request: Request, ceremony: str, kind: str, text: str) -> None:
    actions.send_setup_message(
        setup=access_setup(request.actor, ceremony),
        step=kind,
        body=text,
        actor=request.actor,
        at=request.at,
        phase=request.phase,
    )


def _message(data: bytes) -> tuple[str, str] | None:
    """Kind and text of a message; None for anything else."""
    shape = _object(data)
    kind, text = shape.get("kind"), shape.get("text")
    return (kind, text) if isinstance(kind, str) and isinstance(text, str) else None


def _object(data: bytes) -> dict[str, Any]:
    try:
        shape = json_of(data) if len(data) < LONGEST else None
    except ValueError:
        shape = None
    return shape if isinstance(shape, dict) else {}
