"""A ballot's way from letter to count. It never carries the credential; invalid only for a listed reason (C1.5)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class BallotState(StrEnum):
    """Where a ballot stands."""

    ISSUED = "issued"
    OPENED = "opened"
    RECEIVED_SEALED = "received_sealed"
    COUNTED = "counted"
    INVALID = "invalid"


S = BallotState
BALLOT = Table(
    noun="ballot",
    initial=S.ISSUED,
    terminal=frozenset({S.ISSUED, S.OPENED, S.COUNTED, S.INVALID}),  # nobody has to answer
    steps=(
        Step("open", (S.ISSUED,), S.OPENED, Power.BOOTH_ENTER),
        # a later ballot replaces the earlier one until the box closes
        Step("cast", (S.ISSUED, S.OPENED, S.RECEIVED_SEALED), S.RECEIVED_SEALED, Power.BALLOT_CAST),
        Step("count", (S.RECEIVED_SEALED,), S.COUNTED, Power.RECKONING_RUN),
        Step("invalidate", (S.RECEIVED_SEALED,), S.INVALID, Power.RECKONING_RUN),
    ),
)
