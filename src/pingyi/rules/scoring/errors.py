"""What scoring refuses.

ScoringError
├── BadRule        a composite or indicator rule that contradicts itself
├── BadPoints      points outside their block or indicator, or missing
│   ├── OutsideIndicator   a mark below 0 or above the full points
│   └── OffStep            a mark between the plan's steps
├── BadTable       a county table that cannot be ranked as it stands
├── BadRatings     inspectors' ratings no agreement can be computed from
└── BadSheet       a score sheet used out of order (final before individual, changed after signing)
    ├── NotOnTeam          a mark by somebody else
    ├── NotForInspectors   a mark for what is computed
    ├── MarksClosed        an individual mark after the discussion opened
    ├── DiscussionOpen     opened a second time
    ├── BelowQuorum        too few are present
    ├── MarksMissing       somebody present has not marked everything
    ├── NotInDiscussion    a final before the discussion or after the signature
    ├── MarkUnexplained    a final without a written reason
    ├── NotSettled         a signature while an indicator is open
    ├── HeadAbsent         the signer did not take part in the discussion
    └── Unsigned           points asked of an unsigned sheet

What inspectors meet at their desk has a class of its own with a `message`, whose %(name)s places `values` fill: a desk
translates the sentence first.
"""

from typing import ClassVar

from pingyi.rules.refusal import Value, english


class ScoringError(ValueError):
    """Base of every refusal of this package; the message is one sentence for the person at the desk."""

    message: ClassVar[str] = "%(reason)s"

    def __init__(self, reason: str = "", **values: Value) -> None:
        self.values = values or {"reason": reason}
        super().__init__(self.message % {name: english(value) for name, value in self.values.items()})


class BadRule(ScoringError):
    """The rule contradicts itself."""


class BadPoints(ScoringError):
    """Points are missing or outside what the rule allows."""


class OutsideIndicator(BadPoints):
    """A mark lies between 0 and the full points."""

    message = "indicator %(indicator)s: the mark must lie between 0 and %(full)s, not %(mark)s"


class OffStep(BadPoints):
    """A mark is given in the plan's steps."""

    message = "indicator %(indicator)s: the mark must be in steps of %(step)s, not %(mark)s"


class BadTable(ScoringError):
    """The table of units cannot be ranked as it stands."""


class BadRatings(ScoringError):
    """No agreement can be computed from these ratings."""


class BadSheet(ScoringError):
    """The score sheet is used out of order."""


class NotOnTeam(BadSheet):
    """Only the team marks."""

    message = "%(inspector)s is not on the team of %(unit)s"


class NotForInspectors(BadSheet):
    """What is computed from records is not marked."""

    message = "%(indicator)s is not marked by inspectors; they mark: %(indicators)s"


class MarksClosed(BadSheet):
    """Individual marks are independent: they end when the discussion begins (R141)."""

    message = "individual marks closed when the discussion opened"


class DiscussionOpen(BadSheet):
    """A discussion opens once."""

    message = "the discussion is already open"


class BelowQuorum(BadSheet):
    """Too few for a collective decision (R141)."""

    message = "%(present)s of %(team)s present: below the quorum of %(quorum)s"


class MarksMissing(BadSheet):
    """Everybody present has marked everything before anybody hears the others (R141)."""

    message = "%(inspector)s has not marked %(indicators)s"


class NotInDiscussion(BadSheet):
    """Finals belong between the discussion and the signature."""

    message = "finals are settled in the discussion: after the individual marks, before the signature"


class MarkUnexplained(BadSheet):
    """A mark by the team says why (R141)."""

    message = "%(indicator)s: a mark that the team settles needs a written reason"


class NotSettled(BadSheet):
    """A signature covers the whole sheet."""

    message = "not settled yet: %(indicators)s"


class HeadAbsent(BadSheet):
    """Nobody answers for a discussion they missed."""

    message = "%(head)s did not take part in the discussion"


class Unsigned(BadSheet):
    """Unsigned is not submitted (R142)."""

    message = "an unsigned sheet has no points yet"
