"""Who may read and change the files of a duty: its unit at any time, others from the day it was handed in."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.access import access_duty, access_own_duty, own_duties_of, within
from pingyi.records.duties.models import Duty
from pingyi.records.duties.queries import owner_of, title_of
from pingyi.records.duties.standing import Standing, Standings
from pingyi.records.duties.tables import IN_HAND
from pingyi.records.files.holder import Holder, Place
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.lifecycle import ReportState
from pingyi.rules.mandate import Actor
from pingyi.rules.refusal import Refusal

SHUT = IN_HAND | {ReportState.AWAITING_SIGNATURE}
"""What was handed in, and what the leader is to sign, stays as it is."""


def _may_read(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    try:
        duty = access_duty(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return False
    return duty.submitted_at is not None or within(actor, duty)


def _may_attach(actor: Actor, reference: str, campaign: CurrentCampaign) -> bool:
    try:
        duty = access_own_duty(actor, int(reference), campaign)
    except (Refusal, ValueError):
        return False
    standing = Standings(campaign, None).of(duty)
    return (
        duty.state not in SHUT
        and standing not in (Standing.LOCKED, Standing.LATER)
        and campaign.book.task(duty.task).act is None
    )


def _place(actor: Actor, reference: str, campaign: CurrentCampaign) -> Place:
    duty = access_duty(actor, int(reference), campaign)
    page = "my-duty" if own_duties_of(actor, campaign).filter(pk=duty.pk).exists() else "duty"
    return Place(owner_of(duty, campaign), title_of(duty, campaign), page, reference)


def _hold(reference: str) -> None:
    Duty.objects.select_for_update(of=("self",)).filter(pk=reference).first()


DUTIES = Holder(DUTY, _may_read, _may_attach, _place, _hold)
