"""A county's implementation plan: nothing runs in the county before it is in force (R81)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class CountyPlanState(StrEnum):
    """Where a county plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    APPROVED = "approved"
    IN_FORCE = "in_force"


S = CountyPlanState
COUNTY_PLAN = Table(
    noun="county plan",
    initial=S.DRAFT,
    terminal=frozenset({S.IN_FORCE}),
    steps=(
        Step("submit", (S.DRAFT, S.RETURNED), S.SUBMITTED, Power.DUTY_SUBMIT),
        Step("withdraw", (S.SUBMITTED,), S.DRAFT, Power.DUTY_SUBMIT),
        Step("review", (S.SUBMITTED,), S.UNDER_REVIEW, Power.DUTY_RETURN),
        Step("return", (S.UNDER_REVIEW,), S.RETURNED, Power.DUTY_RETURN),
        Step("approve", (S.UNDER_REVIEW,), S.APPROVED, Power.DUTY_APPROVE),
        Step("put_in_force", (S.APPROVED,), S.IN_FORCE),
    ),
)
