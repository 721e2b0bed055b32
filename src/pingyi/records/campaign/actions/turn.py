"""Acts of a campaign come one after another: each waits for the one before and is never dated before it.

Everything an act rests on is read after its turn has come, so that what was read still holds when it is written.
"""

from datetime import datetime

from django.db import connection

from pingyi.records.campaign import commitments
from pingyi.records.campaign.errors import NoCampaign
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.lifecycle.campaign import ARCHIVED
from pingyi.rules.mandate import PhaseState

_NEXT = """
INSERT INTO campaign_turn (scope, at) SELECT scope, %s FROM unnest(%s::text[]) WITH ORDINALITY AS asked (scope, place)
ORDER BY place ON CONFLICT (scope) DO UPDATE SET at = GREATEST(campaign_turn.at, excluded.at) RETURNING at
"""
"""Lock and clock in one: whoever comes next waits for this row, and reads the moment that the one before wrote."""


def hold(*scopes: str, at: datetime) -> datetime:
    """Wait for one's turn in the campaign of this code; until the transaction ends nobody else has theirs.

    Of several scopes (a campaign and its parts) one after the other, so everybody names them in the same order.

    Answers the moment to be recorded: `at`, or that of the act before where the clock has gone back since. What opens
    or ends at a moment is still judged by `at`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a turn lasts as long as its transaction, and there is none")
    with connection.cursor() as cursor:
        moment: datetime = max(at, *(before for (before,) in cursor.execute(_NEXT, [at, list(scopes)])))
        if len(scopes) > 1 and moment > at:
            cursor.execute(_NEXT, [moment, list(scopes)])  # what comes next in any of them is not dated before this
    return moment


def turn(campaign: CurrentCampaign, *, at: datetime) -> tuple[CurrentCampaign, datetime]:
    """Hold this campaign; answers where it stands now, and the moment to be recorded.

    Raises NoCampaign, CourseAltered when its rows are not what the journal says of them.
    """
    moment = hold(campaign.code, at=at)
    standing = commitments.standing(campaign.code)
    if standing is None or standing.state == ARCHIVED:
        raise NoCampaign
    return standing, moment


def stand(campaign_id: str = "") -> CurrentCampaign | None:
    """Where the campaign of this code stands, by default the one not archived, and stays until the transaction ends.

    For acts that need not wait for each other, such as marks and papers: only what moves the campaign waits for them,
    and they for it. Whoever takes a turn takes it before this. Raises CourseAltered; None when there is none.
    """
    return commitments.staying(campaign_id)


def phase_now(campaign_id: str, assumed: PhaseState) -> PhaseState:
    """The kind of the phase that is open, and stays so until the transaction ends, whatever the caller was `told`."""
    standing = stand(campaign_id)
    return assumed if standing is None else standing.phase
