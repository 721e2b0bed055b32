"""Everything that writes duties. Allow is asked from the steps themselves: each step of a table names its power."""

from .assigning import assign, hand_out, reschedule
from .deciding import approve, declare_missing, receive, send_back
from .reminding import mark_overdue, remind, urge
from .submitting import fulfil, submit

__all__ = [
    "approve",
    "assign",
    "declare_missing",
    "fulfil",
    "hand_out",
    "mark_overdue",
    "receive",
    "remind",
    "reschedule",
    "send_back",
    "submit",
    "urge",
]
