"""Whether a row may hold what it holds, by the columns that the plan declares."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from pingyi.rules.encoding import decimal_text
from pingyi.rules.register.errors import (
    BeyondLimits,
    FlawedRow,
    Misshapen,
    NoSuchColumn,
    NotDefined,
    TooLong,
    ValueMissing,
)
from pingyi.rules.register.row import Value, Values
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import Column, ColumnKind, Register
from pingyi.rules.writing import flaw

LONGEST = MappingProxyType(
    {ColumnKind.TEXT: 200, ColumnKind.PLACE: 200, ColumnKind.LINK: 500, ColumnKind.LONG_TEXT: 4000}
)
"""Characters that a column of text holds."""

DECIMALS = MappingProxyType({ColumnKind.NUMBER: 4, ColumnKind.MONEY: 2})
LARGEST = Decimal(10) ** 11
ADDRESS = re.compile(r"https?://[^\s/?#@]+([/?#]\S*)?")
SPAN = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]/([01][0-9]|2[0-3]):[0-5][0-9]")

SHAPES = MappingProxyType(
    {
        ColumnKind.NUMBER: "a number with at most 4 decimals",
        ColumnKind.MONEY: "an amount in yuan with at most 2 decimals",
        ColumnKind.DATE: "a day such as 2026-07-10",
        ColumnKind.TIME_SPAN: "a time of day from and until, such as 08:30 to 11:30",
        ColumnKind.YES_NO: "a yes or a no",
        ColumnKind.CHOICES: "several different choices from the list",
        ColumnKind.LINK: "a web address that begins with http:// or https://",
        ColumnKind.ROW: "the number of a row",
    }
)
"""What should stand in a column, as a sentence says it."""

TEXTUAL = "a text without invisible or lost characters"
NOTHING: Mapping[str, Collection[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Beside:
    """What exists beside a row, as far as it is mentioned: units, people, rows of other registers by register."""

    units: Collection[str] = ()
    persons: Collection[str] = ()
    rows: Mapping[str, Collection[int]] = field(default_factory=lambda: NOTHING)


def flaws(register: Register, values: Values, *, book: Rulebook, beside: Beside) -> Mapping[str, FlawedRow]:
    """Everything that is wrong with a row, by the code of its column; empty for a row that may be written."""
    known = {each.code: each for each in register.entered}
    wrong: dict[str, FlawedRow] = {code: NoSuchColumn(column=code) for code in values if code not in known}
    for column in register.entered:
        value = values.get(column.code)
        found = (
            (ValueMissing(column=column.name) if column.required else None)
            if value is None
            else _flaw(column, value, book, beside)
        )
        if found:
            wrong[column.code] = found
    return wrong


def mentioned(register: Register, values: Values, kind: ColumnKind) -> Iterator[tuple[Column, Value]]:
    """What a row says in its columns of one kind: to look up whether those people, units or rows exist."""
    for column in register.columns:
        if column.kind is kind and column.code in values:
            yield column, values[column.code]


def _flaw(column: Column, value: Value, book: Rulebook, beside: Beside) -> FlawedRow | None:
    match column.kind:
        case ColumnKind.YES_NO:
            return None if isinstance(value, bool) else _misshapen(column)
        case ColumnKind.CHOICES:
            return _several(column, value, book)
        case ColumnKind.ROW:
            if type(value) is not int:
                return _misshapen(column)
            return _defined(column, value, beside.rows.get(column.register or "", ()))
    if not isinstance(value, str) or flaw(value, lines=column.kind is ColumnKind.LONG_TEXT) or value != value.strip():
        return _misshapen(column)
    return _spelled(column, value, book, beside)


def _spelled(column: Column, value: str, book: Rulebook, beside: Beside) -> FlawedRow | None:
    """What is written as text: the flaws that each kind of text has of its own."""
    match column.kind:
        case ColumnKind.NUMBER | ColumnKind.MONEY:
            return _number(column, value)
        case ColumnKind.DATE:
            return None if _is_day(value) else _misshapen(column)
        case ColumnKind.TIME_SPAN:
            begins, _, ends = value.partition("/")
            return None if SPAN.fullmatch(value) and begins < ends else _misshapen(column)
        case ColumnKind.CHOICE:
            return _defined(column, value, _terms(column, book))
        case ColumnKind.PERSON:
            return _defined(column, value, beside.persons)
        case ColumnKind.UNIT:
            return _defined(column, value, beside.units)
        case ColumnKind.LINK if not ADDRESS.fullmatch(value):
            return _misshapen(column)
    most = LONGEST[column.kind]
    if not value:
        return _misshapen(column)
    return TooLong(column=column.name, most=str(most)) if len(value) > most else None


def _several(column: Column, value: Value, book: Rulebook) -> FlawedRow | None:
    if not isinstance(value, list) or not value or len(set(value)) < len(value):
        return _misshapen(column)
    terms = _terms(column, book)
    unknown = [each for each in value if each not in terms]
    return NotDefined(column=column.name, named=", ".join(unknown)) if unknown else None


def _terms(column: Column, book: Rulebook) -> tuple[str, ...]:
    return tuple(each.code for each in book.vocabulary(column.vocabulary or "").terms)


def _defined(column: Column, value: str | int, known: Collection[str] | Collection[int]) -> FlawedRow | None:
    return None if value in known else NotDefined(column=column.name, named=str(value))


def _number(column: Column, value: str) -> FlawedRow | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return _misshapen(column)
    if not number.is_finite() or abs(number) >= LARGEST or decimal_text(number) != value:
        return _misshapen(column)
    if -int(number.as_tuple().exponent) > DECIMALS[column.kind]:
        return _misshapen(column)
    least, most = column.least or Decimal(0), column.most or LARGEST
    if not least <= number <= most:
        return BeyondLimits(column=column.name, least=decimal_text(least), most=decimal_text(most))
    return None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _misshapen(column: Column) -> Misshapen:
    return Misshapen(column=column.name, shape=SHAPES.get(column.kind, TEXTUAL))
