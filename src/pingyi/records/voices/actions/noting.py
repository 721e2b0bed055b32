"""What is typed while somebody speaks: kept at every pause, gone with the opinion that comes of it, or after a day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.actions.raising import NewOpinion, Taken, raise_opinion
from pingyi.records.voices.models import Note
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import hour_of


@transaction.atomic
def note(typed: Mapping[str, Any], *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """Keep the fields of the form as they stand now, in place of those before."""
    check(actor, Power.OPINION_ENTER, phase=campaign.phase)
    Note.objects.update_or_create(
        campaign_id=campaign.code, handler=actor.ref, defaults={"hour": hour_of(at), "typed": dict(typed)}
    )


@transaction.atomic
def discard(*, actor: Actor, campaign: CurrentCampaign) -> None:
    """Forget what this person typed."""
    check(actor, Power.OPINION_ENTER, phase=campaign.phase)
    Note.objects.filter(campaign_id=campaign.code, handler=actor.ref).delete()


@transaction.atomic
def take_down(
    new: NewOpinion, *, source: str, token: bytes, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> Taken:
    """Keep as an opinion what was typed, and forget the note of it. Raises what `raise_opinion` refuses."""
    taken = raise_opinion(new, source=source, token=token, campaign=campaign, actor=actor, at=at)
    discard(actor=actor, campaign=campaign)
    return taken
