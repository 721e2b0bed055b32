"""What is written into registers in a rehearsal: rows that a file for each plan describes, on their own days."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from itertools import count, groupby, product
from typing import Any, cast

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.actions import NewRow, amend, write
from pingyi.records.registers.models import RegisterRow
from pingyi.records.registers.queries import units_by_class
from pingyi.rehearsal.cast import GIVEN, SURNAMES, Company
from pingyi.rules.mandate import Actor, Role
from pingyi.rules.register import Value
from pingyi.rules.rulebook.registers import Column, ColumnKind, Register
from pingyi.rules.rulebook.words import Term

PEOPLE = {"@appraiser": Role.APPRAISER, "@representative": Role.REPRESENTATIVE}
"""Who is named by their part."""

Numbers = dict[tuple[str, str], int]
"""The last row of a register by unit."""


def fill(campaign: CurrentCampaign, company: Company, *, since: datetime, until: datetime) -> None:
    """Write the rows of the open phase that happen by then: an act for each description and writer.

    Each is written on the evening of its day.
    """
    assert campaign.open_phase
    whole = Whole(campaign, company, units_by_class(campaign), {})
    for description in described(campaign.book.code):
        if description["phase"] != campaign.open_phase.code:
            continue
        register = campaign.book.register(description["register"])
        for day, rows in _days(description, register, whole, until):
            written: list[int] = []
            for writer, own in _by_writer(company, Role(description.get("by", Role.OFFICE_STAFF)), rows):
                written += write(register.code, own, actor=writer, at=max(since, day))
            whole.numbers.update({(register.code, row.unit): number for row, number in zip(rows, written, strict=True)})
            if "answered" in description:
                _answer(description["answered"], register, written[0], rows[0], whole, until)


def _by_writer(company: Company, role: Role, rows: list[NewRow]) -> Iterator[tuple[Actor, list[NewRow]]]:
    """Who writes which rows: one person of this role all of them, or each unit's own those of the unit."""
    if (role, "") in company.accounts:
        yield company.actor(role), rows
        return
    for unit, own in groupby(rows, key=lambda row: row.unit):
        yield company.actor(role, unit), list(own)


@dataclass(frozen=True, slots=True)
class Whole:
    """What every row is made from."""

    campaign: CurrentCampaign
    company: Company
    classes: Mapping[str, Collection[str]]
    numbers: Numbers

    def last(self, register: str, unit: str) -> int:
        """The last row of a unit in this phase, or the first of an earlier one."""
        if (register, unit) not in self.numbers:
            rows = RegisterRow.objects.filter(campaign_id=self.campaign.code, register=register, unit=unit)
            self.numbers[register, unit] = rows.order_by("number").values_list("number", flat=True)[0]
        return self.numbers[register, unit]


def _days(
    description: Mapping[str, Any], register: Register, whole: Whole, until: datetime
) -> Iterator[tuple[datetime, list[NewRow]]]:
    """The rows by the evening on which they are written by then; the last unit may be late."""
    days = [column.code for column in register.columns if column.kind is ColumnKind.DATE]
    given = description.get("on") or next(description["values"][code] for code in days if code in description["values"])
    first = _evening(min(given) if isinstance(given, list) else given, whole)
    if first > until:
        return
    rows = list(_rows(description, register, whole))
    behind = rows[-1].unit if "last_on" in description else None
    yield first, [row for row in rows if row.unit != behind]
    if behind is not None and _evening(description["last_on"], whole) <= until:
        yield _evening(description["last_on"], whole), [row for row in rows if row.unit == behind]


def _answer(
    given: Mapping[str, Any], register: Register, number: int, row: NewRow, whole: Whole, until: datetime
) -> None:
    """The office fills in what became of a row, on a later evening."""
    at = _evening(given["on"], whole)
    if at <= until:
        filling = Filling(register, whole, row.unit, None, 1)
        values = {code: filling.value(code, value) for code, value in given.items() if code not in ("on", "reason")}
        office = whole.company.actor(Role.OFFICE_STAFF)
        amend(register.code, number, {**row.values, **values}, given["reason"], version=1, actor=office, at=at)


def _evening(day: str, whole: Whole) -> datetime:
    first = date.fromisoformat(f"{whole.campaign.book.year}-{day}")
    return datetime.combine(first, time(17), tzinfo=whole.campaign.timetable.zone)


@cache
def described(plan: str) -> tuple[Mapping[str, Any], ...]:
    """The descriptions for a plan, in the order of their days; none where nobody wrote any."""
    file = files("pingyi.rehearsal.registers") / "rows" / f"{plan}.toml"
    return tuple(tomllib.loads(file.read_text(encoding="utf-8"))["rows"]) if file.is_file() else ()


def _rows(description: Mapping[str, Any], register: Register, whole: Whole) -> Iterator[NewRow]:
    about, book = description.get("about"), whole.campaign.book
    units = whole.classes.get(book.inspection.unit_class if about else description.get("of", ""), [""])
    each = register.column(description["each"]) if "each" in description else None
    terms = book.vocabulary(each.vocabulary or "").terms if each else (None,)
    running = count(1)
    for unit, term, _ in product(units, terms, range(description.get("copies", 1))):
        row = Filling(register, whole, unit, term, next(running))
        values = {code: row.value(code, given) for code, given in description["values"].items()}
        values |= {each.code: row.of_term(each)} if each else {}
        values |= {about: unit} if about else {}
        yield NewRow("" if about else unit, values)


@dataclass(frozen=True, slots=True)
class Filling:
    """One row while it is filled in: of this unit and term, the so-manyeth."""

    register: Register
    whole: Whole
    unit: str
    term: Term | None
    place: int

    def value(self, code: str, given: Any) -> Value:
        """What stands in one column."""
        column = self.register.column(code)
        if isinstance(given, list) and column.kind is not ColumnKind.CHOICES:
            given = given[(self.place - 1) % len(given)]
        if given == "*":
            return [term.code for term in self.whole.campaign.book.vocabulary(column.vocabulary or "").terms]
        if not isinstance(given, str):
            return cast(Value, given)
        if given == "@clerk":
            return self.whole.company.accounts[Role.COUNTY_OFFICE, self.unit][0].ref
        if given in PEOPLE:
            return self.whole.company.accounts[PEOPLE[given], ""][0].ref
        if given.startswith("@"):
            return self.whole.last(given[1:], self.unit)
        if column.kind is ColumnKind.DATE:
            return f"{self.whole.campaign.book.year}-{given}"
        names = {key.removeprefix("@"): self.whole.company.accounts[role, ""][0].name for key, role in PEOPLE.items()}
        return given.format(
            place=self._place_name(), n=self.place, person=self._person(), term=self._term_name(), **names
        )

    def of_term(self, column: Column) -> Value:
        """The column of which there is a row for every term."""
        code = self.term.code if self.term else ""
        return [code] if column.kind is ColumnKind.CHOICES else code

    def _term_name(self) -> str:
        return self.term.name.zh if self.term else ""

    def _place_name(self) -> str:
        return next((each.place.zh for each in self.whole.campaign.book.units if each.code == self.unit), "")

    def _person(self) -> str:
        return SURNAMES[self.place % len(SURNAMES)] + GIVEN[self.place * 7 % len(GIVEN)]
