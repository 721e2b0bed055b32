"""Closing the boxes: both bodies sign where every board stands; with the second signature no ballot follows (R150)."""

from datetime import datetime
from functools import partial
from typing import Any

from pingyi.ceremonies.errors import NoBoxes, TooEarly
from pingyi.records.acts import actions as acts
from pingyi.records.acts.act import JointAct, Signed
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.acts import content
from pingyi.rules.acts.kind import CLOSING


def _hold(campaign: CurrentCampaign, at: datetime) -> datetime:
    boxes.hold_boards(campaign_id=campaign.code)
    return at


def _ready(campaign: CurrentCampaign, at: datetime) -> None:
    """Raises NoBoxes, TooEarly before the last box's last moment."""
    ends = max((box.closes_at for box in box_queries.boxes(campaign.code)), default=None)
    if ends is None:
        raise NoBoxes
    if at < ends:
        raise TooEarly(when=ends)


def _content(campaign: CurrentCampaign) -> dict[str, Any]:
    return content.closing(
        {box.uuid: content.BoardClosed(box.event, box.ballots, box.invited) for box in box_queries.boxes(campaign.code)}
    )


def _close(signed: Signed) -> None:
    campaign, uuids = signed.campaign, [box.uuid for box in box_queries.boxes(signed.campaign.code)]
    least = campaign.book.survey.privacy.least_box
    boxes.close_boxes(uuids=uuids, least=least, actor=signed.actor, at=signed.at, phase=campaign.phase)


ACT = JointAct(kind=CLOSING, hold=_hold, ready=_ready, content=_content, done=_close)
propose, sign = partial(acts.lay, ACT), partial(acts.sign, ACT)
