"""A door of its own for ballots, before there are sessions, accounts and languages: taking one needs none of that.

What is refused goes on to its page, which says why in the reader's language (docs/decisions/0013-ballots-in-groups.md).
"""

import re

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import Error as DatabaseFault
from django.http import HttpResponse, JsonResponse

from pingyi.records.box.actions import Receipt, accept_ballot
from pingyi.records.campaign.queries import phase
from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.body import body_of
from pingyi.ui.door.request import Handler, Request

ADDRESS = re.compile(r"/vote/([-\w]+)/ballots")
MAX_BALLOT = 512 * 1024
REFUSALS = (Refusal, BallotError, RequestDataTooBig, BadRequest, DatabaseFault)


def door(handle: Handler) -> Handler:
    """Middleware: 201 for a new ballot, 200 for one that is in the box already; a refusal is kept for its page."""

    def answer(request: Request) -> HttpResponse:
        address = ADDRESS.fullmatch(request.path_info) if request.method == "POST" else None
        if address is None:
            return handle(request)
        try:
            return _acknowledgement(_take(request, address[1]))
        except REFUSALS as refusal:
            request.refused = refusal.with_traceback(None)
        return handle(request)

    return answer


def _take(request: Request, uuid: str) -> Receipt:
    request.get_host()  # refuses a foreign one, as for every other page
    data = body_of(request)
    if len(data) > MAX_BALLOT:
        raise RequestDataTooBig
    return accept_ballot(uuid=uuid, data=data, at=request.at, phase=phase)


def _acknowledgement(receipt: Receipt) -> JsonResponse:
    response = JsonResponse({"tracker": receipt.tracker, "height": receipt.height}, status=201 if receipt.new else 200)
    response.headers["Content-Length"] = str(len(response.content))
    return response
