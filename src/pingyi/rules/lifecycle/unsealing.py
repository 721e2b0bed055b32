"""A request to learn who raised an opinion: each custodian takes off a layer, or one refuses (E-C C17)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class UnsealingState(StrEnum):
    """How far a request is."""

    ASKED = "asked"
    RELEASED = "released"
    OPENED = "unsealed"
    REFUSED = "refused"


S = UnsealingState
UNSEALING = Table(
    noun="unsealing",
    initial=S.ASKED,
    terminal=frozenset({S.OPENED, S.REFUSED}),
    steps=(
        Step("release", (S.ASKED,), S.RELEASED, Power.UNSEALING_DECIDE),
        Step("unseal", (S.RELEASED,), S.OPENED, Power.UNSEALING_DECIDE),
        Step("refuse", (S.ASKED, S.RELEASED), S.REFUSED, Power.UNSEALING_DECIDE),
    ),
)
