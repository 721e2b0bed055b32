"""Why a ceremony cannot go on.

Refusal
├── FrozenAlready   the survey is frozen
├── TooEarly        the moment has not come
├── NoBoxes         the survey is not frozen
├── BoxesOpen       ballots may still come
├── SumsMissing     the sealed ballots are still being added up
├── SharesMissing   trustees still owe their shares
├── CountsDiffer    the two counts are not the same
├── CountUnsigned   there is no count that all parties signed
├── SheetsMissing   inspection sheets are not signed
├── BeforeTheLeaders  a result that all have signed waits for the leading group's word
└── Decided         the leading group has approved a result

Beside them what acts themselves refuse: `records.acts.errors`.
"""

from pingyi.rules.refusal import Refusal


class FrozenAlready(Refusal):
    """The survey is frozen."""

    message = "Both bodies have signed and the boxes are made; the survey can no longer change."


class TooEarly(Refusal):
    """The moment has not come."""

    message = "This is possible from %(when)s."


class NoBoxes(Refusal):
    """The survey is not frozen."""

    message = "There are no ballot boxes yet. They are made when both bodies have signed the survey."


class BoxesOpen(Refusal):
    """Ballots may still come."""

    message = "First both bodies close every ballot box."


class SumsMissing(Refusal):
    """The sealed ballots are still being added up."""

    message = (
        "The sealed ballots are still being added up: %(done)s of %(all)s boxes are ready. "
        "The trustees open the sums when all are. Nothing was taken; try again in a while."
    )


class SharesMissing(Refusal):
    """Trustees still owe their shares."""

    message = "Not enough trustees have opened these boxes yet: %(boxes)s."


class CountsDiffer(Refusal):
    """The two counts are not the same."""

    message = (
        "The fingerprint you brought (%(theirs)s) is not that of the server's count. Nothing was signed. "
        "Keep the files you counted and compare them box by box."
    )


class CountUnsigned(Refusal):
    """There is no count that all parties signed."""

    message = "First all parties sign the count."


class NotComputable(Refusal):
    """Counts, frames and sheets make no table that can be ranked."""

    message = "The result cannot be computed: %(reason)s"


class SheetsMissing(Refusal):
    """Inspection sheets are not signed."""

    message = "The inspection sheets of these units are not signed yet: %(units)s."


class Decided(Refusal):
    """The leading group has approved a result."""

    message = "The leading group has approved the result; nothing is computed anew unless it is returned."


class BeforeTheLeaders(Refusal):
    """A result that all have signed waits for the leading group's word."""

    message = (
        "All parties have signed the result, and it lies before the leading group. "
        "It is computed anew only when the group returns it."
    )
