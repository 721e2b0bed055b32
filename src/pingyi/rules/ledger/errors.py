"""Why an item of the ledger cannot say this.

Refusal
├── AnalysisMissing   nothing says why the problem is there
├── PlanIncomplete    a plan lacks what every plan of its pace must say
├── DueBeforeStart    it would be done before it is begun
├── DueTooLate        later than “at once” may mean
├── NothingToCheck    every closed item was drawn before, or none is closed
└── BadMilestone      a line that is no day followed by words
"""

from pingyi.rules.refusal import Refusal


class AnalysisMissing(Refusal):
    """Every item is analysed by itself (R120)."""

    message = "Write why this problem is there; every item is analysed by itself."


class PlanIncomplete(Refusal):
    """Measure, responsible, deadline, target are asked of every item (R124, R125, R126)."""

    message = "The plan of this item still lacks: %(missing)s. Fill that in and send it again."


class DueBeforeStart(Refusal):
    """Days in the wrong order."""

    message = "The due day is before the day on which work begins. Correct one of them."


class DueTooLate(Refusal):
    """At once means soon (R122)."""

    message = "“Rectified at once” means until %(latest)s at the latest. Choose an earlier day, or “within a time”."


class NothingToCheck(Refusal):
    """A list without a line."""

    message = "There is no closed item that was not drawn before. Close items first."


class BadMilestone(Refusal):
    """Milestones can only be checked if each has its day."""

    message = (
        "“%(line)s” is no milestone: begin each line with its day, as in 2026-08-10, then a blank and what is done."
    )
