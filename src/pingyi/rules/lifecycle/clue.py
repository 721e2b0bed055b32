"""A sealed report of wrongdoing on its way to the discipline body, and what the raiser learns of it (domain C4.2).

The office hands over what it cannot read. What was received is erased here; what turned out to be no wrongdoing comes
back as an ordinary opinion only when the raiser says it once more.
"""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class ClueState(StrEnum):
    """How far a clue is."""

    LEFT = "sealed"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    CONCLUDED = "concluded"
    RETURNED = "no_wrongdoing"
    REOPENED = "raised_anew"


S = ClueState
CLUE = Table(
    noun="clue",
    initial=S.LEFT,
    terminal=frozenset({S.CONCLUDED, S.RETURNED, S.REOPENED}),
    steps=(
        Step("hand_over", (S.LEFT,), S.HANDED_OVER, Power.CLUE_TRANSFER),
        Step("send_back", (S.HANDED_OVER,), S.LEFT, Power.CLUE_ANSWER),
        Step("receive", (S.HANDED_OVER,), S.RECEIVED, Power.CLUE_ANSWER),
        Step("accept", (S.RECEIVED,), S.ACCEPTED, Power.CLUE_ANSWER),
        Step("return", (S.RECEIVED,), S.RETURNED, Power.CLUE_ANSWER),
        Step("conclude", (S.ACCEPTED,), S.CONCLUDED, Power.CLUE_ANSWER),
        Step("agree", (S.RETURNED,), S.REOPENED, Power.OPINION_RAISE),
    ),
)
CLUE_LIMITS = {
    S.LEFT: "discipline-transfer",
    S.HANDED_OVER: "discipline-receipt",
    S.RECEIVED: "discipline-acceptance",
}
"""The time limit of the plan that runs in a state, from the day on which it began (E-C C10, C11)."""
