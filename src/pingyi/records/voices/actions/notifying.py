"""What the house lets a raiser know, whatever waits for whom; and which opinion a step is about."""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.actions.stating import held, hold_hour, state
from pingyi.records.voices.models import Opinion
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import Side


@transaction.atomic
def notify(number: str, text: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Let the raiser know what became of a request for their identity. Raises ConversationFull."""
    check(actor, Power.UNSEALING_DECIDE, phase=campaign.phase)
    hour = hold_hour(campaign.code, at=at)
    opinion = held(Opinion.objects.get(campaign_id=campaign.code, number=number))
    state(opinion, text, side=Side.OFFICE, hour=hour, number=opinion.statements.count())
