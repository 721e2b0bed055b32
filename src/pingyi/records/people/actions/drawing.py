"""How people are drawn: the pool first, then the seed, then the draw, then whoever steps in (R82, R195)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.actions.turn import hold, phase_now
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.actions import append
from pingyi.records.people.access import access_pool
from pingyi.records.people.errors import (
    PoolClosedAlready,
    PoolDrawnAlready,
    PoolNotDrawn,
    SuccessionUnexplained,
    ValueKnown,
    ValueUnknown,
)
from pingyi.records.people.models import Pool, PoolDraw, PoolSuccession
from pingyi.records.people.queries import pool_of, standing_of
from pingyi.rules.encoding import plain
from pingyi.rules.journal.vocabulary.people import PlaceTaken, PoolClosed, PoolDrawn
from pingyi.rules.mandate import Actor, Power, ScopeRefused, UnitRef, check, reach
from pingyi.rules.people import draw as rules
from pingyi.rules.people.aim import Aim
from pingyi.rules.writing import tidy


@transaction.atomic
def close_pool(
    campaign: CurrentCampaign,
    aim: Aim,
    pool: rules.Pool,
    names: Mapping[str, str],
    accounts: Mapping[str, str],
    *,
    source: str,
    known_at: datetime,
    actor: Actor,
    at: datetime,
) -> None:
    """Close a pool before the seed exists; codes, categories and the source are told.

    `names` and `accounts` (of whoever has one) by code are withheld. Raises ValueKnown, PoolClosedAlready.
    """
    moment = hold(campaign.code, at=at)
    ensure_draws(campaign, aim, actor=actor)
    if known_at <= at:
        raise ValueKnown(when=known_at)
    if Pool.objects.filter(campaign_id=campaign.code, purpose=pool.purpose).exists():
        raise PoolClosedAlready
    closed = PoolClosed(
        about=pool.purpose,
        places=[[category, many] for category, many in pool.places.items()],
        candidates=[plain(each) for each in pool.candidates],
        pool=pool.digest,
        source=source,
        known_at=known_at,
        names=dict(names),
    )
    Pool.objects.create(
        campaign_id=campaign.code,
        unit=aim.unit,
        work=aim.work,
        purpose=closed.about,
        places=closed.places,
        candidates=closed.candidates,
        names=closed.names,
        accounts=dict(accounts),
        digest=closed.pool,
        source=source,
        known_at=known_at,
        closed_at=moment,
    )
    append(closed, actor=actor, at=moment)


@transaction.atomic
def draw_pool(campaign: CurrentCampaign, aim: Aim, seed: str, *, actor: Actor, at: datetime) -> None:
    """Draw a closed pool by the value that its source published. Raises NoSuchPool, PoolDrawnAlready, ValueUnknown,
    SeedEmpty.
    """
    moment = hold(campaign.code, at=at)
    ensure_draws(campaign, aim, actor=actor)
    row = access_pool(campaign, aim)
    if hasattr(row, "draw"):
        raise PoolDrawnAlready
    if at < row.known_at:
        raise ValueUnknown(when=row.known_at)
    chosen = rules.drawn(pool_of(row), seed)
    PoolDraw.objects.create(pool=row, seed=seed, drawn=list(chosen), at=moment)
    append(PoolDrawn(about=row.purpose, pool=row.digest, seed=seed, drawn=chosen), actor=actor, at=moment)


@transaction.atomic
def replace_drawn(campaign: CurrentCampaign, aim: Aim, leaving: str, reason: str, *, actor: Actor, at: datetime) -> str:
    """Let the next in turn take the place of somebody who gives it up; answers the code of who steps in.

    Raises NoSuchPool, PoolNotDrawn, SuccessionUnexplained, PlaceNotHeld, NobodyLeft.
    """
    moment = hold(campaign.code, at=at)
    ensure_draws(campaign, aim, actor=actor)
    row = access_pool(campaign, aim)
    if not hasattr(row, "draw"):
        raise PoolNotDrawn
    words = tidy(reason)
    if not words:
        raise SuccessionUnexplained
    standing, gone = standing_of(row)
    entering = rules.successor(pool_of(row), row.draw.seed, standing, gone, leaving)
    PoolSuccession.objects.create(pool=row, leaving=leaving, entering=entering, reason=words, at=moment)
    taken = PlaceTaken(about=row.purpose, leaving=leaving, entering=entering, reason=words)
    append(taken, actor=actor, at=moment)
    return entering


def ensure_draws(campaign: CurrentCampaign, aim: Aim, *, actor: Actor) -> None:
    """Whether this person may draw for this aim now; for the organiser, who draws for everybody. Raises what `check`
    does.
    """
    if not aim.unit and reach(actor, Power.POOL_DRAW):
        raise ScopeRefused
    unit = UnitRef(aim.unit) if aim.unit else None
    check(actor, Power.POOL_DRAW, phase=phase_now(campaign.code, campaign.phase), unit=unit)
