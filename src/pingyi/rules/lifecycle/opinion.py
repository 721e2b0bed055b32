"""An opinion: every original ends in exactly one disposition (R115)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table


class OpinionState(StrEnum):
    """Where an opinion stands."""

    RECEIVED = "received"
    REGISTERED = "registered"
    TRIAGED = "triaged"
    FOR_FEEDBACK = "for_feedback"
    ANSWERED_DIRECTLY = "answered_directly"
    NOT_IN_REMIT = "not_in_remit"
    TRANSFERRED_DISCIPLINE = "transferred_discipline"
    WITHHELD_FOR_PROTECTION = "withheld_for_protection"
    MERGED = "merged"
    PACKAGED = "packaged"
    DELIVERED = "delivered"
    LEDGERED = "ledgered"
    CLOSED = "closed"
    OUTCOME_PUBLISHED = "outcome_published"


S = OpinionState
OPINION = Table(
    noun="opinion",
    initial=S.RECEIVED,
    terminal=frozenset(
        {
            S.ANSWERED_DIRECTLY,
            S.NOT_IN_REMIT,
            S.TRANSFERRED_DISCIPLINE,
            S.WITHHELD_FOR_PROTECTION,
            S.MERGED,
            S.OUTCOME_PUBLISHED,
        }
    ),
    steps=(
        Step("register", (S.RECEIVED,), S.REGISTERED),
        Step("triage", (S.REGISTERED,), S.TRIAGED),
        Step("choose", (S.TRIAGED,), S.FOR_FEEDBACK),
        Step("answer", (S.TRIAGED,), S.ANSWERED_DIRECTLY),
        Step("refer", (S.TRIAGED,), S.NOT_IN_REMIT),
        Step("transfer", (S.TRIAGED,), S.TRANSFERRED_DISCIPLINE),
        Step("withhold", (S.TRIAGED,), S.WITHHELD_FOR_PROTECTION),
        Step("merge", (S.TRIAGED,), S.MERGED),
        Step("package", (S.FOR_FEEDBACK,), S.PACKAGED),
        Step("deliver", (S.PACKAGED,), S.DELIVERED),
        Step("enter", (S.DELIVERED,), S.LEDGERED),
        Step("close", (S.LEDGERED,), S.CLOSED),
        Step("publish", (S.CLOSED,), S.OUTCOME_PUBLISHED),
    ),
)
