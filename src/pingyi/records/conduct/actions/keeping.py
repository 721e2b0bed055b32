"""A step as its row, chained to the one before; and who has to know, none of them implicated."""

from datetime import datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.access import SIGNERS, visible
from pingyi.records.conduct.models import Violation, ViolationStep
from pingyi.records.organisation.queries import actor_named, holders
from pingyi.records.outbox.actions import post
from pingyi.rules.encoding import digest
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.conduct import VIOLATION
from pingyi.rules.mandate import MATRIX, PUBLIC, Actor, PersonRef, Power, UnitRef

ABOUT = Subject.of(VIOLATION)


def keep(
    row: Violation, verb: str, *, actor: Actor, at: datetime, text: str = "", document: str = "", body: str = ""
) -> str:
    """The step; answers the digest of all steps so far."""
    before = row.steps.order_by("-pk").values_list("digest", flat=True).first() or ""
    made = digest([before, row.number, verb, text, document, body, row.prohibition, row.unit, row.person_id])
    ViolationStep.objects.create(
        violation=row,
        verb=verb,
        by_id=None if actor == PUBLIC else int(actor.ref),
        at=at,
        text=text,
        document=document,
        body=body,
        digest=made,
    )
    return made


def announce(kind: str, row: Violation, power: Power, *, campaign: CurrentCampaign, at: datetime) -> None:
    """Tell whoever has the power and is not implicated."""
    for holder in holders(sorted(MATRIX[power].roles)):
        reader = actor_named(holder.ref, campaign_id=campaign.code, strong=True)
        if reader and visible(reader, campaign).filter(pk=row.pk).exists():
            post(kind, about=ABOUT, at=at, person=PersonRef(holder.ref))


def announce_to_accused(kind: str, row: Violation, *, at: datetime) -> None:
    """Tell the person, or those who answer for the unit."""
    if row.person:
        post(kind, about=ABOUT, at=at, person=row.person.ref)
    else:
        post(kind, about=ABOUT, at=at, roles=SIGNERS, within=UnitRef(row.unit))
