"""What becomes of a matter in hand: sorted, given to somebody, answered, asked after, taken up again (A5, C4.1)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class CaseState(StrEnum):
    """Where a case stands. NEW: nobody has decided on it yet. HANDLED: the answer is with the office."""

    NEW = "new"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    HANDLED = "handled"
    REPLIED = "replied"
    CONCLUDED = "concluded"
    REFERRED = "referred"
    OUTSIDE = "outside_the_remit"
    REFUSED = "not_accepted"


S = CaseState
OPEN = (S.ACCEPTED, S.ASSIGNED, S.HANDLED)
"""In work: the clock runs."""
DONE = (S.REPLIED, S.CONCLUDED)
AWAY = (S.REFERRED, S.OUTSIDE, S.REFUSED)

CASE = Table(
    noun="case",
    initial=S.NEW,
    terminal=frozenset({S.CONCLUDED, *AWAY}),
    steps=(
        Step("accept", (S.NEW,), S.ACCEPTED, Power.CASE_HANDLE),
        Step("refer", (S.NEW, S.ACCEPTED), S.REFERRED, Power.CASE_HANDLE),
        Step("turn_away", (S.NEW,), S.OUTSIDE, Power.CASE_HANDLE),
        Step("refuse", (S.NEW,), S.REFUSED, Power.CASE_HANDLE),
        Step("assign", (S.ACCEPTED, S.ASSIGNED), S.ASSIGNED, Power.CASE_HANDLE),
        Step("object", (S.ASSIGNED,), S.ACCEPTED, Power.CASE_WORK),
        Step("hand_in", (S.ASSIGNED,), S.HANDLED, Power.CASE_WORK),
        Step("send_back", (S.HANDLED,), S.ASSIGNED, Power.CASE_HANDLE),
        Step("urge", (S.ASSIGNED,), S.ASSIGNED, Power.CASE_HANDLE),
        *(Step("extend", (state,), state, Power.CASE_EXTEND) for state in (S.ACCEPTED, S.ASSIGNED)),
        *(Step("escalate", (state,), state, Power.CASE_HANDLE) for state in OPEN),
        Step("reply", OPEN, S.REPLIED, Power.CASE_HANDLE),
        Step("call_back", (S.REPLIED,), S.CONCLUDED, Power.CASE_CALL),
        Step("find_unsolved", (S.REPLIED,), S.ACCEPTED, Power.CASE_CALL),
        Step("find_harm", (S.ACCEPTED, S.HANDLED, *DONE), S.ACCEPTED, Power.CASE_CALL),
        *(Step("evaluate", (state,), state, Power.OPINION_RAISE) for state in DONE),
        Step("reopen", DONE, S.ACCEPTED, Power.OPINION_RAISE),
        Step("report_harm", (S.NEW,), S.NEW, Power.OPINION_RAISE),
        Step("report_harm", (*OPEN, *DONE, S.REFERRED, S.REFUSED), S.ACCEPTED, Power.OPINION_RAISE),
        *(Step("ask_after", (state,), state, Power.CASE_CALL) for state in (S.ACCEPTED, S.HANDLED, *DONE)),
    ),
)
