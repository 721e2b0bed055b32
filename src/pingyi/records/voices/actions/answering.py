"""What the office does: read, answer, let the raiser know. Every deed is kept with who did it, and committed to."""

import secrets
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.voices.access import RECUSAL
from pingyi.records.voices.actions.stating import add, fit, held, hold_hour
from pingyi.records.voices.models import Deed, Opinion
from pingyi.rules import voices
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import SALT_SIZE, Side

ANSWER = "answer"


@transaction.atomic
def answer(
    opinion: Opinion,
    text: str,
    *,
    seen: int,
    actor: Actor,
    at: datetime,
    campaign: CurrentCampaign,
    verb: str = ANSWER,
) -> None:
    """What the office says to the raiser, after `seen` statements; the same answer again is not kept twice.

    `verb`: what it does by it; whatever is no answer leaves the opinion waiting for one.
    Raises NothingSaid, TooMuchSaid, NotNow, ConversationFull.
    """
    check(actor, Power.OPINION_ANSWER, phase=campaign.phase)
    text = fit(text)
    hour = hold_hour(opinion.campaign_id, at=at)
    step = ANSWER if verb == ANSWER else "notify"
    statement = add(held(opinion), text, step, side=Side.OFFICE, seen=seen, hour=hour)
    if statement:
        _record(opinion, verb, bytes(statement.leaf), actor=actor, at=at, hour=hour)


@transaction.atomic
def stand_back(opinion: Opinion, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """The actor has to do with the matter, and from now on the opinion does not exist for them (R195)."""
    check(actor, Power.OPINION_READ, phase=campaign.phase)
    _record(opinion, RECUSAL, b"", actor=actor, at=at, hour=hold_hour(opinion.campaign_id, at=at))


@transaction.atomic
def commit(number: str, verb: str, leaf: bytes, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """Keep that somebody took a step with an opinion, in the tree of the hour. `leaf`: the digest of the step."""
    hour = hold_hour(campaign.code, at=at)
    opinion = Opinion.objects.get(campaign_id=campaign.code, number=number)
    _record(opinion, verb, leaf, actor=actor, at=at, hour=hour)


def _record(opinion: Opinion, verb: str, leaf: bytes, *, actor: Actor, at: datetime, hour: str) -> None:
    salt = secrets.token_bytes(SALT_SIZE)
    deed = voices.Deed(opinion.campaign_id, hour, opinion.number, actor.ref, verb, leaf)
    Deed.objects.create(
        opinion=opinion,
        verb=verb,
        handler=actor.ref,
        at=at,
        hour=hour,
        salt=salt,
        leaf=deed.committed(salt),
    )
