"""Qinghe's team of two has marked every indicator, talked and settled; nothing is signed."""

from datetime import datetime
from decimal import Decimal

from pingyi.records.campaign.queries import required
from pingyi.records.inspection import actions
from pingyi.records.inspection.actions import Settled
from pingyi.rules.mandate import Role
from tests.cast import Cast


def settled(cast: Cast, at: datetime, *, apart: str = "0.4") -> None:
    """Both give 0.4 to all, but the member `apart` to the first; 0.4 is what they settle."""
    head, member = cast.actor(Role.INSPECTION_HEAD), cast.actor(Role.INSPECTOR)
    campaign = required()
    members = {head.ref: head.name, member.ref: member.name}
    director, phase = cast.actor(Role.OFFICE_DIRECTOR), campaign.phase
    actions.appoint(
        campaign_id=campaign.code, unit="qinghe", members=members, head=head.ref, actor=director, at=at, phase=phase
    )
    codes = [own.code for block in campaign.book.inspection.blocks for own in block.indicators]
    marks = dict.fromkeys(codes, Decimal("0.4"))
    actions.give_marks("qinghe", marks, campaign=campaign, actor=head, at=at)
    actions.give_marks("qinghe", marks | {codes[0]: Decimal(apart)}, campaign=campaign, actor=member, at=at)
    actions.open_discussion("qinghe", list(members), campaign=campaign, actor=head, at=at)
    found = dict.fromkeys(codes, Settled(Decimal("0.4"), "一致"))
    actions.settle("qinghe", found, campaign=campaign, actor=head, at=at)
