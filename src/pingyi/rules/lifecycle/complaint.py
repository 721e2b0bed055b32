"""A complaint, answered or referred, and called back before it is closed."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table


class ComplaintState(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    REGISTERED = "registered"
    ACCEPTED = "accepted"
    REFERRED = "referred"
    NOT_ACCEPTED = "not_accepted"
    ASSIGNED = "assigned"
    HANDLING = "handling"
    EXTENDED = "extended"
    REPLIED = "replied"
    CALLBACK = "callback"
    CLOSED = "closed"
    REOPENED = "reopened"


class ComplaintMark(StrEnum):
    """What can be true beside any state (A5 calls them side states)."""

    URGED = "urged"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    PROTECTED = "protected"


S = ComplaintState
COMPLAINT = Table(
    noun="complaint",
    initial=S.RECEIVED,
    terminal=frozenset({S.REFERRED, S.NOT_ACCEPTED, S.CLOSED}),
    steps=(
        Step("register", (S.RECEIVED,), S.REGISTERED),
        Step("accept", (S.REGISTERED,), S.ACCEPTED),
        Step("refer", (S.REGISTERED,), S.REFERRED),
        Step("decline", (S.REGISTERED,), S.NOT_ACCEPTED),
        Step("assign", (S.ACCEPTED, S.REOPENED), S.ASSIGNED),
        Step("handle", (S.ASSIGNED,), S.HANDLING),
        Step("extend", (S.HANDLING,), S.EXTENDED),
        Step("reply", (S.HANDLING, S.EXTENDED), S.REPLIED),
        Step("call_back", (S.REPLIED,), S.CALLBACK),
        Step("close", (S.CALLBACK,), S.CLOSED),
        Step("reopen", (S.CALLBACK,), S.REOPENED),
    ),
)
