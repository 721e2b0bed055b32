"""The overview "who owes what by when": all units × all their tasks in three queries, however many."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.standing import Standing, Standings
from pingyi.records.duties.tables import SETTLED
from pingyi.records.organisation.models import Unit
from pingyi.rules.mandate import UnitRef
from pingyi.rules.rulebook.words import Text

Cell = tuple[int, Standing]
PRESSING = {standing: place for place, standing in enumerate(Standing)}
"""A cell with several duties shows the most urgent."""
"""Number of the duty and how it stands."""


@dataclass(frozen=True, slots=True)
class Column:
    """One task."""

    code: str
    title: Text
    phase: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Row:
    """One unit; a cell is None where it owes nothing. `punctual` is the share handed in by its day of what was due."""

    unit: UnitRef
    name: Text
    cells: tuple[Cell | None, ...]
    counts: Counter[Standing]
    punctual: Fraction | None


class Order(StrEnum):
    """By what units are put in order; else they stand as they were entered."""

    NAME = "name"
    OVERDUE = "overdue"
    PUNCTUAL = "punctual"


ORDERS: Mapping[str, Callable[[Row], Any]] = {
    Order.NAME: lambda row: row.name.zh.encode("gb18030"),
    Order.OVERDUE: lambda row: -row.counts[Standing.OVERDUE],
    Order.PUNCTUAL: lambda row: (row.punctual is None, row.punctual or 0),
}


@dataclass(frozen=True, slots=True)
class Overview:
    """Units down, tasks across."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def totals(self) -> Counter[Standing]:
        """How many duties stand how."""
        return sum((row.counts for row in self.rows), Counter[Standing]())


def overview(
    campaign: CurrentCampaign,
    *,
    at: datetime,
    phase: str | None = None,
    only: Standing | None = None,
    name: str = "",
    units: frozenset[UnitRef] | None = None,
    order: str = "",
) -> Overview:
    """The overview at a moment; `phase`, `only` (rows that stand so), `name` (part of it) and `units` narrow it."""
    owed = Duty.objects.filter(campaign_id=campaign.code, unit__isnull=False)
    plans = owed.filter(table="county_plan").exclude(state__in=SETTLED)
    held_back = set(plans.values_list("unit_id", flat=True))
    tallies, days = _read(owed.filter(phase=phase) if phase else owed, Standings(campaign, at), held_back)
    homes = Unit.objects.filter(pk__in=list(tallies))
    if units is not None:
        homes = homes.filter(code__in=units)
    if name:
        homes = homes.filter(Q(name_zh__icontains=name) | Q(name_en__icontains=name))
    columns = _columns(campaign, days)
    rows = (_row(home, tallies[pk], columns) for pk, *home in homes.values_list("pk", "code", "name_zh", "name_en"))
    shown = [row for row in rows if only is None or row.counts[only]]
    return Overview(columns, tuple(sorted(shown, key=ORDERS[order]) if order else shown))


@dataclass(slots=True)
class _Tally:
    """One unit while the rows are read."""

    cells: dict[str, Cell]
    counts: Counter[Standing]
    in_time: int = 0
    due: int = 0


def _read(owed: QuerySet[Duty], standings: Standings, held_back: set[int]) -> tuple[dict[int, _Tally], dict[str, date]]:
    """Every unit's cells and counts, and the day of every task.

    The database gathers the duties that stand alike, so that eight thousand of them come as some hundred rows.
    """
    tallies: defaultdict[int, _Tally] = defaultdict(lambda: _Tally({}, Counter()))
    days: dict[str, date] = {}
    alike = (
        owed.order_by()
        .values("task", "phase", "state", "due_on", "late")
        .annotate(
            missing=ExpressionWrapper(Q(missing_at__isnull=False), BooleanField()),
            handed_in=ExpressionWrapper(Q(submitted_at__isnull=False), BooleanField()),
        )
    )
    for row in alike.annotate(units=ArrayAgg("unit_id"), numbers=ArrayAgg("pk")):
        task, due_on, late = row["task"], row["due_on"], row["late"]
        free, locked = (
            standings.judge(row["state"], due_on, late, row["missing"], row["phase"], held) for held in (False, True)
        )
        in_time, due = row["handed_in"] and not late, row["handed_in"] or due_on < standings.today
        days.setdefault(task, due_on)
        for unit, number in zip(row["units"], row["numbers"], strict=True):
            standing, tally = locked if unit in held_back else free, tallies[unit]
            if task not in tally.cells or PRESSING[standing] < PRESSING[tally.cells[task][1]]:
                tally.cells[task] = (number, standing)
            tally.counts[standing] += 1
            tally.in_time += in_time
            tally.due += due
    return tallies, days


def _columns(campaign: CurrentCampaign, days: dict[str, date]) -> tuple[Column, ...]:
    """The tasks that somebody owes, by day, in the plan's order within a day."""
    tasks = [task for task in campaign.book.tasks if task.code in days]
    columns = (Column(task.code, task.title, task.phase, days[task.code]) for task in tasks)
    return tuple(sorted(columns, key=lambda column: column.due_on))


def _row(home: list[str], tally: _Tally, columns: tuple[Column, ...]) -> Row:
    code, zh, en = home
    return Row(
        UnitRef(code),
        Text(zh, en or zh),
        tuple(tally.cells.get(column.code) for column in columns),
        tally.counts,
        Fraction(tally.in_time, tally.due) if tally.due else None,
    )
