"""A step of a case, and what the raiser reads of it: two records, one transaction.

What the office decides stands in the raiser's conversation, where they can prove it; every step is committed to in the
tree of its hour, beside whatever else was said then, so that nobody outside sees that somebody complained.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.access import access_given
from pingyi.records.casework.actions import Matter, Move, take
from pingyi.records.casework.errors import MaskFirst
from pingyi.records.casework.queries import is_outside
from pingyi.records.conduct.actions import report_harm
from pingyi.records.masks.queries import masked
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_by_code, access_opinion
from pingyi.records.voices.models import Opinion
from pingyi.rules.casework.course import step_after_call
from pingyi.rules.lifecycle import OPINION, OpinionState
from pingyi.rules.mandate import PUBLIC, Actor
from pingyi.rules.voices import Kind, hour_of
from pingyi.rules.voices.batch import begins

READ_BY_RAISER = ("accept", "refer", "turn_away", "refuse", "extend", "reply")
"""Steps whose text stands in the conversation."""
ANSWERS = ("refer", "turn_away", "refuse", "reply")
"""Those after which the raiser waits for nothing more."""
WRITTEN_BY_RAISER = ("reopen", "report_harm")


@transaction.atomic
def step(number: str, move: Move, *, seen: int, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """A step of the office, which saw `seen` statements.

    Raises OpinionHidden, MaskFirst, and what `casework.actions.take` and `voices.actions.answer` refuse.
    """
    opinion = access_opinion(actor, number, campaign)
    move = replace(move, verb=step_after_call(move.verb, move.answers))
    leaf = take(_matter(opinion, campaign), move, actor=actor, at=at, campaign=campaign)
    if move.verb == "assign" and is_outside(move.body) and (number, 0) not in masked(campaign.code, [number]):
        raise MaskFirst
    if move.verb in READ_BY_RAISER:
        verb = "answer" if move.verb in ANSWERS else move.verb
        voices.answer(opinion, move.text, seen=seen, verb=verb, actor=actor, at=at, campaign=campaign)
    voices.commit(number, move.verb, leaf, actor=actor, at=at, campaign=campaign)


@transaction.atomic
def hand_in(number: str, move: Move, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """A step of whoever has the case in hand: what came of it, or that it was given to the wrong body.

    Raises CaseHidden, and what `casework.actions.take` refuses.
    """
    case = access_given(actor, number, campaign)
    matter = Matter(case.number, Kind(case.kind), tuple(case.units), case.received)
    leaf = take(matter, move, actor=actor, at=at, campaign=campaign)
    voices.commit(number, move.verb, leaf, actor=actor, at=at, campaign=campaign)


@transaction.atomic
def raise_again(code: str, move: Move, *, seen: int, at: datetime, campaign: CurrentCampaign) -> Opinion:
    """A step of whoever has the receipt code: takes it up again, reports harm, says how it was handled.

    Harm is before the discipline body in the same transaction, which then looks into it before everything else.

    Answers the opinion as it stands then. Raises OpinionUnknown, NotAReceiptCode, NotNow, and what
    `casework.actions.take` and `voices.actions.go_on` refuse.
    """
    opinion = access_by_code(code, campaign)
    OPINION.step(OpinionState(opinion.state), "go_on")
    hour = begins(hour_of(at))
    leaf = take(_matter(opinion, campaign), move, actor=PUBLIC, at=hour, campaign=campaign)
    if move.verb in WRITTEN_BY_RAISER:
        opinion = voices.go_on(opinion, move.text, seen=seen, actor=PUBLIC, at=at, campaign=campaign)
    if move.verb == "report_harm":
        report_harm(opinion.number, opinion.units, move.text, campaign=campaign, actor=PUBLIC, at=hour)
    voices.commit(opinion.number, move.verb, leaf, actor=PUBLIC, at=hour, campaign=campaign)
    return opinion


def _matter(opinion: Opinion, campaign: CurrentCampaign) -> Matter:
    received = campaign.day_of(begins(opinion.hour))
    return Matter(opinion.number, Kind(opinion.kind), tuple(opinion.units), received)
