"""The joint, closed tally: counted twice, reconciled, signed, approved, and published after objections (R149–R152)."""

from enum import StrEnum

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power


class TallyState(StrEnum):
    """Where the tally stands. COMPUTED_A is the server's count, COMPUTED_B the statistics bureau's own."""

    SCHEDULED = "scheduled"
    BOTH_PRESENT = "both_present"
    INPUTS_FROZEN = "inputs_frozen"
    KEY_COMBINED = "key_combined"
    COMPUTED_A = "computed_a"
    COMPUTED_B = "computed_b"
    COMPUTED_BOTH = "computed_both"
    RECONCILED = "reconciled"
    SIGNED = "signed"
    SEALED = "sealed"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    RETURNED = "returned"
    REPORTED = "reported"
    OBJECTION_WINDOW = "objection_window"
    PUBLISHED = "published"


S = TallyState
TALLY = Table(
    noun="tally",
    initial=S.SCHEDULED,
    terminal=frozenset({S.PUBLISHED}),
    steps=(
        Step("assemble", (S.SCHEDULED,), S.BOTH_PRESENT, Power.OPENING_JOIN),
        Step("freeze_inputs", (S.BOTH_PRESENT,), S.INPUTS_FROZEN, Power.OPENING_CONVENE),
        Step("combine_keys", (S.INPUTS_FROZEN,), S.KEY_COMBINED, Power.BOX_OPEN),
        Step("compute_a", (S.KEY_COMBINED,), S.COMPUTED_A, Power.RECKONING_RUN),
        Step("compute_a", (S.COMPUTED_B,), S.COMPUTED_BOTH, Power.RECKONING_RUN),
        Step("compute_b", (S.KEY_COMBINED,), S.COMPUTED_B, Power.RECKONING_RECOUNT),
        Step("compute_b", (S.COMPUTED_A,), S.COMPUTED_BOTH, Power.RECKONING_RECOUNT),
        Step("reconcile", (S.COMPUTED_BOTH,), S.RECONCILED, Power.RECKONING_RUN),
        # two counts that differ, a return by the leading group, an objection upheld: count again, never edit
        Step("recompute", (S.COMPUTED_BOTH, S.RETURNED), S.KEY_COMBINED, Power.RECKONING_RUN),
        Step("sign", (S.RECONCILED,), S.SIGNED, Power.RECKONING_SIGN),
        Step("seal", (S.SIGNED,), S.SEALED, Power.RECKONING_SIGN),
        Step("review", (S.SEALED,), S.UNDER_REVIEW, Power.RANKING_READ),
        Step("approve", (S.UNDER_REVIEW,), S.APPROVED, Power.RANKING_APPROVE),
        Step("return", (S.UNDER_REVIEW,), S.RETURNED, Power.RANKING_RETURN),
        Step("report", (S.APPROVED,), S.REPORTED, Power.RANKING_PUBLISH),
        Step("hear", (S.REPORTED,), S.OBJECTION_WINDOW, Power.RANKING_PUBLISH),
        Step("uphold", (S.OBJECTION_WINDOW,), S.RETURNED, Power.RANKING_RETURN),
        Step("publish", (S.OBJECTION_WINDOW,), S.PUBLISHED, Power.RANKING_PUBLISH),
    ),
)
