"""What becomes of a report that a prohibition was broken: looked into, heard, decided, handed over (R199, R200)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class ViolationState(StrEnum):
    """Where it stands. DEFENDED: whoever is accused has answered, or let the days pass."""

    REPORTED = "reported"
    SET_ASIDE = "set_aside"
    SCREENED = "screened"
    INVESTIGATED = "under_investigation"
    NOTIFIED = "open_to_answers"
    DEFENDED = "to_be_decided"
    SUBSTANTIATED = "found_to_be_so"
    UNFOUNDED = "unfounded"
    UNPROVED = "not_proved"
    CONTESTED = "objected_to"
    REFERRED = "handed_over"
    ANSWERED = "answered_by_the_body"


S = ViolationState
VIOLATION = Table(
    noun="violation",
    initial=S.REPORTED,
    terminal=frozenset({S.SET_ASIDE, S.UNFOUNDED, S.UNPROVED, S.ANSWERED}),
    steps=(
        Step("screen", (S.REPORTED,), S.SCREENED, Power.VIOLATION_HANDLE),
        Step("set_aside", (S.REPORTED, S.SCREENED), S.SET_ASIDE, Power.VIOLATION_HANDLE),
        Step("investigate", (S.SCREENED,), S.INVESTIGATED, Power.VIOLATION_HANDLE),
        Step("add_finding", (S.INVESTIGATED,), S.INVESTIGATED, Power.VIOLATION_HANDLE),
        Step("notify", (S.INVESTIGATED,), S.NOTIFIED, Power.VIOLATION_HANDLE),
        Step("defend", (S.NOTIFIED,), S.DEFENDED, Power.VIOLATION_DEFEND),
        Step("record_silence", (S.NOTIFIED,), S.DEFENDED, Power.VIOLATION_HANDLE),
        Step("substantiate", (S.DEFENDED,), S.SUBSTANTIATED, Power.VIOLATION_DECIDE),
        Step("clear", (S.DEFENDED,), S.UNFOUNDED, Power.VIOLATION_DECIDE),
        Step("leave_unproved", (S.DEFENDED,), S.UNPROVED, Power.VIOLATION_DECIDE),
        Step("contest", (S.SUBSTANTIATED,), S.CONTESTED, Power.VIOLATION_DEFEND),
        Step("uphold", (S.CONTESTED,), S.INVESTIGATED, Power.VIOLATION_DECIDE),
        Step("reject", (S.CONTESTED,), S.SUBSTANTIATED, Power.VIOLATION_DECIDE),
        Step("hand_over", (S.SUBSTANTIATED,), S.REFERRED, Power.VIOLATION_HANDLE),
        Step("record_answer", (S.REFERRED,), S.ANSWERED, Power.VIOLATION_HANDLE),
    ),
)
