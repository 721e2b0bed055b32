"""An item of the rectification ledger: closed (销号) only after somebody verified it (R120–R126)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table


class LedgerItemState(StrEnum):
    """Where a ledger item stands."""

    OPEN = "open"
    ANALYSED = "analysed"
    PLANNED = "planned"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    VERIFIED_CLOSED = "verified_closed"
    RETURNED = "returned"
    DEFERRED = "deferred"
    REOPENED = "reopened"


S = LedgerItemState
LEDGER_ITEM = Table(
    noun="ledger item",
    initial=S.OPEN,
    terminal=frozenset({S.VERIFIED_CLOSED, S.DEFERRED}),
    steps=(
        Step("analyse", (S.OPEN, S.REOPENED), S.ANALYSED),
        Step("plan", (S.ANALYSED, S.DEFERRED), S.PLANNED),
        Step("defer", (S.ANALYSED, S.PLANNED), S.DEFERRED),
        Step("approve", (S.PLANNED,), S.APPROVED),
        Step("begin", (S.APPROVED, S.RETURNED), S.IN_PROGRESS),
        Step("submit", (S.IN_PROGRESS,), S.SUBMITTED),
        Step("verify", (S.SUBMITTED,), S.VERIFIED_CLOSED),
        Step("return", (S.SUBMITTED,), S.RETURNED),
        Step("reopen", (S.VERIFIED_CLOSED,), S.REOPENED),
    ),
)
