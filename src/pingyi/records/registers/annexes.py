"""Rows of registers as they go with a paper: in words, nothing private, with the sums that the plan counts."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pingyi.records.campaign.annexing import Feed, Tables
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import rows_of
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.names import names_of
from pingyi.records.registers.queries import units_by_class
from pingyi.rules.encoding import decimal_text
from pingyi.rules.paper.content import Annex
from pingyi.rules.register import Row, Value, counts
from pingyi.rules.register.display import unit_name, value_text
from pingyi.rules.rulebook.papers import Annexed, Annexing
from pingyi.rules.rulebook.registers import Column, Register, Sight

PUBLIC = Sight.PUBLIC
SHOWN = (Sight.PUBLIC, Sight.INTERNAL)


def _of_register(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    register = campaign.book.register(asked.register or "")
    rows = _rows(campaign, register, unit)
    names = names_of(campaign, register, [row.values for row in rows])
    columns = [each for each in register.entered if each.sight in ((PUBLIC,) if asked.public else SHOWN)]
    lines = tuple(
        (
            str(row.number),
            unit_name(row.unit, names),
            *(value_text(each, row.values.get(each.code), book=campaign.book, names=names) for each in columns),
        )
        for row in rows
    )
    total = ("合计", f"{len(rows)}行", *(_sum(register, each, rows) for each in columns))
    return Annex(register.name.zh, ("登记号", "单位", *(each.name.zh for each in columns)), lines, total)


def _activities(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """What each register came to: its rows, the units that have any, and how many of its targets are reached."""
    found: dict[str, list[Row]] = {each.code: [] for each in campaign.book.registers}
    live = RegisterRow.objects.filter(campaign_id=campaign.code, withdrawn=False).order_by("register", "number")
    for code, number, owner, values in live.values_list("register", "number", "unit", "values"):
        if code in found and unit in (None, owner):
            found[code].append(Row(number, owner, values))
    units = {name: [code for code in own if unit in (None, code)] for name, own in units_by_class(campaign).items()}
    lines = []
    for register in campaign.book.registers:
        rows = found[register.code]
        cells = [
            cell
            for counted in counts(register, rows, book=campaign.book, units=units)
            for cell in counted.cells
            if cell.target is not None
        ]
        reached = f"{sum(cell.reached for cell in cells)}/{len(cells)}" if cells else "—"
        lines.append((register.name.zh, str(len(rows)), str(len({row.unit for row in rows})), reached))
    total = ("合计", str(sum(len(rows) for rows in found.values())), "", "")
    return Annex("各项活动开展情况统计表", ("登记簿", "登记行数", "登记单位数", "达标项数"), tuple(lines), total)


def _feed(campaign: CurrentCampaign, register: str, unit: str | None) -> Sequence[Mapping[str, Value]]:
    return [row.values for row in _rows(campaign, campaign.book.register(register), unit or "")]


REGISTERS = Tables(Annexing.REGISTER, _of_register)
ACTIVITIES = Tables(Annexing.ACTIVITIES, _activities)
ROWS = Feed(_feed)


def _rows(campaign: CurrentCampaign, register: Register, unit: str | None) -> list[Row]:
    """The rows that stand, of one unit ("" for the organiser) or of all (None), in their order."""
    rows = rows_of(register, campaign).filter(withdrawn=False).order_by("number")
    if unit is not None:
        rows = rows.filter(unit=unit)
    return [Row(*each) for each in rows.values_list("number", "unit", "values")]


def _sum(register: Register, column: Column, rows: Sequence[Row]) -> str:
    """The sum of a column where a figure of the plan adds it up; "" for any other."""
    if column.code not in {each.sum for each in register.counts}:
        return ""
    return decimal_text(sum((Decimal(str(row.values.get(column.code, 0))) for row in rows), Decimal(0)))
