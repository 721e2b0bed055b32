"""Inspection teams of a rehearsal: marks of their own, the discussion, the head's signature."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from pingyi.ceremonies.appointing import appoint_teams
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection import actions
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.progress import Progress
from pingyi.rules.mandate import Role
from pingyi.rules.rulebook.inspection import Indicator

REPORT = (
    "检查组查阅台账与佐证材料，走访服务对象，抽查办结事项。总体情况较好；个别事项整改期限偏紧，已要求跟进。（演练）"
)


def appoint(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """One team per ranked unit, of the inspectors that hold the role there."""
    teams = [_team(company, unit.code) for unit in campaign.book.ranked_units]
    director = company.actor(Role.OFFICE_DIRECTOR)
    appoint_teams(campaign, teams, actor=director, at=at)


def _team(company: Company, unit: str) -> actions.NewTeam:
    accounts = company.accounts[Role.INSPECTION_HEAD, unit] + company.accounts[Role.INSPECTOR, unit]
    members: dict[str, str] = {account.ref: account.name for account in accounts}
    return actions.NewTeam(unit, members, head=accounts[0].ref)


def score(
    campaign: CurrentCampaign, company: Company, chance: Chance, at: datetime, progress: Progress, signed: int
) -> None:
    """The teams of the first so many units mark, discuss, settle and sign."""
    progress.expect("sheets", signed)
    for unit in campaign.book.ranked_units[:signed]:
        _score_unit(campaign, company, chance.child("inspection", unit.code), unit.code, at)
        progress.finish("sheets")


def _score_unit(campaign: CurrentCampaign, company: Company, chance: Chance, unit: str, at: datetime) -> None:
    inspection, level = campaign.book.inspection, chance.uniform(0.72, 0.97)
    indicators = [own for block in inspection.blocks for own in block.indicators]
    head = company.actor(Role.INSPECTION_HEAD, unit)
    others = [company.actor(Role.INSPECTOR, unit, n) for n in range(len(company.accounts[Role.INSPECTOR, unit]))]
    for inspector in (head, *others):
        marks = {own.code: _mark(chance, own, level) for own in indicators}
        actions.give_marks(unit, marks, campaign=campaign, actor=inspector, at=at)
    present = [inspector.ref for inspector in (head, *others)]
    later = at + timedelta(hours=4)
    sheet = actions.open_discussion(unit, present, campaign=campaign, actor=head, at=later).sheet
    reason = "集体讨论，按个人评分均值取整。"
    settled = {
        own.code: actions.Settled(round(sheet.proposal(own.code) / Fraction(own.mark_step)) * own.mark_step, reason)
        for own in indicators
    }
    actions.settle(unit, settled, campaign=campaign, actor=head, at=later)
    actions.sign(unit, REPORT, campaign=campaign, actor=head, at=later + timedelta(hours=1))


def _mark(chance: Chance, indicator: Indicator, level: float) -> Decimal:
    """About `level` of the full points, in the plan's steps."""
    share = min(1.0, max(0.0, chance.gauss(level, 0.08)))
    return min(indicator.points, round(Decimal(share) * indicator.points / indicator.mark_step) * indicator.mark_step)
