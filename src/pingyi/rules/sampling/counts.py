"""Grades, their weights, and the answers counted in one stratum (R156, R157, A6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from pingyi.rules.rulebook.survey import parts_of
from pingyi.rules.sampling.errors import BadCounts, BadFigure

Exact = Fraction | Decimal | int | str


@dataclass(frozen=True, slots=True)
class GradeScale:
    """The scored grades and the weight of each, exact, in the order of the plan (R157: 0.9, 0.8, 0.7, 0.5).

    Raises BadFigure with fewer than two grades, a repeated name, a negative weight or weights that are all equal.
    """

    weights: tuple[tuple[str, Fraction], ...]

    def __post_init__(self) -> None:
        if len(self.weights) < 2:
            raise BadFigure("a scale needs at least two grades")
        if len({name for name, _ in self.weights}) < len(self.weights):
            raise BadFigure("a grade is named twice")
        if self.lowest < 0:
            raise BadFigure("a grade weight cannot be negative")
        if self.lowest == self.highest:
            raise BadFigure("the grade weights are all equal, so no answer could change a score")

    @classmethod
    def of(cls, weights: Mapping[str, Exact]) -> "GradeScale":
        """The scale of a mapping grade → weight; weights are read exactly (never as floats)."""
        return cls(tuple((name, Fraction(weight)) for name, weight in weights.items()))

    @property
    def grades(self) -> tuple[str, ...]:
        """The grade names in plan order."""
        return tuple(name for name, _ in self.weights)

    @property
    def lowest(self) -> Fraction:
        """Smallest weight of the scheme, used or not: intervals are rescaled with it."""
        return min(weight for _, weight in self.weights)

    @property
    def highest(self) -> Fraction:
        """Largest weight of the scheme, used or not."""
        return max(weight for _, weight in self.weights)

    def as_values(self) -> dict[str, Fraction]:
        """Grade → weight."""
        return dict(self.weights)

    def best(self, number: int) -> frozenset[str]:
        """The `number` grades of largest weight (equal weights: plan order)."""
        ordered = sorted(self.weights, key=lambda pair: -pair[1])
        return frozenset(name for name, _ in ordered[:number])

    def indicator(self, grades: frozenset[str]) -> dict[str, Fraction]:
        """Grade → 1 if it belongs to `grades`, else 0: turns a share into a mean."""
        return {name: Fraction(name in grades) for name in self.grades}


@dataclass(frozen=True, slots=True)
class StratumCounts:
    """The valid answers of one stratum of one unit: `size` N_h members in the frame, `counts` c_hg per grade.

    `items` is the number of scored questions per ballot whose ticks are pooled in `counts` (A2-2: pooled_ticks).
    Raises BadCounts for negative numbers or more answers than members can give.
    """

    stratum: str
    size: int
    counts: Mapping[str, int]
    items: int = 1

    def __post_init__(self) -> None:
        if self.size < 0 or self.items < 1 or any(count < 0 for count in self.counts.values()):
            raise BadCounts(f"stratum {self.stratum}: sizes and counts cannot be negative")
        if self.answers > self.size * self.items:
            raise BadCounts(f"stratum {self.stratum}: {self.answers} answers but only {self.size} members in the frame")

    @property
    def answers(self) -> int:
        """The number of valid answers: r_h for one item, ticks for several."""
        return sum(self.counts.values())

    @property
    def ballots(self) -> Fraction:
        """The number of ballots the answers are worth at least.

        Ticks of one person are alike; counting them as `items` copies of one answer keeps the error conservative.
        """
        return Fraction(self.answers, self.items)

    def total(self, values: Mapping[str, Fraction]) -> Fraction:
        """Sum of the values of all answers. Raises BadCounts for a grade without a value."""
        unknown = sorted(set(self.counts) - set(values))
        if unknown:
            raise BadCounts(f"stratum {self.stratum}: unknown grade {unknown[0]}; allowed: {', '.join(values)}")
        return sum((count * values[grade] for grade, count in self.counts.items()), Fraction(0))


def pooled(strata: Sequence[StratumCounts]) -> dict[str, int]:
    """Answers per grade over all strata."""
    together: dict[str, int] = {}
    for stratum in strata:
        for grade, count in stratum.counts.items():
            together[grade] = together.get(grade, 0) + count
    return together


def collapse(
    strata: Sequence[StratumCounts], into: Mapping[str, str], *, fewer_than: int = 1
) -> tuple[StratumCounts, ...]:
    """Merge each stratum with fewer than `fewer_than` answers into the stratum named for it in advance (A6-8).

    A stratum stays as it is without a named partner, or where nobody of the partner's kind was drawn: if nobody
    answered in it, `estimate` then decides whether there is a score without it.
    """
    merged = {stratum.stratum: stratum for stratum in strata}
    for stratum in strata:
        current = merged[stratum.stratum]
        partner = _partner(merged, stratum.stratum, into)
        if current.answers >= fewer_than or partner is None:
            continue
        del merged[stratum.stratum]
        merged[partner.stratum] = replace(partner, size=partner.size + current.size, counts=pooled([partner, current]))
    return tuple(merged.values())


def _partner(merged: Mapping[str, StratumCounts], code: str, into: Mapping[str, str]) -> StratumCounts | None:
    """Where a stratum goes: what holds the one that is named for it, or for one that shares its box."""
    parts = parts_of(code)
    wanted = {into[own] for own in (code, *parts) if own in into} - {code, *parts}
    holding = (own for key, own in merged.items() if key != code and wanted & {key, *parts_of(key)})
    return next(holding, None)
