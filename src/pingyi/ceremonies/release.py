"""The release (R162–R165, A2-26): the approved result becomes public once nobody may object any more.

Whoever bears the last place is handed what it brings with it.
"""

from datetime import datetime

from django.db import transaction

from pingyi.ceremonies.reckoning import checked
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions as duties
from pingyi.records.results import actions as results
from pingyi.records.results import queries as results_queries
from pingyi.records.results.errors import NoReckoning, NotApproved, ObjectionsOpen
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.mandate import Actor, UnitRef
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.rulebook.results import Place


@transaction.atomic
def release(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ReckoningView:
    """Publish the approved reckoning. Raises NoReckoning, NotApproved, UnknownYear, ObjectionsOpen,
    ObjectionsUnanswered…"""
    campaign, moment = turn(campaign, at=at)
    view = checked(campaign)
    if view is None:
        raise NoReckoning
    if view.ruling is None or not view.approved:
        raise NotApproved
    until = results_queries.objections_until(campaign, view.ruling.at)
    if at < until:
        raise ObjectionsOpen(until=until)
    released = results.release(pk=view.pk, actor=actor, at=moment, phase=campaign.phase)
    if view.released_at is None:
        duties.fulfil(Settling.RELEASE, actor=actor, at=moment)
        _hand_out_what_follows(campaign, released, actor=actor, at=moment)
    return released


def _hand_out_what_follows(campaign: CurrentCampaign, released: ReckoningView, *, actor: Actor, at: datetime) -> None:
    """What the last place brings with it and only now has somebody who owes it (R170, R171)."""
    book, today = campaign.book, campaign.day_of(at)
    for consequence in book.consequences:
        task = book.task(consequence.task)
        if consequence.place is Place.LAST and task.within is not None:
            due = campaign.time_limit_ends(task.within, today)
            for unit in released.result["exact"]["last_bears"]:
                duties.assign(task.code, due, actor=actor, at=at, unit=UnitRef(unit.lower()))
