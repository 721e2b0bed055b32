"""What stands in a row, in words: the same on a page, in a file and in the text that is searched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from pingyi.rules.register.row import Value, Values
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.registers import Column, ColumnKind, Register
from pingyi.rules.rulebook.words import Text

YES = MappingProxyType({True: Text("是", "yes"), False: Text("否", "no")})
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Names:
    """How what a row mentions is called: units and people by code, rows of other registers by register and number."""

    units: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    persons: Mapping[str, str] = field(default_factory=lambda: NONE)
    rows: Mapping[tuple[str, int], str] = field(default_factory=lambda: MappingProxyType({}))


def value_text(column: Column, value: Value | None, *, book: Rulebook, names: Names, lang: str = "zh") -> str:
    """One value in words; "" for an empty place, the code itself for what has no name."""
    match value:
        case None:
            return ""
        case bool():
            return YES[value].in_language(lang)
        case int():
            return names.rows.get((column.register or "", value), f"{value}")
        case list():
            return ("、" if lang.startswith("zh") else ", ").join(_term(column, each, book, lang) for each in value)
    match column.kind:
        case ColumnKind.CHOICE:
            return _term(column, value, book, lang)
        case ColumnKind.DATE if lang.startswith("zh"):
            day = date.fromisoformat(value)
            return f"{day.year}年{day.month}月{day.day}日"
        case ColumnKind.TIME_SPAN:
            return value.replace("/", "–")
        case ColumnKind.PERSON:
            return names.persons.get(value, value)
        case ColumnKind.UNIT:
            return unit_name(value, names, lang)
    return value


def unit_name(code: str, names: Names, lang: str = "zh") -> str:
    """What a unit is called; its code where nobody knows it."""
    name = names.units.get(code)
    return name.in_language(lang) if name else code


def title(register: Register, values: Values, *, book: Rulebook, names: Names, lang: str = "zh") -> str:
    """What a row is called: what stands in the column that names it."""
    column = register.column(register.title)
    return value_text(column, values.get(column.code), book=book, names=names, lang=lang)


def _term(column: Column, code: str, book: Rulebook, lang: str) -> str:
    terms = book.vocabulary(column.vocabulary or "").terms
    return next((each.name.in_language(lang) for each in terms if each.code == code), code)
