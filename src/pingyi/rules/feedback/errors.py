"""Why a feedback meeting cannot be recorded so, or is not done yet.

Refusal
├── PlaceMissing      nobody could say where it was
├── NobodyPresent     nobody of the unit's leading body came
├── AbsentUnexplained somebody is absent without a reason
├── NotAllRead        something of the package was not read out
├── SpeakerAbsent     whoever spoke for the unit is not among those present
└── StatementMissing  the unit's leading body has not stated its attitude
"""

from pingyi.rules.refusal import Refusal


class PlaceMissing(Refusal):
    """Place and those who fed back belong to the record (C4.5)."""

    message = "Write where the meeting was held and who fed the opinions back."


class NobodyPresent(Refusal):
    """Feedback is face to face (R116)."""

    message = "Write who of the unit's leading body was present, one person on a line: name, post."


class AbsentUnexplained(Refusal):
    """Whoever must be there and is not has a reason (C4.5)."""

    message = "Write why they were absent, behind a colon: “%(line)s”."


class NotAllRead(Refusal):
    """Every passage is read out (R116)."""

    message = "Not read out yet: No. %(missing)s. Read out everything at the meeting and tick it."


class SpeakerAbsent(Refusal):
    """The statement is made on the spot (R117)."""

    message = "%(speaker)s is not among those present. The statement is made at the meeting, by somebody who is there."


class StatementMissing(Refusal):
    """Without it the feedback is not done (R117)."""

    message = (
        "The unit's leading body has not stated its attitude: the feedback is not done. "
        "Record who spoke, and what they said, word for word."
    )
