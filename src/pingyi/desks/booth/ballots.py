"""Why a ballot was refused, and whether one is in the box."""

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pingyi.desks.booth.refusal import ballot_refused, refused
from pingyi.records.box import queries
from pingyi.rules.ballot.errors import BallotError, Malformed
from pingyi.rules.encoding import read_base64_unpadded
from pingyi.rules.mandate import PhaseRefused, Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import Request

# An address cannot carry a slash inside a name, so there a tracker is written with - and _ for + and /.
IN_ADDRESS = str.maketrans("-_", "+/")


@csrf_exempt  # there is no cookie here that a foreign page could ride on
@serves(Power.BOOTH_ENTER, "POST")
def send(request: Request, uuid: str) -> HttpResponse:
    """Which rule refused a ballot, in a sentence; one that is good was taken at the door and never comes here."""
    match request.refused:
        case RequestDataTooBig():
            return refused("too-large", _("This is far larger than any ballot. Nothing was taken."), 413)
        case BadRequest() as unread:  # or the respondent's network failed, and nobody is there to read this
            return ballot_refused(Malformed(str(unread)))
        case PhaseRefused() as early:
            return refused("not-open", sentence(early), 409)
        case Refusal() | BallotError() as fault:
            return ballot_refused(fault)
        case other:
            raise other


@serves(Power.BOOTH_ENTER)
def find(request: Request, uuid: str, tracker: str) -> HttpResponse:
    """Whether the ballot with this tracker is on the board, and whether a later one replaced it."""
    try:
        digest = read_base64_unpadded(tracker.translate(IN_ADDRESS))
    except ValueError:
        digest = b""
    if len(digest) != 32:
        return refused("not-a-tracker", _("A tracker has 43 letters, digits, + or /. Compare it with your note."), 400)
    found = queries.presence(uuid, digest.hex())
    if found is None:
        return JsonResponse({"present": False})
    return JsonResponse({"present": True, "height": found.height, "replaced": found.replaced})
