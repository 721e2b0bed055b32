"""Closing the boxes: both bodies sign where every board stands; with the second signature no ballot follows (R150)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.ceremonies.errors import NoBoxes, TooEarly
from pingyi.ceremonies.joint import ensure_open, laid_before
from pingyi.records.acts import actions as acts
from pingyi.records.acts.queries import ActView
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.acts import content
from pingyi.rules.mandate import Actor, Power, Role

KIND = "closing"
PARTIES = (Role.OFFICE_DIRECTOR, Role.STAT_LEAD)


@transaction.atomic
def propose(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ActView:
    """Lay the state of every board before the two bodies.

    Raises DoneAlready, NoBoxes, TooEarly before the last box's last moment.
    """
    campaign, moment = turn(campaign, at=at)
    ensure_open(campaign.code, KIND)
    ends = max((box.closes_at for box in box_queries.boxes(campaign.code)), default=None)
    if ends is None:
        raise NoBoxes
    if at < ends:
        raise TooEarly(when=ends)
    return acts.draw_up(
        kind=KIND,
        content=_content(campaign),
        parties=PARTIES,
        campaign=campaign.code,
        power=Power.BOX_CLOSE,
        actor=actor,
        at=moment,
        phase=campaign.phase,
    )


@transaction.atomic
def sign(*, campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime) -> ActView:
    """Sign what was shown; the second signature closes every box. Raises NotAParty, DoneAlready, Outdated."""
    campaign, at = turn(campaign, at=at)
    boxes.hold_boards(campaign=campaign.code)
    laid = laid_before(campaign.code, KIND, _content(campaign))
    signed = acts.sign(pk=laid.pk, digest=digest, power=Power.BOX_CLOSE, actor=actor, at=at, phase=campaign.phase)
    if signed.complete:
        least = campaign.book.survey.privacy.least_box
        uuids = [box.uuid for box in box_queries.boxes(campaign.code)]
        boxes.close_boxes(uuids=uuids, least=least, actor=actor, at=at, phase=campaign.phase)
    return signed


def _content(campaign: CurrentCampaign) -> dict[str, Any]:
    return content.closing(
        {box.uuid: content.BoardClosed(box.event, box.ballots, box.invited) for box in box_queries.boxes(campaign.code)}
    )
