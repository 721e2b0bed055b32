"""Why a step of a case is not taken.

Refusal
├── TextMissing            nothing is written, and somebody has to read why
├── LimitUnknown           the plan has no such time limit
├── HandledByTheAccused    the unit complained about, or a ranked one, would handle the complaint
├── NotExtendable          the time limit was extended as often as the plan allows
├── NotYetLate             only what is overdue goes to the director
├── TooLate                the plan's time limit for this step is over
└── AlreadyDone            once for every answer, and that was done
"""

from pingyi.rules.refusal import Refusal


class TextMissing(Refusal):
    """C4.1: a decision is told with its reason."""

    message = "Nothing is written yet. Please write the reason or the text, as the person concerned is to read it."


class LimitUnknown(Refusal):
    """Not one of the plan's time limits."""

    message = "The plan has no such time limit. Please choose from the list."


class HandledByTheAccused(Refusal):
    """E-C C6: a complaint never goes to whom it is about."""

    message = (
        "%(unit)s is complained about, or is ranked with or below a unit that is. A complaint is never handled there: "
        "choose another body."
    )


class NotExtendable(Refusal):
    """E-C C7: one extension."""

    message = "This time limit was extended before, and the plan allows no more. Please answer by the day that is set."


class NotYetLate(Refusal):
    """Only what is overdue is escalated."""

    message = "The day for the answer is not over yet. Urge the handler instead."


class TooLate(Refusal):
    """The time limit of the step is over."""

    message = "This was possible until %(until)s."


class AlreadyDone(Refusal):
    """Once for every answer."""

    message = "This was done before, and it is done once for every answer."
