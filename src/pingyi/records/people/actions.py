"""What people declare, and how they are drawn: the pool first, then the seed, then the draw (R82, R195)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.actions.turn import hold, phase_now
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.actions import append
from pingyi.records.people.errors import (
    FactsMissing,
    NoSuchPool,
    NotAppraised,
    PoolClosedAlready,
    PoolDrawnAlready,
    PoolNotDrawn,
    SuccessionUnexplained,
    ValueKnown,
    ValueUnknown,
)
from pingyi.records.people.models import Declaration, Pool, PoolDraw, PoolSuccession
from pingyi.records.people.queries import pool_of, standing_of
from pingyi.rules.encoding import plain
from pingyi.rules.journal.vocabulary.people import LinksDeclared, PlaceTaken, PoolClosed, PoolDrawn
from pingyi.rules.mandate import Actor, Power, UnitRef, check
from pingyi.rules.people import draw as rules
from pingyi.rules.writing import tidy


@transaction.atomic
def declare_links(campaign: CurrentCampaign, units: Collection[str], facts: str, *, actor: Actor, at: datetime) -> None:
    """Declare with which appraised units one has to do, none being an answer too; a later word replaces it.

    Raises FactsMissing, NotAppraised.
    """
    check(actor, Power.RECUSAL_DECLARE, phase=phase_now(campaign.code, campaign.phase))
    appraised = {unit.code for unit in campaign.book.units}
    if strange := sorted(set(units) - appraised):
        raise NotAppraised(unit=strange[0])
    words = tidy(facts)
    if units and not words:
        raise FactsMissing
    named = sorted(set(units))
    Declaration.objects.create(campaign_id=campaign.code, account_id=int(actor.ref), units=named, facts=words, at=at)
    append(LinksDeclared(about=actor.ref, units=named, facts=words), actor=actor, at=at)


@transaction.atomic
def close_pool(
    campaign: CurrentCampaign,
    unit: str,
    pool: rules.Pool,
    names: Mapping[str, str],
    *,
    source: str,
    known_at: datetime,
    actor: Actor,
    at: datetime,
) -> None:
    """Close a unit's pool before the seed exists; codes, categories and the source are told. Raises ValueKnown,
    PoolClosedAlready.
    """
    moment = hold(campaign.code, at=at)
    check(actor, Power.POOL_DRAW, phase=phase_now(campaign.code, campaign.phase), unit=UnitRef(unit) if unit else None)
    if known_at <= at:
        raise ValueKnown(when=known_at)
    if Pool.objects.filter(campaign_id=campaign.code, unit=unit).exists():
        raise PoolClosedAlready
    candidates = [plain(each) for each in pool.candidates]
    Pool.objects.create(
        campaign_id=campaign.code,
        unit=unit,
        purpose=pool.purpose,
        places=[[category, many] for category, many in pool.places.items()],
        candidates=candidates,
        names=dict(names),
        digest=pool.digest,
        source=source,
        known_at=known_at,
        closed_at=moment,
    )
    closed = PoolClosed(
        about=pool.purpose,
        places=[[category, many] for category, many in pool.places.items()],
        candidates=candidates,
        pool=pool.digest,
        source=source,
        known_at=known_at,
        names=names,
    )
    append(closed, actor=actor, at=moment)


@transaction.atomic
def draw_pool(campaign: CurrentCampaign, unit: str, seed: str, *, actor: Actor, at: datetime) -> None:
    """Draw a closed pool by the value that its source published. Raises NoSuchPool, PoolDrawnAlready, ValueUnknown,
    SeedEmpty.
    """
    moment = hold(campaign.code, at=at)
    check(actor, Power.POOL_DRAW, phase=phase_now(campaign.code, campaign.phase), unit=UnitRef(unit) if unit else None)
    row = _pool(campaign, unit)
    if hasattr(row, "draw"):
        raise PoolDrawnAlready
    if at < row.known_at:
        raise ValueUnknown(when=row.known_at)
    chosen = rules.drawn(pool_of(row), seed)
    PoolDraw.objects.create(pool=row, seed=seed, drawn=list(chosen), at=moment)
    append(PoolDrawn(about=row.purpose, pool=row.digest, seed=seed, drawn=chosen), actor=actor, at=moment)


@transaction.atomic
def replace_drawn(
    campaign: CurrentCampaign, unit: str, leaving: str, reason: str, *, actor: Actor, at: datetime
) -> str:
    """Let the next in turn take the place of somebody who gives it up; answers the code of who steps in.

    Raises NoSuchPool, PoolNotDrawn, SuccessionUnexplained, PlaceNotHeld, NobodyLeft.
    """
    moment = hold(campaign.code, at=at)
    check(actor, Power.POOL_DRAW, phase=phase_now(campaign.code, campaign.phase), unit=UnitRef(unit) if unit else None)
    row = _pool(campaign, unit)
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


def _pool(campaign: CurrentCampaign, unit: str) -> Pool:
    row = Pool.objects.filter(campaign_id=campaign.code, unit=unit).first()
    if row is None:
        raise NoSuchPool
    return row
