"""What a trustee is told when a message or a share is refused: which trustee is to blame, and why."""

from django.http import JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from pingyi.ceremonies.errors import SumsMissing
from pingyi.desks.keys.naming import name_of
from pingyi.records.box.errors import NoSuchBox, WrongStep
from pingyi.rules.ballot.errors import BallotError, OutOfTurn, Repeated, TrusteeRefused
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.refusal import sentence as words_of
from pingyi.ui.door.request import CampaignRequest

REFUSED = (Refusal, BallotError)
Fault = Refusal | BallotError
BLAMED = _("Trustee %(number)s (%(name)s): %(why)s. Nothing was taken.")
NOBODY = _("%(why)s. Nothing was taken.")
UNREADABLE = _("This is not a message or a share as docs/protocol describes it")
REASONS = frozenset(
    {
        _("it did not sign the certificates and commitments listed here"),
        _("it has given its share already"),
        _("its certificate does not name its keys"),
        _("its certificate is another trustee's again"),
        _("its certificate is for another group, threshold, size or place"),
        _("its certificate is not signed with its own key"),
        _("its commitments are not signed by it"),
        _("its key does not follow from everybody's commitments"),
    }
)
"""What rules say in one fixed sentence; other reasons name the place of the fault and stay in English."""
STEPS = {
    "certificate": _("its certificate"),
    "polynomial": _("its shares for the others"),
    "voutput": _("its public key"),
}
REPEATED = _("%(step)s was received before, and another one is not taken")
EARLY = _("%(step)s is out of turn")


def code_of(fault: Fault) -> str:
    """The word for programs (Protocol endpoints §11)."""
    match fault:
        case SumsMissing():
            return WrongStep.code
        case Refusal():
            return fault.code
        case Repeated():
            return "repeated"
        case OutOfTurn():
            return "out-of-order"
        case TrusteeRefused():
            return "refused"
    return "malformed"


def sentence(fault: Fault, request: CampaignRequest, trustees: tuple[str, ...], step: str = "") -> str:
    """The refusal in the reader's language, naming the trustee."""
    if isinstance(fault, Refusal):
        return words_of(fault)
    if not isinstance(fault, TrusteeRefused):
        return gettext(NOBODY) % {"why": gettext(UNREADABLE)}
    why = _why(fault, step)
    if not fault.trustee:
        return gettext(NOBODY) % {"why": why}
    name = name_of(request.campaign.book, dict(enumerate(trustees, 1))[fault.trustee])
    return gettext(BLAMED) % {"number": fault.trustee, "name": name, "why": why}


def refused(fault: Fault, request: CampaignRequest, trustees: tuple[str, ...], step: str = "") -> JsonResponse:
    """The refusal as the page's program expects it."""
    status = 404 if isinstance(fault, NoSuchBox) else 400 if code_of(fault) == "malformed" else 409
    answer = {"error": code_of(fault), "sentence": sentence(fault, request, trustees, step), "detail": str(fault)}
    return JsonResponse(answer, status=status)


def malformed(why: str) -> JsonResponse:
    """What cannot even be read."""
    return JsonResponse({"error": "malformed", "sentence": why}, status=400)


def _why(fault: TrusteeRefused, step: str) -> str:
    known = STEPS.get(step)
    if known and isinstance(fault, Repeated | OutOfTurn):
        template = REPEATED if isinstance(fault, Repeated) else EARLY
        return gettext(template) % {"step": gettext(known)}
    return gettext(fault.reason) if fault.reason in REASONS else fault.reason
