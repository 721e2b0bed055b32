"""People of a rehearsal get ready for the work: they are trained, declare their links, and one link is found later."""

from datetime import datetime, timedelta

from pingyi.ceremonies.appointing import appoint_drawn
from pingyi.ceremonies.drawing import close_pool, close_teams
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.organisation.models import Account
from pingyi.records.people import queries
from pingyi.records.people.actions import declare_links, draw_pool, receive
from pingyi.records.registers.actions import NewRow, write
from pingyi.rehearsal.cast import GIVEN, SURNAMES, Company
from pingyi.rules.mandate import Role
from pingyi.rules.mandate.role import POSTED
from pingyi.rules.people.aim import Aim, Work
from pingyi.rules.people.composition import places
from pingyi.rules.register import Values
from pingyi.rules.rulebook.completion import Settling

LINKS, CANDIDATES = "links", "candidates"
"""The registers that are written into here alone."""
REGISTERED, DRAWN = 28, 12
EMPLOYERS = ("科技企业", "农业科技园", "街道社区", "行业协会", "科研院所")


def get_ready(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """Train everybody who will be put to work and let them declare, where the plan asks for it."""
    if campaign.book.participation.fitness is None:
        return
    _train(campaign, company, at)
    people = _posted(company)
    for account, (role, unit) in people.items():
        place = company.accounts[role, unit].index(account)
        declare_links(campaign, (), "", actor=company.actor(role, unit, place), at=at)
    _link(campaign, company, at)


def _posted(company: Company) -> dict[Account, tuple[Role, str]]:
    return {account: held for held, group in company.accounts.items() if held[0] in POSTED for account in group}


def _train(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    day, director = at.date().isoformat(), company.actor(Role.OFFICE_DIRECTOR)
    people = list(_posted(company))
    many = str(len(people))
    training: Values = {
        "held": day,
        "span": "08:30/11:30",
        "topic": "评议员和检查组成员岗前培训",
        "teacher": "市评议办公室主任",
        "place": "市科技局会议室",
        "content": "评议内容、检查评分办法、座谈会规程、回避制度、“八个严禁”",
        "invited": many,
        "attended": many,
    }
    [number] = write("training", [NewRow("", training)], actor=director, at=at)
    results = [
        NewRow(
            "",
            {
                "training": number,
                "trainee": f"{account.name}（{account.username}）",
                "account": account.ref,
                "score": str(84 + place % 14),
                "passed": True,
                "tested": day,
            },
        )
        for place, account in enumerate(people)
    ]
    write("training-results", results, actor=director, at=at)


def _link(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """Somebody of the first team declares a link with the second unit; one of the second's with the first is found."""
    if len(campaign.book.ranked_units) < 2:
        return
    first, second = (unit.code for unit in campaign.book.ranked_units[:2])
    honest = company.actor(Role.INSPECTOR, first)
    declare_links(campaign, [second], "配偶在该局下属单位工作。", actor=honest, at=at)
    found: Values = {
        "person": company.accounts[Role.INSPECTOR, second][-1].ref,
        "unit": first,
        "kind": "contracts",
        "facts": "其任职的企业与该局有技术服务合同，评议办在核对时发现。",
        "found": at.date().isoformat(),
    }
    write(LINKS, [NewRow("", found)], actor=company.actor(Role.OFFICE_DIRECTOR), at=at)


def recruit(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """The office draws appraisers from its candidates: register, close, wait a day for the value, draw, appoint."""
    if campaign.book.participation.recruits is None:
        return
    director = company.actor(Role.OFFICE_DIRECTOR)
    shares = places(campaign.book.participation.composition, REGISTERED)
    categories = [category for category, many in shares.items() for _ in range(many)]
    rows = [_candidate(place, category) for place, category in enumerate(categories)]
    write(CANDIDATES, [NewRow("", values) for values in rows], actor=director, at=at)
    known, source = at + timedelta(days=1), "（演练）虚构的公开摇号结果，次日公布"
    close_pool(campaign, Aim(), DRAWN, source=source, known_at=known, actor=director, at=at)
    draw_pool(campaign, Aim(), "03 08 11 19 25 30 07", actor=director, at=known)
    appoint_drawn(campaign, Aim(), since=known.date(), until=campaign.book.ends, actor=director, at=known)
    view = queries.pool(campaign.code, Aim())
    for letter in view.letters[:-1] if view else ():
        receive(campaign, letter.number, "聘任会上当面送达本人", actor=director, at=known)


def send_out(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """Where the plan has appraisers sent to the units, they and their units are drawn, and they are appointed."""
    if all(task.act is not Settling.APPRAISAL_TEAM for task in campaign.book.tasks):
        return
    director, aim = company.actor(Role.OFFICE_DIRECTOR), Aim(work=Work.APPRAISAL)
    known, source = at + timedelta(days=2), "（演练）虚构的公开摇号结果，两日后公布"
    members = len(company.accounts[Role.APPRAISER, ""]) // len(campaign.book.ranked_units) - 1
    close_teams(campaign, Work.APPRAISAL, members, source=source, known_at=known, actor=director, at=at)
    draw_pool(campaign, aim, "02 09 14 20 27 31 05", actor=director, at=known)
    appoint_drawn(campaign, aim, since=known.date(), until=campaign.book.ends, actor=director, at=known)


def _candidate(place: int, category: str) -> Values:
    return {
        "name": SURNAMES[place * 5 % len(SURNAMES)] + GIVEN[place * 11 % len(GIVEN)],
        "category": category,
        "employer": f"{EMPLOYERS[place % len(EMPLOYERS)]}（{place % 7 + 1}）",
        "recommended": "单位推荐、本人同意",
        "links": "无" if place % 9 != 3 else "近五年与被评单位有合同",
        "linked": place % 9 == 3,
    }
