"""Limits that a value of a plan must keep; each can say in both languages what it allows."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol


class Limit(Protocol):
    """A condition on one value, attached to a field with `Annotated`."""

    def holds(self, value: Any) -> bool:
        """Whether the value is allowed."""
        ...

    def describe(self) -> tuple[str, str]:
        """What is allowed, in Chinese and in English."""
        ...


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `least` to `most`, both included; `places` is the greatest number of decimals."""

    least: int | Decimal
    most: int | Decimal
    places: int = 4

    def holds(self, value: Decimal) -> bool:
        """Whether the number lies in the range and is not finer than allowed."""
        return self.least <= value <= self.most and value == value.quantize(Decimal(1).scaleb(-self.places))

    def describe(self) -> tuple[str, str]:
        """The range in words."""
        return (
            f"应为 {self.least} 至 {self.most} 的数，小数不超过 {self.places} 位",
            f"a number from {self.least} to {self.most} with at most {self.places} decimals",
        )


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int

    def holds(self, value: int) -> bool:
        """Whether the number lies in the range."""
        return self.least <= value <= self.most

    def describe(self) -> tuple[str, str]:
        """The range in words."""
        if self.least == self.most:
            return f"应为 {self.least}", f"{self.least}"
        return f"应为 {self.least} 至 {self.most} 的整数", f"a whole number from {self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text that matches a pattern as a whole."""

    pattern: re.Pattern[str]
    zh: str
    en: str

    def holds(self, value: str) -> bool:
        """Whether the whole text matches."""
        return self.pattern.fullmatch(value) is not None

    def describe(self) -> tuple[str, str]:
        """The spelling in words."""
        return self.zh, self.en


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A list with at least `count` entries."""

    count: int

    def holds(self, value: tuple[Any, ...]) -> bool:
        """Whether the list is long enough."""
        return len(value) >= self.count

    def describe(self) -> tuple[str, str]:
        """The length in words."""
        return f"应为至少含 {self.count} 项的列表", f"a list with at least {self.count} entries"
