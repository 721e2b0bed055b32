"""What invented units put right, in every way an item can go: closed, returned, put off, taken up anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from pingyi.ceremonies import spot_check
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger import actions, queries
from pingyi.records.ledger.actions import NewItem
from pingyi.records.ledger.actions.steps import Seen
from pingyi.rehearsal.cast import Company
from pingyi.rules.ledger import Analysis, Cause, Finding, Milestone, Origin, Pace, Plan
from pingyi.rules.lifecycle import ITEM, ItemState
from pingyi.rules.mandate import Role

UNITS = 9
"""So many units have items of every kind; in a larger rehearsal the others have one each, planned and approved."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem, its cause, what is done about it and what came of it."""

    origin: Origin
    place: int
    problem: str
    cause: str
    measure: str
    rule: str
    outcome: str


TROUBLES = (
    Trouble(
        Origin.FEEDBACK,
        0,
        "服务热线上午常无人接听",
        "没有明确值班人员和交接办法",
        "安排双人值班，无人接听时自动转接办公室",
        "热线值班和抽查办法",
        "热线实行双人值班，工作时间有人接听。",
    ),
    Trouble(
        Origin.SELF_FOUND,
        1,
        "申报材料清单没有一次性告知",
        "窗口没有统一的告知单",
        "逐项编印一次性告知单，窗口和网站同时提供",
        "一次性告知制度",
        "全部事项都有一次性告知单，窗口和网站可以领取。",
    ),
    Trouble(
        Origin.INSPECTION,
        2,
        "专项资金拨付超过承诺时限",
        "拨付环节没有时限提醒",
        "清理在途资金，逐笔登记拨付时限",
        "专项资金拨付台账",
        "在途资金已全部拨付，今后逐笔登记时限。",
    ),
)
PERSONS = ("办公室主任", "计划科科长", "政务窗口负责人")
REASONS = {
    "send_back": ("抽查时仍有同类情况，请补充整改。",),
    "reopen": ("回访时反映人说问题又出现了。",),
}

FOUND = {
    1: (Finding.WANTING, "现场查看，制度已印发，窗口还没有执行。"),
    3: (Finding.FALSE, "填报的值班记录系事后补填，热线仍无人接听。"),
}
"""What is found of the items that are checked, by place; the others are genuine."""

WORKED = ("analyse", "plan", "approve", "go_on", "submit")
WAYS = (
    (*WORKED, "close"),
    (*WORKED, "send_back"),
    ("analyse", "plan", "approve"),
    (*WORKED,),
    ("analyse", "put_off", "approve"),
    (*WORKED, "close", "reopen", *WORKED[:3]),
    (*WORKED[:-1],),
)
"""How far items come, in turn."""
PLANNED = WORKED[:3]
NEXT = {
    ItemState.APPROVED: "go_on",
    ItemState.RETURNED: "go_on",
    ItemState.IN_PROGRESS: "submit",
    ItemState.SUBMITTED: "close",
    ItemState.REOPENED: "analyse",
    ItemState.ANALYSED: "plan",
    ItemState.PLANNED: "approve",
}
"""What comes next, until an item is closed or put off."""


WHO = {
    "approve": Role.COUNTY_LEADER,
    "close": Role.OFFICE_STAFF,
    "send_back": Role.OFFICE_STAFF,
    "reopen": Role.OFFICE_STAFF,
}
"""Whose step it is, where it is not the unit's own clerk's."""


def put_right(campaign: CurrentCampaign, company: Company, *, since: datetime) -> None:
    """Items of each kind for the first units, a step a day from the day after `since` on."""
    units = [unit.code for unit in campaign.book.ranked_units]
    contents = [content.code for content in campaign.book.contents]
    kinds = [
        (unit, trouble, WAYS[place % len(WAYS)])
        for place, (unit, trouble) in enumerate(product(units[:UNITS], TROUBLES))
    ]
    others = [(unit, TROUBLES[1], PLANNED) for unit in units[UNITS:] + organisers_own(campaign)]
    for number, (unit, trouble, way) in enumerate([*kinds, *others]):
        raisers = 3 + number % 5 if trouble.origin is Origin.FEEDBACK else 0
        content = contents[trouble.place % len(contents)]
        new = NewItem(unit=unit, origin=trouble.origin, content=content, problem=trouble.problem, raisers=raisers)
        (pk,) = actions.add([new], campaign=campaign, actor=company.actor(Role.OFFICE_STAFF), at=since + DAY)
        for taken, verb in enumerate(way):
            _take(campaign, company, verb, Seen(pk, taken), unit, trouble, since + DAY * (2 + taken))


def organisers_own(campaign: CurrentCampaign) -> list[str]:
    """The units that are appraised and not ranked: the bureau that organises all this."""
    ranked = {unit.code for unit in campaign.book.ranked_units}
    return [unit.code for unit in campaign.book.units if unit.code not in ranked]


def plan_fed_back(campaign: CurrentCampaign, company: Company, *, since: datetime) -> None:
    """What was fed back is analysed and planned on the day after."""
    office, day = company.actor(Role.OFFICE_STAFF), campaign.day_of(since)
    for line in queries.lines(office, campaign, today=day):
        if line.state is ItemState.OPEN and line.origin is Origin.FEEDBACK:
            for taken, verb in enumerate(PLANNED, line.taken):
                at = since + (line.found_on - day) + DAY
                _take(campaign, company, verb, Seen(line.pk, taken), line.unit, TROUBLES[0], at)


def bring_home(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """By the end of the phase the first units but the last of them are through with their items."""
    units = [unit.code for unit in campaign.book.ranked_units][: UNITS - 1] + organisers_own(campaign)
    troubles = {each.problem: each for each in TROUBLES}
    for line in queries.lines(company.actor(Role.OFFICE_STAFF), campaign, today=campaign.day_of(at)):
        state, taken = line.state, line.taken
        while line.unit in units and state in NEXT:
            verb = NEXT[state]
            _take(campaign, company, verb, Seen(line.pk, taken), line.unit, troubles.get(line.problem, TROUBLES[0]), at)
            state, taken = ITEM.step(state, verb).end, taken + 1


def check_some(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """Closed items are drawn and looked at again: most are genuine, one is not done well enough, one is made up."""
    director, known = company.actor(Role.OFFICE_DIRECTOR), at + DAY
    spot_check.close(campaign, source="福利彩票双色球，次日开奖", known_at=known, actor=director, at=at)
    spot_check.draw(campaign, "03 09 14 21 27 31 05", actor=director, at=known)
    drawn = [line for line in queries.lines(director, campaign, today=campaign.day_of(known)) if line.drawn]
    for place, line in enumerate(sorted(drawn, key=lambda line: line.number)):
        finding, words = FOUND.get(place, (Finding.PASSED, "现场查看并回访，情况属实。"))
        actions.spot_check(Seen(line.pk, line.taken), finding, words, campaign=campaign, actor=director, at=known)


def _take(
    campaign: CurrentCampaign, company: Company, verb: str, seen: Seen, unit: str, trouble: Trouble, at: datetime
) -> None:
    role = WHO.get(verb, Role.COUNTY_OFFICE)
    if role is not Role.OFFICE_STAFF and unit in organisers_own(campaign):
        role = Role.CITY_BUREAU_UNIT
    actor = company.actor(role, "" if role is Role.OFFICE_STAFF else unit)
    name, given = _step(verb, trouble, at)
    getattr(actions, name)(seen, *given, campaign=campaign, actor=actor, at=at)


def _step(verb: str, trouble: Trouble, at: datetime) -> tuple[str, tuple[object, ...]]:
    """Which action a step is, and what is given to it."""
    match verb:
        case "analyse":
            return verb, (Analysis(analysis=trouble.cause, cause=Cause.RULES),)
        case "plan":
            return verb, (_plan(trouble, at),)
        case "put_off":
            return "plan", (_put_off(at),)
        case "go_on":
            return verb, (f"《{trouble.rule}》已印发，正在逐项落实。", {"0"})
        case "submit":
            return verb, (trouble.outcome, at.date())
        case "close":
            return verb, ("反映人表示满意", trouble.outcome)
        case _:
            return verb, REASONS.get(verb, ())


def _plan(trouble: Trouble, at: datetime) -> Plan:
    return Plan(
        pace=Pace.TIMED,
        measures=trouble.measure,
        building=trouble.rule,
        target="同类问题不再发生，抽查合格率百分之百",
        leader="分管副局长",
        person=PERSONS[trouble.place],
        start=at.date(),
        due=(at + 20 * DAY).date(),
        milestones=(Milestone((at + 5 * DAY).date(), f"印发《{trouble.rule}》"),),
    )


def _put_off(at: datetime) -> Plan:
    return Plan(
        pace=Pace.DEFERRED,
        deferral="涉及系统改造，本年度没有安排经费",
        next_step="列入下一年度预算，改造前人工提醒",
        leader="局长",
        person=PERSONS[0],
        due=(at + 20 * DAY).date(),
    )
