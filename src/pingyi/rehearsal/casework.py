"""Thirty matters that invented citizens raise, and how the office handles them: one of each way it can go."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pingyi.ceremonies import casework
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.actions import Move
from pingyi.records.casework.queries import default_limit
from pingyi.records.journal import key
from pingyi.records.voices.actions import raise_opinion
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.sources import WEB
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rules.casework import Answers
from pingyi.rules.mandate import PUBLIC, Role
from pingyi.rules.voices import Kind

MANY = 30
DAY = timedelta(days=1)
SAYINGS = (
    "补助申请交上去一个多月没有回音，打电话总说经办人不在。",
    "到窗口办登记，材料齐全还是让我改天再来。",
    "验收要自己找专家签字，跑了四个单位，不知道有没有规定。",
    "同一份证明，两个科室要的格式不一样，来回改了三次。",
    "培训班通知上说免费，到场却要交资料费。",
)
ACCEPT = Move("accept", "您反映的事项已受理，答复期限见本页。")
REPLY = Move("reply", "经核实情况属实，已责成整改，今后一次性告知并按期办结。")
SOLVED = Move("call_back", answers=Answers(True, True, False))
WAYS: dict[int, tuple[Move, ...]] = {
    1: (Move("refuse", "没有具体的时间、单位和事情，无法核实。补充后欢迎再次反映。"),),
    2: (Move("refer", "此事属劳动争议，请向市劳动人事争议仲裁委员会申请。", body="市劳动人事争议仲裁委员会"),),
    3: (Move("turn_away", "此事不属科技系统职责，请向供电部门反映。"),),
    4: (ACCEPT, Move("extend", "需要到现场核实，延长办理时限。"), REPLY),
    5: (ACCEPT, REPLY, Move("reopen", "只是口头道歉，材料还是没有办。"), REPLY, SOLVED),
    6: (ACCEPT, Move("report_harm", "有人打电话问是不是我反映的，说以后项目别想批。"), REPLY),
    7: (ACCEPT, REPLY, Move("evaluate", answers=Answers(False, False, False))),
    8: (ACCEPT,),
    9: (),
}
"""What becomes of a few; all others are taken up, answered and called back."""

RAISER = ("reopen", "report_harm", "evaluate")
WHO = {"extend": Role.OFFICE_DIRECTOR, "call_back": Role.OFFICE_STAFF}


@dataclass(frozen=True, slots=True)
class Play:
    """Where and until when it is played."""

    campaign: CurrentCampaign
    company: Company
    until: datetime


def handle(campaign: CurrentCampaign, company: Company, chance: Chance, *, since: datetime, until: datetime) -> None:
    """Raise them in turn, and take every step that there is time for."""
    key.make()
    play = Play(campaign, company, until)
    units = [unit.code for unit in campaign.book.ranked_units]
    for place in range(MANY):
        at = since + (until - since) * (place + 1) / (2 * MANY)
        kind = (Kind.COMPLAINT, Kind.REQUEST, Kind.COMPLAINT, Kind.CONSULT)[place % 4]
        new = NewOpinion(kind, chance.sample(units, 1), SAYINGS[place % len(SAYINGS)])
        taken = raise_opinion(new, source=WEB, token=chance.bytes(32), campaign=campaign, actor=PUBLIC, at=at)
        for move, moment in _steps(place, kind, at, play):
            _take(move, taken, moment, play)


def _steps(place: int, kind: Kind, at: datetime, play: Play) -> Iterator[tuple[Move, datetime]]:
    for days, move in enumerate(WAYS.get(place, (ACCEPT, REPLY, SOLVED)), 1):
        moment = at + days * DAY
        if moment >= play.until:
            return
        yield (replace(move, limit=default_limit(kind, play.campaign)) if move is ACCEPT else move), moment


def _take(move: Move, taken: Taken, at: datetime, play: Play) -> None:
    """By the raiser, or by whoever does it in the office; nobody answers twice what is on the page."""
    if move.verb in RAISER:
        casework.raise_again(taken.code, move, seen=SEEN, at=at, campaign=play.campaign)
    else:
        actor = play.company.actor(WHO.get(move.verb, Role.INTAKE_CLERK))
        casework.step(taken.number, move, seen=SEEN, actor=actor, at=at, campaign=play.campaign)


SEEN = 100
"""More statements than any has, so that the same answer is given a second time."""
