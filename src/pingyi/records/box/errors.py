"""Why a box, or its board, says no.

Refusal
├── NoSuchBox          no box has this number
├── BoxNotOpen         not yet, or no longer: the sentence says which
├── WrongStep          the board is at another event
├── WrongCredentials   the list does not fit the box
├── NoKey              the trustees have not finished their key
├── KeyAltered         rows of a key ceremony say something else than was recorded
├── KeyInUse           boxes are sealed for the key, so no other is made
├── RestartUnexplained a ceremony is abandoned only with a reason
├── ObjectionUnexplained a ceremony is stopped only with a reason
├── NoSuchSetup        no key ceremony, or not one of this person
├── BoardAltered       rows of a board say something else than was written
└── SetupEnded         the ceremony was stopped or abandoned
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.refusal import Refusal


class NoSuchBox(Refusal):
    """No box has this number."""

    code = "no-such-box"
    message = "There is no such ballot box. Check the address or scan the code in the letter again."


class BoxNotOpen(Refusal):
    """Too early, too late, or not set up."""

    code = "not-open"
    message = "This box takes ballots from %(opens)s until %(closes)s."


class WrongStep(Refusal):
    """The board is at another event."""

    code = "wrong-step"
    message = "This is not possible now: box %(box)s is at another step. Load the page again to see which."


class WrongCredentials(Refusal):
    """The list does not fit the box."""

    code = "wrong-credentials"
    message = "Box %(box)s needs %(needed)s credentials; the list has %(given)s."


class NoKey(Refusal):
    """The trustees have not finished their key."""

    code = "no-key"
    message = "The trustees have not finished making the key. The page “Making the key” says who is missing."


class KeyAltered(Refusal):
    """Somebody changed the trustees' messages behind the programme."""

    code = "key-altered"
    message = (
        "The trustees' key in the database is not the one that the journal recorded. Nothing was signed. "
        "Keep the database as it is, tell the trustees and the audit administrator, and make the key again."
    )


class KeyInUse(Refusal):
    """Boxes are sealed for the key."""

    code = "key-in-use"
    message = "The survey is frozen: its boxes are sealed for the key that was made. No other key is made."


class RestartUnexplained(Refusal):
    """Abandoning what others have begun needs a reason."""

    code = "reason-missing"
    message = "Write why the key ceremony begins again; everybody can read it in the journal."


class ObjectionUnexplained(Refusal):
    """Stopping what all have begun needs a reason."""

    code = "reason-missing"
    message = "Write why the key ceremony must stop; everybody can read it in the journal."


class NoSuchSetup(Refusal):
    """No key ceremony, or not one of this person."""

    code = "no-such-setup"
    message = "There is no such key ceremony, or you are not one of its trustees."


class SetupEnded(Refusal):
    """Stopped by an objection, or abandoned."""

    code = "ended"
    message = "This key ceremony was stopped. The appraisal office or the statistics bureau begins another."


class BoardAltered(Refusal):
    """Rows of a board say something else than was written."""

    code = "altered"
    message = (
        "The board of box %(box)s is not what the programme wrote: somebody changed the database. Nothing was done. "
        "Keep the database as it is, tell the audit administrator, and compare it with a backup and the journal."
    )


@contextmanager
def intact(uuid: str) -> Iterator[None]:
    """What cannot be read back of a box was altered; the log keeps what was wrong with it. Raises BoardAltered."""
    try:
        yield
    except (BallotError, ValueError, LookupError, TypeError) as fault:
        logging.error("The board of box %s is altered: %s", uuid, fault)
        raise BoardAltered(box=uuid) from fault
