"""The index of the inspection, and what teams have signed, as tables that go with a paper."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pingyi.records.campaign.annexing import Tables
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.queries import teams
from pingyi.records.inspection.sheets import TeamView
from pingyi.records.organisation.queries import unit_names
from pingyi.rules.encoding import decimal_text
from pingyi.rules.paper.content import Annex
from pingyi.rules.rulebook.inspection import Inspection
from pingyi.rules.rulebook.papers import Annexed, Annexing
from pingyi.rules.scoring.composite import rounded
from pingyi.rules.scoring.sheet import Stage, block_points


def _scores(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """Marks with reasons by indicator, of the unit's sheet; of all for a body. Unsigned sheets say nothing."""
    inspection = campaign.book.inspection
    signed = [team for team in teams(campaign.code, inspection, unit) if team.sheet.stage is Stage.SIGNED]
    if unit is None:
        return _overview(campaign, signed)
    rows = tuple(row for team in signed for row in _marks(team, inspection))
    total = ("合计", "", _sum(rows, 2), _sum(rows, 3), "") if rows else ()
    return Annex("检查评议得分表", ("板块", "指标", "满分", "得分", "理由"), rows, total)


def _marks(team: TeamView, inspection: Inspection) -> Iterator[tuple[str, ...]]:
    finals = team.sheet.finals or {}
    for block in inspection.blocks:
        for indicator in block.indicators:
            final = finals[indicator.code]
            full = decimal_text(indicator.points)
            yield (block.name.zh, indicator.name.zh, full, _text(final.points), final.reason)


def _index(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """Every indicator with its points and its evidence, as the plan has it."""
    blocks = campaign.book.inspection.blocks
    rows = tuple(
        (block.name.zh, each.name.zh, decimal_text(each.points), each.evidence.zh)
        for block in blocks
        for each in block.indicators
    )
    total = ("合计", "", _text(sum((Fraction(block.points) for block in blocks), Fraction(0))), "")
    return Annex("检查评议评价指标体系", ("板块", "指标", "分值", "依据和佐证"), rows, total)


def _overview(campaign: CurrentCampaign, signed: list[TeamView]) -> Annex:
    blocks = campaign.book.inspection.blocks
    names = unit_names()
    rows = []
    for team in signed:
        points = block_points(team.sheet)
        own = (_text(points[block.code]) for block in blocks)
        rows.append((names[team.unit].zh, *own, _text(sum(points.values(), Fraction(0)))))
    return Annex("各单位检查评议得分表", ("单位", *(block.name.zh for block in blocks), "合计"), tuple(rows))


def _text(points: Fraction) -> str:
    return decimal_text(rounded(points, 3))


def _sum(rows: tuple[tuple[str, ...], ...], place: int) -> str:
    return decimal_text(sum((Decimal(row[place]) for row in rows), Decimal(0)))


SCORES = Tables(Annexing.SCORES, _scores)
INDEX = Tables(Annexing.INDEX, _index)
