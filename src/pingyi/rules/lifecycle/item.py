"""An item of the rectification ledger: from a problem that is found to a fix that somebody else verified (A5)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class ItemState(StrEnum):
    """Where an item of the ledger stands."""

    OPEN = "unanalysed"
    ANALYSED = "analysed"
    PLANNED = "planned"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    DEFERRED = "deferred"
    REOPENED = "reopened"


S = ItemState
ITEM = Table(
    noun="item",
    initial=S.OPEN,
    terminal=frozenset({S.CLOSED, S.DEFERRED}),
    steps=(
        Step("analyse", (S.OPEN, S.ANALYSED, S.REOPENED), S.ANALYSED, Power.LEDGER_WRITE),
        Step("plan", (S.ANALYSED, S.PLANNED), S.PLANNED, Power.LEDGER_WRITE),
        Step("approve", (S.PLANNED,), S.APPROVED, Power.LEDGER_APPROVE),
        Step("defer", (S.PLANNED,), S.DEFERRED, Power.LEDGER_APPROVE),
        Step("hand_back", (S.PLANNED,), S.ANALYSED, Power.LEDGER_APPROVE),
        Step("go_on", (S.APPROVED, S.IN_PROGRESS, S.RETURNED), S.IN_PROGRESS, Power.LEDGER_WRITE),
        Step("submit", (S.IN_PROGRESS,), S.SUBMITTED, Power.LEDGER_WRITE),
        Step("close", (S.SUBMITTED,), S.CLOSED, Power.LEDGER_VERIFY),
        Step("return", (S.SUBMITTED,), S.RETURNED, Power.LEDGER_VERIFY),
        Step("confirm", (S.CLOSED,), S.CLOSED, Power.LEDGER_VERIFY),
        Step("refute", (S.CLOSED,), S.REOPENED, Power.LEDGER_VERIFY),
        Step("reopen", (S.CLOSED, S.DEFERRED), S.REOPENED, Power.LEDGER_VERIFY),
    ),
)
