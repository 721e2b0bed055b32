"""What offices and counties write into their registers in a rehearsal: a few believable rows for everybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers import actions
from pingyi.records.registers.actions import NewRow
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.registers.wording import WORDS
from pingyi.rules.mandate import Actor, Role
from pingyi.rules.mandate.role import OFFICE
from pingyi.rules.register import Value
from pingyi.rules.rulebook.registers import NUMERIC, Column, ColumnKind, Register

LAGGARD = 1
"""Rows of the last unit, which is behind with everything."""
TO_COME = frozenset({"due", "until", "return_by"})
"""Days that lie ahead."""


def fill(campaign: CurrentCampaign, company: Company, chance: Chance, at: datetime) -> None:
    """Write the rows of the open phase, and once those that belong to no phase: one act for each register and writer.

    Only registers of which `wording` knows the words; what shows tasks done is in `described`.
    """
    phases = [phase.code for phase in campaign.timetable.phases]
    first = campaign.state == phases[0]
    writing = _Writing(campaign, company, chance, at)
    for register in campaign.book.registers:
        if register.code in WORDS and (register.phase == campaign.state or (first and register.phase is None)):
            writing.write(register)


@dataclass
class _Writing:
    """One round of writing."""

    campaign: CurrentCampaign
    company: Company
    chance: Chance
    at: datetime

    def write(self, register: Register) -> None:
        """Rows for every unit, by the office where it may write for all, else by each unit's own people."""
        units = [unit.code.lower() for unit in self.campaign.book.ranked_units]
        office = next((role for role in register.writers if role in OFFICE), None)
        if office:
            self._enter(register, self.company.actor(office), list(self._rows(register, units)))
        else:
            for unit in units:
                for actor in self._writers(register, unit):
                    self._enter(register, actor, list(self._rows(register, [unit])))

    def _writers(self, register: Register, unit: str) -> Iterator[Actor]:
        for role in register.writers:
            if self.company.accounts.get((role, unit)):
                yield self.company.actor(role, unit)
                return

    def _enter(self, register: Register, actor: Actor, rows: Sequence[NewRow]) -> None:
        if rows:
            actions.write(register.code, rows, actor=actor, at=self.at)

    def _rows(self, register: Register, units: Sequence[str]) -> Iterator[NewRow]:
        """Rows about each unit: its own, or the organiser's where only the organiser's people write."""
        own = not set(register.writers) <= OFFICE | {Role.APPRAISER, Role.DISCIPLINE_LIAISON}
        for place, unit in enumerate(units):
            rows = LAGGARD if len(units) > 1 and place == len(units) - 1 else self._many(register)
            for number in range(rows):
                values = {
                    column.code: value
                    for column in register.entered
                    if (value := self._value(register, column, unit, number)) is not None
                }
                yield NewRow(unit if own else "", self._counted(register, values))

    def _many(self, register: Register) -> int:
        """As many as the words differ in."""
        return max(len(each) for each in WORDS[register.code].values())

    def _value(self, register: Register, column: Column, unit: str, number: int) -> Value | None:
        match column.kind:
            case ColumnKind.DATE:
                ahead = 14 + number if column.code in TO_COME else -(number % 3)
                return (self.at + timedelta(days=ahead)).date().isoformat() if column.required or ahead > 0 else None
            case ColumnKind.TIME_SPAN:
                return "08:30/11:30"
            case ColumnKind.YES_NO:
                return True
            case ColumnKind.CHOICE | ColumnKind.CHOICES:
                return self._chosen(column, number)
            case ColumnKind.UNIT:
                return unit
            case ColumnKind.LINK:
                return f"http://{unit}.example/news/{number + 1}"
        if column.kind in NUMERIC:
            most = int(column.most or 60)
            return str(self.chance.randint(max(most // 2, 1), most))
        return self._text(register, column, unit, number)

    def _chosen(self, column: Column, number: int) -> Value:
        terms = [each.code for each in self.campaign.book.vocabulary(column.vocabulary or "").terms]
        chosen = terms[number % len(terms)]
        if column.kind is ColumnKind.CHOICE:
            return chosen
        return [each for each in terms if each in (chosen, terms[(number + 1) % len(terms)])]

    def _text(self, register: Register, column: Column, unit: str, number: int) -> str | None:
        words = WORDS[register.code].get(column.code)
        if not words:
            return None
        named = next(each for each in self.campaign.book.units if each.code.lower() == unit)
        return words[number % len(words)].format(place=named.place.zh, code=unit, n=number + 1)

    def _counted(self, register: Register, values: dict[str, Value]) -> dict[str, Value]:
        """What is a part of something is most of it, never more."""
        for column in register.columns:
            if column.kind is ColumnKind.SHARE and column.part in values and column.whole in values:
                whole = int(str(values[column.whole]))
                values[column.part] = str(whole - self.chance.randint(0, whole // 8))
        return values
