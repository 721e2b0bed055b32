"""How a matter is handled: by when, by whom it may be, what its course so far allows, which figures may be shown.

Public: LIMITS, Answers, Course, Done, Figure, counted, ensure_may_handle. R34, R40, R197; domain A5, C4.1, E-C.
"""

from pingyi.rules.casework.course import LIMITS, Answers, Course, Done
from pingyi.rules.casework.errors import (
    AlreadyDone,
    HandledByTheAccused,
    LimitUnknown,
    NotExtendable,
    NotYetLate,
    TextMissing,
    TooLate,
)
from pingyi.rules.casework.figures import Figure, counted
from pingyi.rules.casework.handlers import ensure_may_handle

__all__ = [
    "LIMITS",
    "AlreadyDone",
    "Answers",
    "Course",
    "Done",
    "Figure",
    "HandledByTheAccused",
    "LimitUnknown",
    "NotExtendable",
    "NotYetLate",
    "TextMissing",
    "TooLate",
    "counted",
    "ensure_may_handle",
]
