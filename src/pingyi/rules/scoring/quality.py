"""How good the measuring itself was (R183): do inspectors agree, are self-scores candid, can citizens judge at all?

Agreement is Krippendorff's alpha for interval data over units marked by two inspectors or more (Krippendorff, *Content
Analysis*, 2004, ch. 11): 1 - observed / expected disagreement. Bias is the mean difference of two measurements of the
same thing (Bland & Altman, *Lancet* 1986; 327: 307-310), here self-score minus found score, as a share of full points.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.survey import QuestionKind
from pingyi.rules.scoring.agreement import Level, krippendorff
from pingyi.rules.scoring.errors import BadRatings


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator at one unit, in points.

    `marks`: each inspector's own, before the discussion; `found`: what the team settled; `own`: the unit's self-score.
    """

    unit: str
    indicator: str
    full: Decimal
    marks: tuple[Decimal, ...]
    found: Fraction
    own: Decimal | None = None


def by_indicator(measured: Iterable[Measured]) -> dict[str, list[Measured]]:
    """What was measured, indicator by indicator."""
    found: dict[str, list[Measured]] = {}
    for each in measured:
        found.setdefault(each.indicator, []).append(each)
    return found


def agreement(measured: Iterable[Measured]) -> float | None:
    """Krippendorff's alpha of the marks of one indicator over units; None where nothing can be compared."""
    return _alpha([[float(mark) for mark in each.marks] for each in measured])


def agreement_of_totals(measured: Iterable[Measured]) -> float | None:
    """The same of what every inspector's marks add up to, unit by unit: marks in the order of the team."""
    units: dict[str, list[tuple[Decimal, ...]]] = {}
    for each in measured:
        units.setdefault(each.unit, []).append(each.marks)
    return _alpha([[float(sum(marks)) for marks in zip(*rows, strict=True)] for rows in units.values()])


def unanimity(measured: Iterable[Measured]) -> Fraction | None:
    """Of what two inspectors or more marked, the share on which all marks were the same before they talked."""
    several = [set(each.marks) for each in measured if len(each.marks) > 1]
    return _share(sum(len(marks) == 1 for marks in several), len(several))


def spread(measured: Iterable[Measured]) -> Fraction | None:
    """The mean distance of the highest mark from the lowest, as a share of full points."""
    ranges = [Fraction(max(each.marks) - min(each.marks)) / Fraction(each.full) for each in measured if each.marks]
    return _mean(ranges)


def bias(measured: Iterable[Measured]) -> Fraction | None:
    """The mean of self-score minus found score, as a share of full points: above 0, units think too well of themselves.

    None where no unit scored itself.
    """
    return _mean([(Fraction(each.own) - each.found) / Fraction(each.full) for each in measured if each.own is not None])


def undecided(book: Rulebook, inputs: Mapping[str, Any]) -> Fraction | None:
    """Of all ticks of grade questions in published inputs, the share that carries no weight: "cannot judge" (R157)."""
    graded = [each.code for each in book.survey.questions if each.kind is QuestionKind.GRADE]
    ticks = [
        (answer in book.grade_weights, count)
        for unit in inputs["units"].values()
        for part in unit["strata"].values()
        for code in graded
        for answer, count in (part["counts"] or {}).get(code, {}).items()
    ]
    return _share(sum(count for scored, count in ticks if not scored), sum(count for _, count in ticks))


def _alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Rows of units turned to rows of raters, who are nobody in particular: which one gave a mark does not matter."""
    raters = list(zip_longest(*units))
    try:
        return krippendorff(raters, Level.INTERVAL)
    except BadRatings:
        return None


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
