"""Reading a stranger's JSON: every value knows its path, every refusal is one sentence with path, rule and value."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pingyi.compute.spellings import FIELDS
from pingyi.rules.refusal import Refusal
from pingyi.rules.sampling.errors import SamplingError
from pingyi.rules.scoring.errors import ScoringError

MOST_ITEMS = 100_000
MOST_MEMBERS = 10**9
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?(/[1-9][0-9]{0,30})?", re.ASCII)
_HUGEST = 10**15
MOST_DIGITS = 100


class BadInput(ValueError):
    """The document cannot be computed; the message names the field, what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Value:
    """One JSON value and where it stands (`inputs.strata[2].N`). Every reader raises BadInput."""

    raw: Any
    path: str

    def refuse(self, rule: str) -> BadInput:
        """The refusal of this value: `rule` says what it must be."""
        return BadInput(f"{self.path}: must be {rule}, not {_shown(self.raw)}")

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """What the rules refuse inside is refused with the path of this value before it."""
        try:
            yield
        except (Refusal, SamplingError, ScoringError) as fault:
            raise BadInput(f"{self.path}: {fault}") from fault

    def field(self, name: str) -> "Value":
        """A required field of an object."""
        found = self.maybe(name)
        if found is None:
            raise BadInput(f"{self.path}.{name}: is missing")
        return found

    def maybe(self, name: str) -> "Value | None":
        """An optional field of an object, under any of its spellings; null counts as left out."""
        self._object()
        for word in (name, *FIELDS.get(name, ())):
            if self.raw.get(word) is not None:
                return Value(self.raw[word], f"{self.path}.{word}")
        return None

    def fields(self, *, least: int = 0, most: int = MOST_ITEMS) -> list[tuple[str, "Value"]]:
        """All fields of an object, in file order."""
        self._object()
        self._check_length(least, most)
        return [(name, Value(raw, f"{self.path}.{name}")) for name, raw in self.raw.items()]

    def _object(self) -> None:
        if not isinstance(self.raw, Mapping) or not all(isinstance(name, str) for name in self.raw):
            raise self.refuse("an object")
        if not all(_is_unicode(name) for name in self.raw):
            raise BadInput(f"{self.path}: must have names of valid Unicode characters")

    def _check_length(self, least: int, most: int) -> None:
        if not least <= len(self.raw) <= most:
            raise BadInput(f"{self.path}: must have {_between(least, most)}, not {len(self.raw)}")

    @property
    def is_object(self) -> bool:
        """Whether an object stands here rather than a list or a single value."""
        return isinstance(self.raw, Mapping)

    @property
    def is_list(self) -> bool:
        """Whether a list stands here rather than an object or a single value."""
        return isinstance(self.raw, list | tuple)

    def items(self, *, least: int = 0, most: int = MOST_ITEMS) -> list["Value"]:
        """All items of a list."""
        if not self.is_list:
            raise self.refuse("a list")
        self._check_length(least, most)
        return [Value(raw, f"{self.path}[{index}]") for index, raw in enumerate(self.raw)]

    def rows(self, *, least: int = 1, most: int = MOST_ITEMS) -> list[tuple[str, "Value"]]:
        """What has ids: a list of objects with `id`, each id once, or one object id → object."""
        if self.is_object:
            return self.fields(least=least, most=most)
        items, found = self.items(least=least, most=most), dict[str, Value]()
        for item in items:
            name = item.field("id").text()
            if name in found:
                raise BadInput(f"{item.path}.id: {name!r} is used twice; every id must be different")
            found[name] = item
        return list(found.items())

    def text(self) -> str:
        """A text of 1 to 500 characters that can be written as UTF-8; a whole number is read as its digits."""
        if isinstance(self.raw, int) and not isinstance(self.raw, bool) and abs(self.raw) <= _HUGEST:
            return str(self.raw)
        if not isinstance(self.raw, str) or not 1 <= len(self.raw) <= 500:
            raise self.refuse("a text of 1 to 500 characters")
        if not _is_unicode(self.raw):
            raise BadInput(f"{self.path}: must be a text of valid Unicode characters")
        return self.raw

    def choice(self, options: Sequence[str]) -> str:
        """One of the texts offered."""
        if self.raw not in options:
            raise self.refuse("one of " + ", ".join(options))
        return str(self.raw)

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self.raw, bool):
            raise self.refuse("true or false")
        return self.raw

    def whole(self, low: int = 0, high: int = MOST_MEMBERS) -> int:
        """A whole number from low to high."""
        rule = f"a whole number from {low} to {high}"
        number = self._fraction(rule)
        if number.denominator != 1 or not low <= number <= high:
            raise self.refuse(rule)
        return int(number)

    def exact(self, low: Fraction | int = -_HUGEST, high: Fraction | int = _HUGEST) -> Fraction:
        """A number, read exactly: 0.9 is nine tenths. Texts such as "82.13" or "281/350" count as numbers."""
        rule = f"a number from {float(low):g} to {float(high):g}"
        number = self._fraction(rule)
        if not low <= number <= high:
            raise self.refuse(rule)
        return number

    def number(self, low: float = -_HUGEST, high: float = _HUGEST) -> float:
        """A number for the floating-point part."""
        return float(self.exact(Fraction(low), Fraction(high)))

    def above(self, low: int, high: int = _HUGEST) -> float:
        """A number above `low`."""
        number = self.number(low, high)
        if number <= low:
            raise self.refuse(f"a number above {low}")
        return number

    def _fraction(self, rule: str) -> Fraction:
        raw = self.raw
        if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
            raise self.refuse(rule)
        if isinstance(raw, str):
            if not _NUMBER.fullmatch(raw):
                raise self.refuse(rule)
            return Fraction(raw)
        if isinstance(raw, float):
            if not math.isfinite(raw):
                raise self.refuse(rule)
            raw = Decimal(repr(raw))
        # Millions of digits, written out or by the exponent, would keep exact arithmetic busy for hours.
        if isinstance(raw, Decimal) and not (raw.is_finite() and -400 < raw.adjusted() < 30):
            raise self.refuse(rule)
        if isinstance(raw, Decimal) and len(raw.as_tuple().digits) > MOST_DIGITS:
            raise self.refuse(f"written with at most {MOST_DIGITS} digits")
        if isinstance(raw, int) and abs(raw) > _HUGEST:
            raise self.refuse(rule)
        return Fraction(raw)


def confidence(inputs: Value) -> float:
    """The optional field `confidence`, 0.95 by default."""
    given = inputs.maybe("confidence")
    return 0.95 if given is None else given.number(0.01, 0.999999)


def each(inputs: Value, answer: Callable[[Value], dict[str, Any]]) -> list[dict[str, Any]] | dict[str, Any]:
    """The answer to every case of a list, under its `id`, or to the one case that stands there alone."""
    if inputs.is_object:
        return answer(inputs)
    answers = []
    for name, case in inputs.rows():
        with case.blamed():
            answers.append({"id": name} | answer(case))
    return answers


def percent(level: float) -> str:
    """95 for 0.95, as the keys spell it."""
    return f"{round(100 * level, 6):g}"


def flag(inputs: Value, name: str, default: bool) -> bool:
    """An optional yes or no."""
    given = inputs.maybe(name)
    return default if given is None else given.flag()


def whole(inputs: Value, name: str, default: int, low: int = 0, high: int = MOST_MEMBERS) -> int:
    """An optional whole number."""
    given = inputs.maybe(name)
    return default if given is None else given.whole(low, high)


def _between(least: int, most: int) -> str:
    return f"exactly {least} entries" if least == most else f"between {least} and {most} entries"


def _is_unicode(text: str) -> bool:
    return not any(0xD800 <= ord(letter) <= 0xDFFF for letter in text)


def _shown(raw: Any) -> str:
    if isinstance(raw, Mapping):
        return "an object"
    if isinstance(raw, list | tuple):
        return f"a list of {len(raw)}"
    if raw is None or isinstance(raw, bool):
        return {None: "null", True: "true", False: "false"}[raw]
    if isinstance(raw, int) and abs(raw) > _HUGEST:
        return "a number of that size"
    text = repr(raw) if isinstance(raw, str) else str(raw)
    return text if len(text) <= 60 else text[:60] + "…"
