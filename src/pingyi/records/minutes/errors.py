"""Why minutes say no."""

from pingyi.rules.mandate import Worded


class MinutesRefused(Worded):
    """A refusal with a sentence for the person at the desk."""


class NoSuchMinutes(MinutesRefused):
    """There are no such minutes."""

    message = "There are no such minutes."


class NotAParty(MinutesRefused):
    """The signer is none of the parties that still have to sign."""

    message = "These minutes need the signatures of: %(parties)s. You sign for none of them."


class SignedAlready(MinutesRefused):
    """The party, or this person, has signed."""

    message = "You have signed these minutes already; another person must sign for the other party."


class ContentChanged(MinutesRefused):
    """What is signed is not what was shown."""

    message = (
        "Something newer than what you were shown has been laid before the parties. Nothing was signed. "
        "This page is up to date now: read it again before you sign."
    )


class DoneAlready(MinutesRefused):
    """All parties have signed this act."""

    message = "All parties have signed this act; it is done and cannot be done again."
