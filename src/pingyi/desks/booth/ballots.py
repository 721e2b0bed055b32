"""Taking sealed ballots, and telling whether one is in the box."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pingyi.desks.booth.refusal import ballot_refused, refused
from pingyi.records.box import actions, queries
from pingyi.records.box.errors import BoxRefused
from pingyi.rules.ballot.errors import BallotError, Malformed
from pingyi.rules.encoding import read_base64_unpadded
from pingyi.rules.mandate import PhaseRefused, Power
from pingyi.ui.body import body_of
from pingyi.ui.gate import serves
from pingyi.ui.refusal import sentence

MAX_BALLOT = 512 * 1024
# An address cannot carry a slash inside a name, so there a tracker is written with - and _ for + and /.
IN_ADDRESS = str.maketrans("-_", "+/")


@csrf_exempt  # there is no cookie here that a foreign page could ride on
@serves(Power.BOOTH_ENTER, "POST")
def send(request: HttpRequest, uuid: str) -> HttpResponse:
    """201 for a new ballot, 200 for one that is in the box already; otherwise which rule refused, in a sentence."""
    try:
        data = body_of(request)
    except RequestDataTooBig:
        return _too_large()
    except UnreadablePostError:  # the respondent's network failed; nobody may be there to read this
        return ballot_refused(Malformed("the ballot was cut off on its way"))
    if len(data) > MAX_BALLOT:
        return _too_large()
    try:
        receipt = actions.accept_ballot(uuid=uuid, data=data, at=request.at, phase=request.phase)
    except (BoxRefused, BallotError) as fault:
        return ballot_refused(fault)
    except PhaseRefused as early:
        return refused("not-open", sentence(early), 409)
    return JsonResponse({"tracker": receipt.tracker, "height": receipt.height}, status=201 if receipt.new else 200)


@serves(Power.BOOTH_ENTER)
def find(request: HttpRequest, uuid: str, tracker: str) -> HttpResponse:
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


def _too_large() -> HttpResponse:
    return refused("too-large", _("This is far larger than any ballot. Nothing was taken."), 413)
