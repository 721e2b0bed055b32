"""What a citizen said: it waits for an answer, is answered, and is taken up again when the raiser goes on (A5)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class OpinionState(StrEnum):
    """Where an opinion stands."""

    WAITING = "waiting"
    ANSWERED = "answered"
    WITHDRAWN = "taken_back"


S = OpinionState
OPINION = Table(
    noun="opinion",
    initial=S.WAITING,
    terminal=frozenset({S.ANSWERED, S.WITHDRAWN}),
    steps=(
        Step("answer", (S.WAITING, S.ANSWERED), S.ANSWERED, Power.OPINION_ANSWER),
        *(Step("notify", (state,), state, Power.OPINION_ANSWER) for state in (S.WAITING, S.ANSWERED)),
        Step("go_on", (S.WAITING, S.ANSWERED), S.WAITING, Power.OPINION_RAISE),
        Step("withdraw", (S.WAITING, S.ANSWERED), S.WITHDRAWN, Power.OPINION_RAISE),
    ),
)
