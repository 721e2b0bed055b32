"""A report that goes upward, is rolled up with its neighbours and sent on (A4, R109).

Somebody of the unit draws it up, its leader signs it: two acts of two people, unless the leader wrote it.
"""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    INTERNALLY_SIGNED = "internally_signed"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    RETURNED = "returned"
    HANDED_BACK = "handed_back"
    ROLLED_UP = "rolled_up"
    DISPATCHED = "dispatched"
    RECEIPTED = "receipted"
    ARCHIVED = "archived"


S = ReportState
REPORT = Table(
    noun="report",
    initial=S.DRAFT,
    terminal=frozenset({S.ARCHIVED}),
    steps=(
        Step("draw_up", (S.DRAFT, S.RETURNED, S.HANDED_BACK), S.AWAITING_SIGNATURE, Power.DUTY_SUBMIT),
        Step("hand_back", (S.AWAITING_SIGNATURE,), S.HANDED_BACK, Power.DUTY_SIGN),
        Step("sign", (S.AWAITING_SIGNATURE,), S.INTERNALLY_SIGNED, Power.DUTY_SIGN),
        Step("submit", (S.INTERNALLY_SIGNED,), S.SUBMITTED, Power.DUTY_SUBMIT),
        Step("withdraw", (S.SUBMITTED,), S.DRAFT, Power.DUTY_SUBMIT),
        Step("receive", (S.SUBMITTED,), S.RECEIVED, Power.DUTY_RETURN),
        Step("return", (S.SUBMITTED, S.RECEIVED), S.RETURNED, Power.DUTY_RETURN),
        Step("roll_up", (S.RECEIVED,), S.ROLLED_UP, Power.DUTY_SUBMIT),
        Step("dispatch", (S.ROLLED_UP,), S.DISPATCHED, Power.DUTY_SUBMIT),
        Step("receipt", (S.DISPATCHED,), S.RECEIPTED, Power.DUTY_SUBMIT),
        # a paper that nobody rolls up (the written explanation, L14) ends with its receiver
        Step("archive", (S.RECEIVED, S.RECEIPTED), S.ARCHIVED, Power.DUTY_SUBMIT),
    ),
)
