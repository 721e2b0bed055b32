"""Opinions that come many at once, in a table: passed on by another body, mailed forms, statements at a symposium.

Nobody who could keep a receipt code is there, so there is none. Each has a reference of its own where it came from: the
same one is taken in once.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.actions.raising import NewOpinion, new_number, units_of
from pingyi.records.voices.actions.stating import fit, hold_hour, row_of, signer
from pingyi.records.voices.errors import BroughtAlready, NoSuchSource
from pingyi.records.voices.models import Opinion, Statement
from pingyi.records.voices.sources import TOGETHER, WEB, sources
from pingyi.rules.lifecycle import OPINION, advance
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import Side


@dataclass(frozen=True, slots=True)
class Brought:
    """One of them. `reference`: its number there, of its form, or of the seat, once for each way."""

    reference: str
    source: str
    new: NewOpinion


@transaction.atomic
def bring(brought: Sequence[Brought], *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> list[str]:
    """Take them all in, or none; answers their numbers.

    Raises NothingSaid, TooMuchSaid, NoSuchUnit, NoSuchSource, BroughtAlready.
    """
    check(actor, Power.OPINION_ENTER, phase=campaign.phase)
    hour = hold_hour(campaign.code, at=at)
    opinions = list(_opinions(brought, hour, campaign))
    lookups = {each.lookup for each in opinions}
    if len(lookups) < len(opinions) or Opinion.objects.filter(lookup__in=lookups).exists():
        raise BroughtAlready
    Opinion.objects.bulk_create(opinions)
    by = signer()
    Statement.objects.bulk_create(
        row_of(opinion, fit(each.new.text), side=Side.RAISER, hour=hour, number=0, signer=by)
        for opinion, each in zip(opinions, brought, strict=True)
    )
    return [each.number for each in opinions]


def _opinions(brought: Sequence[Brought], hour: str, campaign: CurrentCampaign) -> Iterator[Opinion]:
    ways, taken = (
        sources(campaign.book).keys() - {WEB},
        set(Opinion.objects.filter(campaign_id=campaign.code).values_list("number", flat=True)),
    )
    for each in brought:
        if each.source not in ways:
            raise NoSuchSource
        number = new_number(taken)
        taken.add(number)
        yield Opinion(
            campaign_id=campaign.code,
            number=number,
            lookup=hashlib.sha256(f"brought|{campaign.code}|{each.source}|{each.reference}".encode()).digest(),
            kind=each.new.kind,
            source=each.source,
            units=units_of(each.new.units, campaign.book),
            hour=hour,
            state=advance(OPINION, OPINION.initial, "collect") if each.source in TOGETHER else OPINION.initial,
        )
