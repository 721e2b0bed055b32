"""What a citizen said: it waits for an answer, is answered, and is taken up again when the raiser goes on (A5).

What was collected on forms and at symposia waits for no answer of its own: it is fed back with the others (R113). Of a
report of wrongdoing there is only the stub: what becomes of it, its clue says.
"""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class OpinionState(StrEnum):
    """Where an opinion stands."""

    WAITING = "waiting"
    COLLECTED = "collected"
    ANSWERED = "answered"
    WITHDRAWN = "taken_back"
    SEALED = "sealed"


S = OpinionState
TAKEN_IN = (S.WAITING, S.COLLECTED, S.ANSWERED)
OPINION = Table(
    noun="opinion",
    initial=S.WAITING,
    terminal=frozenset({S.COLLECTED, S.ANSWERED, S.WITHDRAWN, S.SEALED}),
    steps=(
        Step("collect", (S.WAITING,), S.COLLECTED, Power.OPINION_ENTER),
        Step("seal", (S.WAITING,), S.SEALED, Power.OPINION_RAISE),
        Step("answer", TAKEN_IN, S.ANSWERED, Power.OPINION_ANSWER),
        *(Step("notify", (state,), state, Power.OPINION_ANSWER) for state in TAKEN_IN),
        Step("go_on", (S.WAITING, S.ANSWERED), S.WAITING, Power.OPINION_RAISE),
        Step("withdraw", (S.WAITING, S.ANSWERED), S.WITHDRAWN, Power.OPINION_RAISE),
    ),
)
