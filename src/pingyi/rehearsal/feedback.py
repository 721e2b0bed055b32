"""The feedback meetings of a rehearsal: packages frozen, read out, answered for and signed; one county is late."""

from datetime import datetime, timedelta

from pingyi.ceremonies import feedback
from pingyi.ceremonies.feedback import Words
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rehearsal.cast import Company
from pingyi.rules.feedback import Attendance, Meeting
from pingyi.rules.mandate import Role
from pingyi.rules.rulebook.words import Text

MET, LATE = timedelta(days=10), timedelta(days=17)
"""After the phase was opened; the plan of the science bureau gives thirteen days."""
STATED = "评议组反馈的意见我们全部认领，不解释、不回避。班子逐条研究，能改的马上改，一个月内向群众报告整改情况。"
ASKED = "问：意见中提到的热线是否指预约电话？答：以原文为准，请逐项核查。"
WORDS = Words(
    verbatim="已按原文当面反馈给有关单位，未透露您的身份信息。",
    theme="已将所反映事项的主题反馈给有关单位，未转原文。",
)


def feed_back(campaign: CurrentCampaign, company: Company, *, since: datetime, until: datetime | None = None) -> None:
    """Every ranked unit on the same day but the last, which comes a week later; what would be after `until` is not."""
    units = campaign.book.ranked_units
    for unit in units:
        at = since + (LATE if unit is units[-1] and len(units) > 1 else MET)
        if until is None or at <= until:
            _with(unit.code, unit.name, campaign, company, at)


def _with(unit: str, name: Text, campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    office, leader = company.actor(Role.OFFICE_STAFF), company.actor(Role.COUNTY_LEADER, unit)
    seen = feedback.standing(unit, actor=office, campaign=campaign).digest
    view = feedback.freeze(unit, (), seen=seen, actor=office, at=at, campaign=campaign)
    meeting = Meeting(
        held=at,
        place=f"{name.zh}三楼会议室",
        team="评议组组长及组员三人",
        present=(Attendance(leader.name, "局长"), Attendance("崔志明", "副局长")),
        absent=(Attendance("邓秋实", "副局长", "参加省里培训，已书面请假"),),
        read=tuple(each.number for each in view.package.passages),
        speaker=leader.name,
        statement=STATED,
        questions=ASKED,
    )
    at += timedelta(hours=2)
    met = feedback.record(view.pk, meeting, seen=0, actor=office, at=at, campaign=campaign)
    feedback.receive(view.pk, digest=met.signed_digest, actor=leader, at=at, campaign=campaign)
    feedback.hand_over(view.pk, WORDS, digest=met.signed_digest, actor=office, at=at, campaign=campaign)
