"""Closed items are drawn by a public seed and looked at again: a pool of items, which the ledger then waits for (R121).

The list is closed before anybody can know the seed, so nobody chooses what is looked at.
"""

from datetime import datetime
from fractions import Fraction

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger import actions as ledger
from pingyi.records.ledger.queries import unchecked
from pingyi.records.people import actions, queries
from pingyi.records.people.queries import PoolView
from pingyi.rules.ledger import spot_check as rules
from pingyi.rules.mandate import Actor
from pingyi.rules.people.aim import Aim, Work


def newest(campaign: CurrentCampaign) -> PoolView | None:
    """The last list, drawn or not; `name` of a line is the number of its item. Four queries."""
    return queries.newest(campaign.code, Work.SPOT_CHECK)


@transaction.atomic
def close(campaign: CurrentCampaign, *, source: str, known_at: datetime, actor: Actor, at: datetime) -> None:
    """Close the list of all items that may be drawn. Raises NothingToCheck, ValueKnown, PoolClosedAlready."""
    closed = rules.candidacies(unchecked(campaign))
    last, inspection = newest(campaign), campaign.book.inspection
    rounds = queries.rounds(campaign.code, Work.SPOT_CHECK)
    aim = Aim(work=Work.SPOT_CHECK, round=rounds if last and not last.seed else rounds + 1)
    share = Fraction(inspection.sample_share)
    pool = rules.spot_check(aim.purpose(campaign.code), closed, share, inspection.sample_least)
    names = {each.code: str(each.number) for each in closed}
    actions.close_pool(campaign, aim, pool, names, {}, source=source, known_at=known_at, actor=actor, at=at)


@transaction.atomic
def draw(campaign: CurrentCampaign, seed: str, *, actor: Actor, at: datetime) -> None:
    """Draw by the value that the source published. Raises NoSuchPool, PoolDrawnAlready, ValueUnknown, SeedEmpty."""
    aim = Aim(work=Work.SPOT_CHECK, round=max(1, queries.rounds(campaign.code, Work.SPOT_CHECK)))
    actions.draw_pool(campaign, aim, seed, actor=actor, at=at)
    drawn = newest(campaign)
    ledger.draw((int(line.name) for line in drawn.lines if line.holds) if drawn else (), campaign=campaign, actor=actor)
