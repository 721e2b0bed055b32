"""What people declare: with which appraised units they have to do (R195)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.actions.turn import phase_now
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.actions import append
from pingyi.records.people.errors import FactsMissing, NotAppraised
from pingyi.records.people.models import Declaration
from pingyi.rules.journal.vocabulary.people import LinksDeclared
from pingyi.rules.mandate import Actor, Power, check
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
