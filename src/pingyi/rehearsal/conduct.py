"""Three possible violations that are reported: a leak that is looked into, a retaliation, an unfounded report."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from pingyi.ceremonies import violation
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.actions import Move, NewReport, report
from pingyi.records.conduct.models import Violation
from pingyi.rehearsal.cast import Company
from pingyi.rules.mandate import Actor, Role

DAY = timedelta(days=1)
LEAK, RETALIATION, HOSPITALITY = "R196", "R197", "R194"
"""The sentences of the source plan that forbid them; a plan without them has no such report."""


def look_into(campaign: CurrentCampaign, company: Company, *, since: datetime) -> None:
    """Report each of them, and take the steps that follow, a day after the other."""
    codes = {source: each.code for each in campaign.book.conduct.prohibitions for source in each.source}
    unit = campaign.book.ranked_units[0].code
    body, leader = company.actor(Role.DISCIPLINE_LIAISON), company.actor(Role.LEADING_GROUP_LEADER)
    staff, county = company.actor(Role.OFFICE_STAFF, "", 1), company.actor(Role.COUNTY_OFFICE, unit)
    inspector = company.actor(Role.INSPECTOR, unit)
    reporters = company.actor(Role.REPRESENTATIVE), company.actor(Role.OFFICE_STAFF)
    opened = [(body, "screen", "情况具体，予以受理。"), (body, "investigate", "")]
    stories = (
        (LEAK, "有人把投诉人的姓名告诉了被投诉单位。", reporters[0], staff, [*opened, (body, "notify", LEAK_HELD)]),
        (
            RETALIATION,
            "投诉以后，经办人扣下了申报材料，说“看你还投不投诉”。",
            reporters[1],
            county,
            [
                *opened,
                (body, "add_finding", "调取收件登记，材料被扣压二十天，无任何理由。"),
                (body, "notify", "有人反映您扣压投诉人的申报材料。请陈述申辩。"),
                (county, "defend", "材料确实压下了，当时带着情绪，愿意道歉改正。"),
                (leader, "substantiate", "扣压材料属实，属于刁难投诉人。"),
                (body, "hand_over", "移送处理，请将结果书面告知。"),
                (body, "record_answer", "已给予批评教育，责令向当事人道歉。"),
            ],
        ),
        (
            HOSPITALITY,
            "听说检查人员在县里吃了饭。",
            reporters[0],
            inspector,
            [
                *opened,
                (body, "notify", "有人反映您接受宴请。请陈述申辩。"),
                (inspector, "defend", "当日中午在单位食堂自费就餐，票据附后。"),
                (leader, "clear", "经核对票据和食堂记录，反映不属实。"),
            ],
        ),
    )
    for source, facts, reporter, accused, steps in stories:
        if source in codes:
            new = NewReport(prohibition=codes[source], facts=facts)
            number = report(new, campaign=campaign, actor=reporter, at=since)
            pk = Violation.objects.get(campaign_id=campaign.code, number=number).pk
            _take(pk, codes[source], accused, steps, campaign, since)


def _take(
    pk: int,
    prohibition: str,
    accused: Actor,
    steps: list[tuple[Actor, str, str]],
    campaign: CurrentCampaign,
    since: datetime,
) -> None:
    papers: Iterator[int] = count(pk * 10)
    for seen, (actor, verb, text) in enumerate(steps, 1):
        move = Move(
            verb=verb,
            seen=seen,
            text=text,
            document=f"评查〔{campaign.book.year}〕{next(papers)}号",
            body="市纪委监委" if verb == "hand_over" else "",
            prohibition=prohibition,
            person=accused.ref,
        )
        violation.step(pk, move, campaign=campaign, actor=actor, at=since + seen * DAY)


LEAK_HELD = "有人反映您向被投诉单位透露投诉人情况。请陈述申辩。"
