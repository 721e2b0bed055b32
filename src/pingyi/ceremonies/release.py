"""The release (R162–R165, A2-26): after approval and the objection window, the result becomes public."""

from datetime import datetime

from django.db import transaction

from pingyi.ceremonies.reckoning import checked
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.results import actions as results
from pingyi.records.results.errors import NoReckoning, NotApproved, ObjectionsOpen
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.mandate import Actor
from pingyi.rules.timetable import UnknownYear


@transaction.atomic
def release(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ReckoningView:
    """Publish the approved reckoning. Raises NoReckoning, NotApproved, UnknownYear, ObjectionsOpen…"""
    campaign, moment = turn(campaign, at=at)
    view = checked(campaign)
    if view is None:
        raise NoReckoning
    if view.ruling is None or not view.approved:
        raise NotApproved
    until = objections_until(campaign, view.ruling.at)
    if at < until:
        raise ObjectionsOpen(until=f"{until:%Y-%m-%d %H:%M}")
    return results.release(pk=view.pk, actor=actor, at=moment, phase=campaign.phase)


def objections_end(campaign: CurrentCampaign, approved_at: datetime) -> datetime | None:
    """The same, None as long as the holidays that decide about it are not recorded."""
    try:
        return objections_until(campaign, approved_at)
    except UnknownYear:
        return None


def objections_until(campaign: CurrentCampaign, approved_at: datetime) -> datetime:
    """The end of the objection window that opens with the approval, in working days (A2-26). Raises UnknownYear."""
    zone = campaign.timetable.zone
    return campaign.work_calendar.window(approved_at, campaign.book.objection.working_days, zone).end.astimezone(zone)
