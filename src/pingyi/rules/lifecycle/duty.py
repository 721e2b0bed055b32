"""A duty on the office board: owed until handed in, done when accepted (A4). Lateness is the timetable's affair."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class DutyState(StrEnum):
    """Where a duty stands."""

    OWED = "owed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DONE = "done"


S = DutyState
DUTY = Table(
    noun="duty",
    initial=S.OWED,
    terminal=frozenset({S.DONE}),
    steps=(
        Step("submit", (S.OWED, S.RETURNED), S.SUBMITTED, Power.DUTY_SUBMIT),
        Step("withdraw", (S.SUBMITTED,), S.OWED, Power.DUTY_SUBMIT),
        Step("return", (S.SUBMITTED,), S.RETURNED, Power.DUTY_RETURN),
        Step("approve", (S.SUBMITTED,), S.DONE, Power.DUTY_APPROVE),
    ),
)
