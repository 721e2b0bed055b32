"""From plain tables to typed values, following the annotations of the dataclasses, collecting every fault.

A value that is not allowed is replaced by a stand-in of the right type and its path is remembered as unsound, so
that the rest of the plan is still read and compared: the officer gets all faults in one go (see docs/decisions).
"""

import re
import types
import unicodedata
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pingyi.rules import writing
from pingyi.rules.rulebook.fault import Fault, listed, shown
from pingyi.rules.rulebook.limits import Limit
from pingyi.rules.rulebook.words import Text
from pingyi.rules.writing import Flaw

Value = TypeVar("Value")

DECIMAL_DIGITS = 15
EARLIEST, LATEST = 1900, 2199
"""The years in which a day of a plan may lie, documents on which it rests included."""

OPTIONAL = (types.UnionType, Union)  # `Annotated[…] | None` is the older form
MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ALLOWED = {
    str: Text("应为文字（加引号）", "a text in quotation marks"),
    int: Text("应为整数（不加引号、无小数点）", "a whole number without quotation marks or decimal point"),
    bool: Text("应为 true 或 false", "true or false"),
    Decimal: Text(
        f"应为普通小数（不加引号、无指数、不超过 {DECIMAL_DIGITS} 位数字）",
        f"a plain decimal number without quotation marks or exponent and of at most {DECIMAL_DIGITS} digits",
    ),
    date: Text(
        '应为 "月-日"（如 "07-10"，按方案年度）或完整日期（如 2026-07-10）',
        'a day of the plan\'s year such as "07-10", or a full date such as 2026-07-10',
    ),
    tuple: Text("应为列表", "a list"),
    dict: Text("应为表（若干 键 = 值）", "a table of keys and values"),
}


def labels(codes: Sequence[str]) -> list[str]:
    """How the entries of a list are named in paths: by code where it is there and unique, else by position from 1."""
    often = Counter(codes)
    return [code if code and often[code] == 1 else f"#{place}" for place, code in enumerate(codes, start=1)]


class Reader:
    """Reads one document. `year` completes month-day dates; in the `canonical` form decimals and dates are text."""

    def __init__(self, *, year: int, canonical: bool = False) -> None:
        self.year = year
        self.canonical = canonical
        self.faults: list[Fault] = []
        self.unsound: set[str] = set()

    def table(self, kind: type[Value], value: Any, path: str = "") -> Value:
        """A dataclass from a table; unknown keys and missing keys are faults."""
        if not isinstance(value, Mapping):
            self._refuse(path, value, ALLOWED[dict])
            return cast(Value, self._stand_in(kind))
        known = fields_of(kind)  # type: ignore[arg-type]  # a class is hashable
        for key in value:
            if key not in known:
                self._unknown(path, key, value[key], known)
        return kind(**{name: self._entry(value, name, known[name], path) for name in known})

    def _entry(self, table: Mapping[str, Any], name: str, known: "tuple[Field[Any], Any]", path: str) -> Any:
        field, kind = known
        where = _join(path, name)
        if name in table:
            return self.value(kind, table[name], where)
        if field.default is not MISSING:
            return field.default
        self._refuse(where, None, _allowed(kind))
        return self._stand_in(kind)

    def value(self, kind: Any, value: Any, path: str) -> Any:
        """A value of any annotated type the rulebook uses."""
        origin = get_origin(kind)
        if origin is Annotated:
            return self._limited(kind, value, path)
        if origin in OPTIONAL:
            return self._optional(kind, value, path)
        if origin is tuple:
            return self._list(get_args(kind)[0], value, path)
        if is_dataclass(kind):
            return self.table(kind, value, path)  # type: ignore[arg-type]  # a class, never an instance
        if issubclass(kind, StrEnum):
            return self._choice(kind, value, path)
        return self._scalar(kind, value, path)

    def _limited(self, kind: Any, value: Any, path: str) -> Any:
        base, *limits = get_args(kind)
        result = self.value(base, value, path)
        if path in self.unsound:
            return result
        for limit in limits:
            if not limit.holds(result):
                self._refuse(path, value, _described(limit))
                return self._stand_in(base)
        return result

    def _optional(self, kind: Any, value: Any, path: str) -> Any:
        if value is None and self.canonical:
            return None
        (inner,) = (option for option in get_args(kind) if option is not types.NoneType)
        return self.value(inner, value, path)

    def _list(self, kind: Any, value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            self._refuse(path, value, ALLOWED[tuple])
            return ()
        codes = [code_of(kind, item) for item in value]
        names = labels(codes)
        for place, code in enumerate(codes):
            if code in codes[:place] and code:
                self.faults.append(Fault(f"{path}[{names[place]}].code", shown(code), unique(codes.index(code) + 1)))
        return tuple(self.value(kind, item, f"{path}[{name}]") for item, name in zip(value, names, strict=True))

    def _choice(self, kind: type[StrEnum], value: Any, path: str) -> StrEnum:
        if isinstance(value, str) and value in list(kind):
            return kind(value)
        self._refuse(path, value, one_of(kind, str(value)))
        return next(iter(kind))

    def _scalar(self, kind: Any, value: Any, path: str) -> Any:
        result: Any
        if kind is date:
            result = self._day(value)
        elif kind is Decimal:
            result = self._decimal(value)
        else:
            result = value if type(value) is kind else None
        if isinstance(result, str):
            if found := writing.flaw(result, lines=True):
                self._refuse(path, value, _without(found))
                return self._stand_in(kind)
            result = unicodedata.normalize("NFC", result)
        if result is None:
            self._refuse(path, value, ALLOWED[kind])
            return self._stand_in(kind)
        return result

    def _day(self, value: Any) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value if EARLIEST <= value.year <= LATEST else None
        if not isinstance(value, str) or not (ISO_DAY if self.canonical else MONTH_DAY).fullmatch(value):
            return None
        try:
            return date.fromisoformat(value if self.canonical else f"{self.year}-{value}")
        except ValueError:
            return None

    def _decimal(self, value: Any) -> Decimal | None:
        if self.canonical and isinstance(value, str):
            value = plain_decimal(value)
        if type(value) is int:
            value = Decimal(value)
        return value if isinstance(value, Decimal) and value.is_finite() and _is_short(value) else None

    def _refuse(self, path: str, value: Any, allowed: Text) -> None:
        self.unsound.add(path)
        self.faults.append(Fault(path or "plan", None if value is None else shown(value), allowed))

    def _unknown(self, path: str, key: str, value: Any, known: Mapping[str, Any]) -> None:
        names = listed(known, key)
        allowed = Text(f"没有这个键，可用的键为 {names}", f"under one of the known keys: {names}")
        self.faults.append(Fault(_join(path, key), shown(value), allowed))

    def _stand_in(self, kind: Any) -> Any:
        """A harmless value of the right type in place of one that is missing or refused."""
        origin = get_origin(kind)
        if origin is Annotated:
            return self._stand_in(get_args(kind)[0])
        if origin is tuple:
            return ()
        if origin in OPTIONAL:
            return None
        if is_dataclass(kind):
            harmless = {name: self._stand_in(inner) for name, (_, inner) in fields_of(kind).items()}  # type: ignore[arg-type]  # a class is hashable
            return kind(**harmless)  # type: ignore[operator]  # a class, never an instance
        if issubclass(kind, StrEnum):
            return next(iter(kind))
        return date(self.year, 1, 1) if kind is date else kind()


def plain_decimal(text: str) -> Decimal | str:
    """A decimal written without exponent; anything else is handed back as text, to be refused with its path."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return text if "e" in text.lower() or not _is_short(number) else number


def unique(place: int) -> Text:
    """The allowance for a code that an earlier entry already has."""
    return Text(f"应与第 {place} 项不同，代码不得重复", f"different from entry {place}, because codes are not repeated")


def one_of(kind: type[StrEnum], meant: str = "") -> Text:
    """The values of an enumeration as an allowance."""
    names = listed(kind, meant)
    return Text(f"应为下列之一：{names}", f"one of {names}")


def _is_short(number: Decimal) -> bool:
    return (
        number.is_finite()
        and len(number.as_tuple().digits) <= DECIMAL_DIGITS
        and abs(number.adjusted()) <= DECIMAL_DIGITS
    )


def _without(found: Flaw) -> Text:
    meant = f"，应为“{found.meant}”" if found.meant else ""
    return Text(
        f"第 {found.place} 个字（{found.shown}）不是可用的文字{meant}，请重新输入",
        f"without sign {found.place} ({found.shown}), which {found.wrong}",
    )


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def code_of(kind: Any, item: Any) -> str:
    """The code that names a list entry, or "" when it has none that reads as one."""
    if not is_dataclass(kind) or not isinstance(item, Mapping):
        return ""
    hint = fields_of(kind).get("code")  # type: ignore[arg-type]  # a class is hashable
    code = item.get("code")
    if hint is None or not isinstance(code, str):
        return ""
    return code if all(limit.holds(code) for limit in get_args(hint[1])[1:]) else ""


@cache
def fields_of(kind: Hashable) -> dict[str, "tuple[Field[Any], Any]"]:
    """The fields of a dataclass by name, each with its annotation."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}  # type: ignore[arg-type]  # of a dataclass


def _described(limit: Limit) -> Text:
    return Text(*limit.describe())


def _allowed(kind: Any) -> Text:
    """What a missing entry should be."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _described(get_args(kind)[1])
    if origin is tuple:
        return ALLOWED[tuple]
    if is_dataclass(kind):
        return ALLOWED[dict]
    return one_of(kind) if issubclass(kind, StrEnum) else ALLOWED[kind]
