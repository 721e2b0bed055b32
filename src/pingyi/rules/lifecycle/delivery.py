"""One version of a paper on its way to one recipient, and what became of it there (A5)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class DeliveryState(StrEnum):
    """Where a paper stands with one recipient."""

    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"
    APPROVED = "approved"
    RECALLED = "recalled"


D = DeliveryState
DELIVERY = Table(
    noun="delivery",
    initial=D.SENT,
    terminal=frozenset({D.RECEIVED, D.APPROVED, D.RETURNED, D.RECALLED}),
    steps=(
        Step("receive", (D.SENT,), D.RECEIVED, Power.PAPER_RECEIVE),
        Step("return", (D.SENT, D.RECEIVED), D.RETURNED, Power.PAPER_RECEIVE),
        Step("approve", (D.SENT, D.RECEIVED), D.APPROVED, Power.PAPER_APPROVE),
        Step("withdraw", (D.SENT,), D.RECALLED, Power.PAPER_SIGN),
    ),
)
