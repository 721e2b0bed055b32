"""A campaign, from draft through the phases of its plan to the archive."""

from itertools import pairwise

from pingyi.rules.lifecycle.table import Step, Table
from pingyi.rules.mandate import Power

DRAFT, APPROVED, CLOSED, ARCHIVED = "draft", "plan_approved", "closed", "archived"


def campaign(phases: tuple[str, ...]) -> Table[str]:
    """The table of a campaign whose plan has these phase codes: phases open one by one, in order (A5, R60)."""
    return Table(
        noun="campaign",
        initial=DRAFT,
        terminal=frozenset({ARCHIVED}),
        steps=(
            Step("approve", (DRAFT,), APPROVED, Power.CAMPAIGN_APPROVE),
            *(Step("open", (before,), after, Power.PHASE_OPEN) for before, after in pairwise((APPROVED, *phases))),
            Step("close", (phases[-1],), CLOSED, Power.PHASE_OPEN),
            Step("archive", (CLOSED,), ARCHIVED, Power.CAMPAIGN_ARCHIVE),
        ),
    )
