"""Why a ceremony cannot go on.

CeremonyRefused
├── FrozenAlready   the survey is frozen
├── TooEarly        the moment has not come
├── NoBoxes         the survey is not frozen
├── BoxesOpen       ballots may still come
├── Outdated        what lies before the parties is no longer how things are
├── SumsMissing     the sealed ballots are still being added up
├── SharesMissing   trustees still owe their shares
├── CountsDiffer    the two counts are not the same
├── CountUnsigned   there is no count that all parties signed
├── SheetsMissing   inspection sheets are not signed
├── BeforeTheLeaders  a result that all have signed waits for the leading group's word
├── RowsAltered     the database says something else than what was signed
└── Decided         the leading group has approved a result

Beside them DoneAlready, which the minutes themselves say: all parties have signed this act.
"""

from pingyi.records.minutes.errors import DoneAlready as DoneAlready
from pingyi.rules.mandate import Worded


class CeremonyRefused(Worded):
    """A refusal with a sentence for the people at the table."""


class FrozenAlready(CeremonyRefused):
    """The survey is frozen."""

    message = "Both bodies have signed and the boxes are made; the survey can no longer change."


class TooEarly(CeremonyRefused):
    """The moment has not come."""

    message = "This is possible from %(when)s."


class NoBoxes(CeremonyRefused):
    """The survey is not frozen."""

    message = "There are no ballot boxes yet. They are made when both bodies have signed the survey."


class BoxesOpen(CeremonyRefused):
    """Ballots may still come."""

    message = "First both bodies close every ballot box."


class Outdated(CeremonyRefused):
    """What lies before the parties is no longer how things are."""

    message = (
        "Since this was laid before the parties, things have changed. Nothing was signed. "
        "Lay it before them anew, so that everybody reads and signs the same."
    )


class SumsMissing(CeremonyRefused):
    """The sealed ballots are still being added up."""

    message = (
        "The sealed ballots are still being added up: %(done)s of %(all)s boxes are ready. "
        "The trustees open the sums when all are. Nothing was taken; try again in a while."
    )


class SharesMissing(CeremonyRefused):
    """Trustees still owe their shares."""

    message = "Not enough trustees have opened these boxes yet: %(boxes)s."


class CountsDiffer(CeremonyRefused):
    """The two counts are not the same."""

    message = (
        "The fingerprint you brought (%(theirs)s) is not that of the server's count. Nothing was signed. "
        "Keep the files you counted and compare them box by box."
    )


class CountUnsigned(CeremonyRefused):
    """There is no count that all parties signed."""

    message = "First all parties sign the count."


class SheetsMissing(CeremonyRefused):
    """Inspection sheets are not signed."""

    message = "The inspection sheets of these units are not signed yet: %(units)s."


class Decided(CeremonyRefused):
    """The leading group has approved a result."""

    message = "The leading group has approved the result; nothing is computed anew unless it is returned."


class BeforeTheLeaders(CeremonyRefused):
    """A result that all have signed waits for the leading group's word."""

    message = (
        "All parties have signed the result, and it lies before the leading group. "
        "It is computed anew only when the group returns it."
    )


class RowsAltered(CeremonyRefused):
    """The database says something else than what was signed."""

    message = (
        "What the database says now is not what was signed: %(what)s. Nothing was done. "
        "Keep the database as it is, tell the audit administrator, and compare it with a backup and the journal."
    )
