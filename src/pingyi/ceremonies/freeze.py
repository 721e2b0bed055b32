"""Freezing the survey (R90, R154): the plan, the sample and the key are laid before both bodies; with the second
signature the boxes are made, and nothing of it can change any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.ceremonies.errors import FrozenAlready
from pingyi.ceremonies.joint import laid_before
from pingyi.records.acts import actions as acts
from pingyi.records.acts import queries as act_queries
from pingyi.records.acts.queries import ActView
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import fulfil
from pingyi.records.roll import queries as roll
from pingyi.records.roll.errors import NotDrawn
from pingyi.rules.acts import content
from pingyi.rules.ballot.credential import new_token
from pingyi.rules.ballot.group import Randomness, group_named
from pingyi.rules.ballot.planned import election_of
from pingyi.rules.ballot.trustee import joint_key
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.rulebook.duties import Settling
from pingyi.rules.timetable.interval import Interval, days

KIND = "freeze"
PARTIES = (Role.OFFICE_DIRECTOR, Role.STAT_LEAD)


@dataclass(frozen=True, slots=True)
class Standing:
    """What lies before the bodies (None yet), whether it still says what is true, and whether the survey is frozen."""

    content: dict[str, Any]
    laid: ActView | None
    current: bool
    frozen: bool


def standing(campaign: CurrentCampaign) -> Standing:
    """What would be signed now, and what was laid before the bodies. Raises NoKey, NotDrawn."""
    now, laid = _content(campaign), act_queries.latest(campaign.code, KIND)
    frozen = bool(laid and laid.complete)
    return Standing(now, laid, bool(laid and laid.content == now), frozen)


@transaction.atomic
def propose(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ActView:
    """Lay the survey before the two bodies, as it stands now. Raises FrozenAlready, NoKey, NotDrawn."""
    campaign, at = turn(campaign, at=at)
    at = boxes.hold_keys(campaign=campaign.code, at=at)
    _ensure_unfrozen(campaign)
    return acts.draw_up(
        kind=KIND,
        content=_content(campaign),
        parties=PARTIES,
        campaign=campaign.code,
        power=Power.SURVEY_SIGN,
        actor=actor,
        at=at,
        phase=campaign.phase,
    )


@transaction.atomic
def sign(*, campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime, randomness: Randomness) -> ActView:
    """Sign what was shown; the second signature makes the boxes.

    Raises FrozenAlready, NoKey, NotDrawn, NotAParty, Outdated.
    """
    campaign, at = turn(campaign, at=at)
    at = boxes.hold_keys(campaign=campaign.code, at=at)
    _ensure_unfrozen(campaign)
    laid = laid_before(campaign.code, KIND, _content(campaign))
    signed = acts.sign(pk=laid.pk, digest=digest, power=Power.SURVEY_SIGN, actor=actor, at=at, phase=campaign.phase)
    if signed.complete:
        _make_boxes(campaign, laid.content["cells"], actor, at, randomness)
        fulfil(Settling.FREEZE, actor=actor, at=at)
    return signed


def _ensure_unfrozen(campaign: CurrentCampaign) -> None:
    """The boxes are made once; their unique cells refuse a second set, and this says why."""
    if box_queries.boxes(campaign.code):
        raise FrozenAlready


def _content(campaign: CurrentCampaign) -> dict[str, Any]:
    """What the two bodies sign."""
    setup, trustees = box_queries.joint_trustees(campaign.code)
    seed = roll.seed(campaign.code)
    if seed is None or not seed.value:
        raise NotDrawn
    frames = {
        frame.unit: content.Frame(frame.fingerprint, {part.stratum: (part.size, part.drawn) for part in frame.strata})
        for frame in roll.frames(campaign.code)
    }
    key = joint_key(group_named(campaign.book.survey.sealing.group), trustees)
    return content.freeze(campaign.book, seed=seed.value, frames=frames, setup=setup, key=key)


def _make_boxes(
    campaign: CurrentCampaign,
    signed: Mapping[str, Mapping[str, int]],
    actor: Actor,
    at: datetime,
    randomness: Randomness,
) -> None:
    book, (setup, trustees) = campaign.book, box_queries.joint_trustees(campaign.code)
    key = joint_key(group_named(book.survey.sealing.group), trustees)
    cells = [
        boxes.Cell(unit, stratum, invited, election_of(book, unit, stratum, key=key, uuid=new_token(14, randomness)))
        for unit, sizes in sorted(signed.items())
        for stratum, invited in sorted(sizes.items())
    ]
    window = field_window(campaign)
    boxes.create_boxes(
        campaign=campaign.code,
        setup=setup,
        trustees=trustees,
        cells=cells,
        opens_at=window.start,
        closes_at=window.end,
        actor=actor,
        at=at,
        phase=campaign.phase,
    )


def field_window(campaign: CurrentCampaign) -> Interval:
    """When ballots are taken: from the first moment of the first day to the last of the last (A2-1)."""
    survey = campaign.book.survey
    return days(survey.opens, survey.closes, campaign.timetable.zone)
