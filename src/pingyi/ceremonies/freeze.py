"""The freeze (R90, R154): both bodies sign plan, sample and key; with the second signature the boxes are made.

Afterwards nothing of it can change any more.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from pingyi.ceremonies.errors import FrozenAlready
from pingyi.records.acts import actions as acts
from pingyi.records.acts.act import JointAct, Signed
from pingyi.records.acts.queries import ActView
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import fulfil
from pingyi.records.roll import commitments as as_published
from pingyi.records.roll import queries as roll
from pingyi.records.roll.errors import NotDrawn
from pingyi.rules.acts import content
from pingyi.rules.acts.kind import FREEZE
from pingyi.rules.ballot.credential import new_token
from pingyi.rules.ballot.group import Randomness, group_named
from pingyi.rules.ballot.planned import election_of
from pingyi.rules.ballot.trustee import joint_key
from pingyi.rules.mandate import Actor
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.timetable.interval import Interval, days


@dataclass(frozen=True, slots=True)
class Proposal:
    """What lies before the bodies (None yet), whether it still says what is true, and whether the survey is frozen."""

    content: dict[str, Any]
    laid: ActView | None
    current: bool
    frozen: bool


def proposal(campaign: CurrentCampaign) -> Proposal:
    """What would be signed now, and what was laid before the bodies. Raises what `_content` does."""
    now, laid = _content(campaign), ACT.laid(campaign)
    frozen = bool(laid and laid.complete)
    return Proposal(now, laid, bool(laid and laid.content == now), frozen)


def _hold(campaign: CurrentCampaign, at: datetime) -> datetime:
    """Raises FrozenAlready: the boxes are made once; their unique cells refuse a second set, and this says why."""
    at = boxes.hold_keys(campaign_id=campaign.code, at=at)
    if box_queries.boxes(campaign.code):
        raise FrozenAlready
    return at


def _content(campaign: CurrentCampaign) -> dict[str, Any]:
    """What the two bodies sign. Raises NoKey, KeyAltered, NotDrawn, RollAltered."""
    setup, trustees = box_queries.joint_trustees(campaign.code)
    seed = roll.seed(campaign.code)
    if seed is None or not seed.value:
        raise NotDrawn
    listed = roll.frames(campaign.code)
    as_published.ensure(campaign, listed, seed)
    frames = {
        frame.unit: content.Frame(frame.fingerprint, {part.stratum: (part.size, part.drawn) for part in frame.strata})
        for frame in listed
    }
    key = joint_key(group_named(campaign.book.survey.sealing.group), trustees)
    return content.freeze(campaign.book, seed=seed.value, frames=frames, setup=setup, key=key)


def _make_boxes(signed: Signed, randomness: Randomness) -> None:
    campaign, book = signed.campaign, signed.campaign.book
    setup, trustees = box_queries.joint_trustees(campaign.code)
    key = joint_key(group_named(book.survey.sealing.group), trustees)
    cells = [
        boxes.Cell(unit, stratum, invited, election_of(book, unit, stratum, key=key, uuid=new_token(14, randomness)))
        for unit, sizes in sorted(signed.view.content["cells"].items())
        for stratum, invited in sorted(sizes.items())
    ]
    window = field_window(campaign)
    boxes.create_boxes(
        campaign_id=campaign.code,
        setup=setup,
        trustees=trustees,
        cells=cells,
        opens_at=window.start,
        closes_at=window.end,
        actor=signed.actor,
        at=signed.at,
        phase=campaign.phase,
    )
    fulfil(Settling.FREEZE, actor=signed.actor, at=signed.at)


def field_window(campaign: CurrentCampaign) -> Interval:
    """When ballots are taken: from the first moment of the first day to the last of the last (A2-1)."""
    survey = campaign.book.survey
    return days(survey.opens, survey.closes, campaign.timetable.zone)


ACT = JointAct(kind=FREEZE, hold=_hold, content=_content)
propose = partial(acts.lay, ACT)


def sign(*, campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime, randomness: Randomness) -> ActView:
    """Sign what was shown; the second signature makes the boxes. Raises FrozenAlready, NoKey, NotDrawn, Outdated…"""
    act = replace(ACT, done=partial(_make_boxes, randomness=randomness))
    return acts.sign(act, campaign=campaign, digest=digest, actor=actor, at=at)
