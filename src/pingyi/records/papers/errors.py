"""Why a paper refuses, beyond what its state (`rules.lifecycle`) and its text (`rules.paper`) refuse.

Refusal
├── NotYours         it is for another unit or body to write, sign or receive
├── NoSuchKind       the plan has no such paper, or it is a reply, which an approval makes
├── NotAsked         nobody has asked this unit for such a paper
├── SavedElsewhere   somebody saved it since this window was opened
├── NobodyThere      it names no recipient
├── OwnPaper         whoever wrote a paper does not sign it
├── OwnUnit          nobody decides on a paper of their own unit
├── Altered          it is no longer what was read
├── ChildrenMoved    reports have come or changed since a roll-up was laid before its signer
├── RowsMoved        rows that its table comes from have changed since it was laid
├── NoResultYet      a paper that reports the result, before the leading group approved one
├── ContentAltered   a version is not what its fingerprint says
├── DecidedAlready   somebody else was quicker
├── ReadAlready      withdrawn is only what nobody has read
├── TimeOver         and only for ten minutes
├── ReasonsMissing   a return needs reasons
├── ReceiptMissing   what was dispatched is receipted by what can be looked up
└── NothingNew       a supplement without anything that came later
"""

from pingyi.rules.refusal import Refusal


class NotYours(Refusal):
    """Each for their own."""

    message = "This is not yours to do: %(who)s."


class NoSuchKind(Refusal):
    """Papers are those of the plan."""

    message = "The plan has no such paper to be begun. Choose one of the list; a reply is made by approving."


class NotAsked(Refusal):
    """A paper that hands in a duty needs the duty."""

    message = "Your unit has not been asked for this paper. It can be written when the duty for it is handed out."


class SavedElsewhere(Refusal):
    """What somebody wrote is not overwritten."""

    message = (
        "Somebody saved this draft after you opened it. Nothing was overwritten; what you typed is below. Open the "
        "draft in another window, and bring the two together."
    )


class NobodyThere(Refusal):
    """A paper goes to somebody."""

    message = "Nobody is chosen to whom it goes. Tick at least one recipient."


class OwnPaper(Refusal):
    """Two people see a paper before it is sent."""

    message = "You wrote this paper, or laid it here; somebody else must sign it."


class OwnUnit(Refusal):
    """Nobody judges their own house (R58)."""

    message = "This comes from your own unit; somebody else must decide on it."


class Altered(Refusal):
    """A signature and an approval are bound to what was read."""

    message = "The paper was changed after you opened this page. Nothing was done. Read it again, then decide."


class ChildrenMoved(Refusal):
    """What a roll-up took in is what stands there when it is signed."""

    message = "Reports have come or changed since this was laid before you. Hand it back, to be put together anew."


class RowsMoved(Refusal):
    """What the table says is what the register has when it is signed."""

    message = (
        "Rows of “%(table)s” have changed since this was laid before you. Hand it back, to be put together anew from "
        "what the register says now."
    )


class NoResultYet(Refusal):
    """Only a result that was approved is reported."""

    message = "This paper carries the result, and the leading group has not approved one yet. Lay it after that."


class SheetUnsigned(Refusal):
    """What a team reports is what it has signed (R142)."""

    message = "This paper carries the score of the inspection, and its sheet is not signed. Lay it after that."


class ContentAltered(Refusal):
    """Bytes under a fingerprint that is not theirs."""

    message = "The report of %(unit)s is no longer what was signed. Tell whoever runs this programme; do not use it."


class DecidedAlready(Refusal):
    """One decision, the first."""

    message = "%(name)s has decided on this already (%(number)s). Nothing was done a second time."


class ReadAlready(Refusal):
    """What was read cannot be unread."""

    message = "A recipient has read it; it cannot be withdrawn any more. Ask them to return it."


class TimeOver(Refusal):
    """Ten minutes for a slip."""

    message = "It can be withdrawn for ten minutes after it was sent, until %(until)s. Ask the recipient to return it."


class ReasonsMissing(Refusal):
    """Whoever gets it back must know why."""

    message = "Please write down what is missing or wrong."


class ReceiptMissing(Refusal):
    """A receipt that can be looked up."""

    message = "Please write down how it was received: number of the receipt, name and day."


class NothingNew(Refusal):
    """A supplement adds something."""

    message = "Nothing has come since the roll-up was sent; there is nothing to supplement."
