"""A paper, from its draft to its recipients (A5).

Whoever writes it lays it before a signer; the signature numbers and sends it. Returned by a recipient, or withdrawn
unread, it is written on and sent anew under the same number.
"""

from datetime import timedelta
from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class PaperState(StrEnum):
    """Where a paper stands with its sender."""

    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    HANDED_BACK = "handed_back"
    SENT = "sent"
    RECALLED = "recalled"
    RETURNED = "returned"


UNDONE = timedelta(minutes=10)
"""How long after it was sent a paper that nobody has read can be withdrawn."""

P = PaperState
WRITING = (P.DRAFT, P.HANDED_BACK, P.RECALLED, P.RETURNED)
"""It may be written on."""

PAPER = Table(
    noun="paper",
    initial=P.DRAFT,
    terminal=frozenset({P.SENT}),
    steps=(
        Step("lay", WRITING, P.AWAITING_SIGNATURE, Power.PAPER_DRAFT),
        Step("hand_back", (P.AWAITING_SIGNATURE,), P.HANDED_BACK, Power.PAPER_DRAFT),
        Step("send", (P.AWAITING_SIGNATURE,), P.SENT, Power.PAPER_SIGN),
        Step("withdraw", (P.SENT,), P.RECALLED, Power.PAPER_SIGN),
        Step("return", (P.SENT,), P.RETURNED, Power.PAPER_RECEIVE),
    ),
)
