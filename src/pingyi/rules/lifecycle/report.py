"""A report that goes upward, is rolled up with its neighbours and sent on (A4, R109)."""

from enum import StrEnum

from pingyi.rules.mandate import Power

from .table import Step, Table


class ReportState(StrEnum):
    """Where a report stands."""

    DRAFT = "draft"
    INTERNALLY_SIGNED = "internally_signed"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    RETURNED = "returned"
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
        Step("sign", (S.DRAFT, S.RETURNED), S.INTERNALLY_SIGNED, Power.DUTY_SUBMIT),
        Step("submit", (S.INTERNALLY_SIGNED,), S.SUBMITTED, Power.DUTY_SUBMIT),
        Step("receive", (S.SUBMITTED,), S.RECEIVED, Power.DUTY_RETURN),
        Step("return", (S.SUBMITTED,), S.RETURNED, Power.DUTY_RETURN),
        Step("roll_up", (S.RECEIVED,), S.ROLLED_UP, Power.DUTY_SUBMIT),
        Step("dispatch", (S.ROLLED_UP,), S.DISPATCHED, Power.DUTY_SUBMIT),
        Step("receipt", (S.DISPATCHED,), S.RECEIPTED, Power.DUTY_SUBMIT),
        # a paper that nobody rolls up (the written explanation, L14) ends with its receiver
        Step("archive", (S.RECEIVED, S.RECEIPTED), S.ARCHIVED, Power.DUTY_SUBMIT),
    ),
)
