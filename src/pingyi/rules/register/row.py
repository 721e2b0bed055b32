"""A row of a register as a value: plain JSON shapes, so that its canonical form and digest are those of any reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pingyi.rules.encoding import digest

Value: TypeAlias = str | int | bool | list[str]
"""What stands in one place of a row. Texts, links, numbers as plain decimals, days as 2026-07-10, spans as 08:30/11:30,
terms, units and people as their codes: str. Yes or no: bool. Several choices: list of terms in the order of their
vocabulary. Another row: int, its number in its register. An empty place is no place at all."""

Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in its register (from 1), the unit it belongs to ("" for the organiser), what it holds."""

    number: int
    unit: str
    values: Values

    @property
    def digest(self) -> str:
        """Lower-case hex SHA-256 over number, unit and values."""
        return digest(self)
