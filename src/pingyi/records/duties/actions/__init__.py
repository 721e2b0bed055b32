"""Everything that writes duties. Allow is asked from the steps themselves: each step of a table names its power."""

from .assigning import assign, hand_out, reschedule
from .deciding import approve, approve_all, declare_missing, receive, receive_all, send_back
from .reminding import mark_overdue, remind, urge
from .signing import hand_back, sign
from .submitting import HandedIn, fulfil, submit, submit_all

__all__ = [
    "HandedIn",
    "approve",
    "approve_all",
    "assign",
    "declare_missing",
    "fulfil",
    "hand_back",
    "hand_out",
    "mark_overdue",
    "receive",
    "receive_all",
    "remind",
    "reschedule",
    "send_back",
    "sign",
    "submit",
    "submit_all",
    "urge",
]
