"""Everything that writes the ledger: items are added, worked on by their unit, decided and verified outside it."""

from pingyi.records.ledger.actions.adding import NewItem, SourceRef, add
from pingyi.records.ledger.actions.changing import ask_change, decide_change
from pingyi.records.ledger.actions.verifying import close, draw, reopen, send_back, spot_check
from pingyi.records.ledger.actions.working import analyse, approve, go_on, hand_back, plan, submit

__all__ = [
    "NewItem",
    "SourceRef",
    "add",
    "analyse",
    "approve",
    "ask_change",
    "close",
    "decide_change",
    "draw",
    "go_on",
    "hand_back",
    "plan",
    "reopen",
    "send_back",
    "spot_check",
    "submit",
]
