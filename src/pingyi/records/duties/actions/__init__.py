"""Everything that writes duties. Allow is asked from the steps themselves: each step of a table names its power."""

from pingyi.records.duties.actions.assigning import assign, hand_out, reschedule
from pingyi.records.duties.actions.completing import fulfil, recheck
from pingyi.records.duties.actions.deciding import (
    approve,
    approve_all,
    declare_missing,
    receive,
    receive_all,
    send_back,
)
from pingyi.records.duties.actions.reminding import mark_overdue, remind, urge, urge_all
from pingyi.records.duties.actions.signing import hand_back, sign
from pingyi.records.duties.actions.submitting import HandedIn, submit, submit_all

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
    "recheck",
    "remind",
    "reschedule",
    "send_back",
    "sign",
    "submit",
    "submit_all",
    "urge",
    "urge_all",
]
