"""Four sealed reports of wrongdoing: one answered, one that was none and is raised anew, one late, one left."""

from datetime import datetime, timedelta

import pyrage

from pingyi.ceremonies import clues
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import key
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.sources import WEB
from pingyi.rehearsal.cast import People
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.vault import Keys, sealed
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.mandate.role import CUSTODIANS
from pingyi.rules.voices import Kind

BYTES = 24_576
"""Protocol vault §5."""
REPORTED = (
    "经办人员收受申报企业礼金，相关转账记录可以提供。",
    "窗口人员态度生硬，三次推说负责人不在。",
    "专项资金评审前，评审人员与申报企业私下见面。",
    "某科室长期占用企业提供的车辆。",
)
ANEW = "窗口人员态度生硬，三次推说负责人不在，希望改进。"
Reports = list[Taken]


def report(campaign: CurrentCampaign, keys: Keys, chance: Chance, *, at: datetime) -> Reports:
    """All four are sealed and sent within as many hours."""
    key.make()
    return [
        clues.take(
            sealed(keys, {"accused": "某某", "text": words}, BYTES),
            source=WEB,
            token=chance.bytes(32),
            campaign=campaign,
            actor=PUBLIC,
            at=at + timedelta(hours=place),
        )
        for place, words in enumerate(REPORTED)
    ]


def handle(
    campaign: CurrentCampaign, people: People, keys: Keys, reports: Reports, *, soon: datetime, late: datetime
) -> None:
    """What the custodian and the liaison do at two moments: in time, and after the last day for handing over."""
    liaison = people.actor(CUSTODIANS[0])
    answered, none, tardy, _left = (each.number for each in reports)
    for number, at in ((answered, soon), (none, soon), (tardy, late)):
        _hand_over(campaign, people, keys, number, at=at)
    for number, verb, text in (
        (answered, "receive", ""),
        (none, "receive", ""),
        (answered, "accept", ""),
        (answered, "conclude", "经核查，反映的问题部分属实，已依规处理。"),
        (none, "return", "属于服务态度问题。"),
    ):
        clues.step(number, verb, text, campaign=campaign, actor=liaison, at=soon + timedelta(hours=1))
    new = NewOpinion(Kind.COMPLAINT, [campaign.book.ranked_units[0].code], ANEW)
    clues.agree(reports[1].code, new, campaign=campaign, at=soon + timedelta(hours=2))


def _hand_over(campaign: CurrentCampaign, people: People, keys: Keys, number: str, *, at: datetime) -> None:
    custodian = people.actor(Role.IDENTITY_CUSTODIAN)
    outer = clues.envelope_for(number, campaign=campaign, actor=custodian)
    layer = pyrage.decrypt(outer.encode(), [keys[CUSTODIANS[1]]]).decode()
    clues.step(number, "hand_over", "", layer=layer, campaign=campaign, actor=custodian, at=at)
