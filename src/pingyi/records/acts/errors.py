"""Why minutes say no."""

from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook.words import Text


class NoSuchAct(Refusal):
    """There are no such minutes."""

    message = "There are no such minutes."


class NotAParty(Refusal):
    """The signer is none of the parties that still have to sign."""

    message = "These minutes need the signatures of: %(parties)s. You sign for none of them."


class SignedAlready(Refusal):
    """The party, or this person, has signed."""

    message = "You have signed these minutes already; another person must sign for the other party."


class ContentChanged(Refusal):
    """What is signed is not what was shown."""

    message = (
        "Something newer than what you were shown has been laid before the parties. Nothing was signed. "
        "This page is up to date now: read it again before you sign."
    )


class DoneAlready(Refusal):
    """All parties have signed this act."""

    message = "All parties have signed this act; it is done and cannot be done again."


class Outdated(Refusal):
    """What lies before the parties is no longer how things are."""

    message = (
        "Since this was laid before the parties, things have changed. Nothing was signed. "
        "Lay it before them anew, so that everybody reads and signs the same."
    )


class RowsAltered(Refusal):
    """The database says something else than what was signed."""

    message = (
        "What the database says now is not what was signed: %(what)s. Nothing was done. "
        "Keep the database as it is, tell the audit administrator, and compare it with a backup and the journal."
    )

    def __init__(self, *, what: tuple[Text, ...]) -> None:
        super().__init__(what=what)
        self.what = what
