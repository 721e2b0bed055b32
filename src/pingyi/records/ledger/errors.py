"""Why the ledger says no.

Refusal
├── ItemMoved           somebody took a step since the page was opened
├── NotOfTheUnit        only the unit's own people work on its items
├── OwnItem             nobody verifies an item of their own unit
├── ProblemMissing      an item without a problem
├── TermNotInPlan       a content or priority that the plan does not have
├── UnitNotAppraised    a unit that this campaign does not appraise
├── TakenOver           this source has an item of this unit already
├── StepUnexplained       a step that needs a reason has none
├── ResultMissing       handed in for verification without saying what came of it
├── DoneInFuture        it would be done on a day that is to come
├── NoProgress          progress without a word of it
├── CallBackMissing     there is a raiser, and nothing says what they answered
├── NothingAsked        no change is waiting
├── ChangeWaits         a change is waiting already
├── NotChanged          the change asked for changes nothing
├── LineRefused         a line of a table, and why
├── NotForCheck         no spot check waits for this item
└── OwnVerification     nobody checks what they verified themselves
"""

from pingyi.rules.refusal import Refusal


class ItemMoved(Refusal):
    """What was shown is not how things are."""

    message = "Somebody took a step on this item since you opened the page. Look at it as it is now, then decide again."


class NotOfTheUnit(Refusal):
    """The office and the inspectors never write a unit's plan."""

    message = "Only people of the unit itself analyse, plan and work on its items."


class OwnItem(Refusal):
    """Closed only by somebody outside the unit (C3)."""

    message = "You belong to the unit of this item; somebody outside it has to verify it."


class ProblemMissing(Refusal):
    """An item is about something."""

    message = "Write what the problem is, in one or two sentences."


class TermNotInPlan(Refusal):
    """Only what the plan names."""

    message = "The plan has no such content or priority. Choose from the list."


class UnitNotAppraised(Refusal):
    """Only appraised units have a ledger."""

    message = "One of the units is not among those appraised. Please choose from the list."


class TakenOver(Refusal):
    """Nothing stands in the ledger twice."""

    message = "This problem is in the ledger already, as item %(number)s."


class StepUnexplained(Refusal):
    """What is sent back, reopened or changed is explained."""

    message = "Write the reason; the unit and the office read it."


class ResultMissing(Refusal):
    """What came of it is what is verified."""

    message = "Write what was done and what came of it before you ask for verification."


class DoneInFuture(Refusal):
    """Only what is done is verified."""

    message = "The day on which it was done is still to come. Correct it, or hand in later."


class NoProgress(Refusal):
    """An empty line in the log."""

    message = "Write what was done since the last entry."


class CallBackMissing(Refusal):
    """The raiser says whether it is solved, and the office asks (R187)."""

    message = (
        "Somebody raised this: write what they answered when the office called back, or why nobody could be asked."
    )


class NothingAsked(Refusal):
    """Nothing to decide."""

    message = "No change of this item waits for a decision."


class ChangeWaits(Refusal):
    """One at a time."""

    message = "A change of this item waits for the office already."


class NotChanged(Refusal):
    """Another wording or another day."""

    message = "Write another wording of the problem, or another day; both are as before."


class NotForCheck(Refusal):
    """Only what a public seed drew is checked."""

    message = "No spot check waits for this item: it was not drawn, or somebody checked it already."


class OwnVerification(Refusal):
    """A check by whoever closed it checks nothing."""

    message = "You verified this item yourself; somebody else of the office checks it."


class LineRefused(Refusal):
    """One line is refused, and nothing of the table is taken."""

    message = "Item %(number)s: %(reason)s"
