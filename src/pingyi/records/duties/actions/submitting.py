"""Handing a duty in, by those who owe it or by the record that proves it."""

from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign, current, required
from pingyi.records.outbox.actions import post
from pingyi.rules.mandate import Actor
from pingyi.rules.mandate.role import OFFICE
from pingyi.rules.rulebook.duties import Settling

from .. import allow
from ..errors import WordsMissing
from ..models import Duty
from ..tables import SETTLED, children_of
from .steps import first_submission, locked, move, named, record, subject, walk


@transaction.atomic
def submit(pk: int, text: str, reference: str = "", *, actor: Actor, at: datetime) -> None:
    """Hand a duty in, with words and the reference of its papers.

    Raises NotNow, NotYetOpen, PlanNotInForce, ChildrenOpen, SettlesItself, WordsMissing.
    """
    campaign, duty = required(), locked(pk)
    allow.owner(duty, campaign, actor)
    allow.open_now(duty, campaign)
    allow.roll_up(duty, campaign)
    allow.by_hand(duty, campaign)
    if not text.strip():
        raise WordsMissing(what="what was done")
    verbs = ("sign", "submit") if duty.table == "report" else ("submit",)
    first_submission(duty, campaign, actor=actor, at=at)
    walk(duty, verbs, campaign, actor=actor, at=at, text=text, reference=reference)
    _include_children(duty, campaign, actor=actor, at=at)
    record("submit", duty, actor=actor, at=at, public={"late": duty.late}, private={"text": text, "paper": reference})
    post("duty-submitted", about=subject(duty), at=at, roles=sorted(OFFICE), values=named(duty))


@transaction.atomic
def fulfil(act: Settling, *, actor: Actor, at: datetime) -> int:
    """Settle what this act does: the programme holds the proof itself, so nobody reports it (R185); answers how many.

    Part of the act, which has asked for its power.
    """
    campaign = current()
    if campaign is None:
        return 0
    tasks = [task.code for task in campaign.book.tasks if task.settled_by is act]
    owed = Duty.objects.select_for_update(of=("self",)).filter(campaign_id=campaign.pk, task__in=tasks)
    duties = list(owed.exclude(state__in=SETTLED))
    for duty in duties:
        first_submission(duty, campaign, actor=actor, at=at)
        duty.state = "done"
        duty.save()
        move(duty, "fulfil", actor=actor, at=at)
        record("fulfil", duty, actor=actor, at=at, public={"act": act, "late": duty.late})
    return len(duties)


def _include_children(parent: Duty, campaign: CurrentCampaign, *, actor: Actor, at: datetime) -> None:
    """What a roll-up takes in is rolled up; a late paper goes in as an annex (A4)."""
    child_task = children_of(campaign.book, campaign.book.task(parent.task))
    if child_task is None:
        return
    for child in Duty.objects.select_for_update().filter(
        campaign_id=campaign.pk, task=child_task, table="report", state="received"
    ):
        child.state = "rolled_up"
        child.save(update_fields=["state"])
        move(child, "roll_up", actor=actor, at=at, reference="annex" if child.late else "included")
