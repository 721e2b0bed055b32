"""What the booth answers when it says no: a code for the page and a sentence for the person."""

from django.http import JsonResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from pingyi.records.box.errors import NoSuchBox, WrongStep
from pingyi.rules.ballot.errors import BadProof, BadSignature, BallotError, UnlistedCredential, WrongElection
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.refusal import sentence

BALLOT: dict[type[BallotError], tuple[str, str]] = {
    UnlistedCredential: ("unlisted-credential", _("This code does not belong to this ballot box.")),
    WrongElection: ("wrong-election", _("This ballot was sealed for another ballot box or another form.")),
    BadSignature: ("bad-signature", _("This ballot was altered after it was sealed; it was not taken.")),
    BadProof: ("bad-proof", _("This ballot does not prove that it holds one tick per question; it was not taken.")),
}
MALFORMED = ("malformed", _("This is not a sealed ballot; nothing was taken."))


def ballot_refused(fault: Refusal | BallotError) -> JsonResponse:
    """The refusal of one ballot, or of a box."""
    if isinstance(fault, Refusal):
        status = 404 if isinstance(fault, NoSuchBox | WrongStep) else 409
        return refused(fault.code, sentence(fault), status)
    code, text = BALLOT.get(type(fault), MALFORMED)
    return refused(code, gettext(text), 400 if code == "malformed" else 422, detail=str(fault))


def refused(code: str, text: str, status: int, **more: str) -> JsonResponse:
    """The one shape of every refusal."""
    return JsonResponse({"error": code, "sentence": text, **more}, status=status)
