"""Weights per answer: design weights, post-stratification and raking on a second known margin.

Only for published cells stratum × group × grade of sufficient size; where a cell could expose a person the seal
matters more than the gain (statistics: Post-stratify / rake). Standard errors are linearised: residuals from group
means (post-stratified) or from the two-margin fit (raked), as R's survey package computes them.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from pingyi.rules.sampling.counts import GradeScale
from pingyi.rules.sampling.errors import BadCounts, BadFigure

Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.intp]

MOST_ROUNDS = 10_000
MET = 1e-12
"""How far, as a share, a margin may be from the known one and count as met."""
STALLED = 1e-14
"""A round that moves no weight by more than this share changes nothing any more."""
KISH_WARNING = 1.5


@dataclass(frozen=True, slots=True)
class Cell:
    """Answers per grade of one group inside one stratum."""

    stratum: str
    group: str
    counts: Mapping[str, int]

    @property
    def answers(self) -> int:
        """Number of answers in the cell."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Weighted:
    """A weighted mean, its linearised standard error and the weight of one answer in each cell (cell order)."""

    value: float
    se: float
    weights: tuple[float, ...]
    kish: float


class Margins:
    """Cells with the two known margins N_h and N_g. Raises BadCounts where they contradict each other."""

    def __init__(
        self, cells: Sequence[Cell], scale: GradeScale, strata: Mapping[str, int], groups: Mapping[str, int]
    ) -> None:
        _check(cells, scale, strata, groups)
        self._cells = cells
        self._grades = np.array([float(weight) for _, weight in scale.weights])
        self._counts = np.array([[cell.counts.get(grade, 0) for grade in scale.grades] for cell in cells], dtype=float)
        self._answers = self._counts.sum(axis=1)
        self._stratum, self._sizes = _index([cell.stratum for cell in cells], strata)
        self._strata = [name for name in strata if name in {cell.stratum for cell in cells}]
        self._group, self._totals = _index([cell.group for cell in cells], groups)
        self._drawn = np.bincount(self._stratum, self._answers, len(self._sizes))

    def design(self) -> Weighted:
        """Design weights N_h / r_h only."""
        return self._weighted(self._base(), lambda residual: residual)

    def post_stratified(self) -> Weighted:
        """Design weights scaled inside each group to its known total."""
        base = self._base()
        weights = base * self._ratio(base, self._group, self._totals)
        return self._weighted(weights, lambda residual: residual - self._means(residual, base, self._group))

    def raked(self) -> Weighted:
        """Weights fitted to both margins in turn until both are met. Raises BadFigure, naming what stays off, if never.

        That the weights settle proves nothing: between two margins that contradict each other they settle too.
        """
        weights = self._base()
        for _ in range(MOST_ROUNDS):
            before = weights
            weights = weights * self._ratio(weights, self._stratum, self._sizes)
            weights = weights * self._ratio(weights, self._group, self._totals)
            off = np.abs(self._sums(weights, self._stratum, self._sizes) / self._sizes - 1)
            if np.max(off) < MET:
                return self._weighted(weights, self._off_margins)
            if not weights.all() or np.max(np.abs(weights / before - 1)) < STALLED:
                break
        worst = int(np.argmax(off))
        reached = self._sums(weights, self._stratum, self._sizes)[worst]
        raise BadFigure(
            "the two margins cannot both be met, too many cells are empty for raking: with the groups as known, "
            f"stratum {self._strata[worst]} comes to {reached:.4g} members instead of {self._sizes[worst]:.0f}"
        )

    def _base(self) -> Floats:
        weights: Floats = (self._sizes / self._drawn)[self._stratum]
        return weights

    def _ratio(self, weights: Floats, index: Places, known: Floats) -> Floats:
        ratio: Floats = (known / self._sums(weights, index, known))[index]
        return ratio

    def _sums(self, weights: Floats, index: Places, known: Floats) -> Floats:
        found: Floats = np.bincount(index, weights * self._answers, len(known)).astype(np.float64)
        return found

    def _means(self, residual: Floats, weights: Floats, index: Places) -> Floats:
        mass = weights[:, None] * self._counts
        above = np.bincount(index, (mass * residual).sum(axis=1))
        means: Floats = (above / np.bincount(index, mass.sum(axis=1)))[index][:, None]
        return means

    def _off_margins(self, residual: Floats) -> Floats:
        """What the best sum of a stratum's and a group's effect leaves over: least squares, solved, not approached."""
        effects = np.hstack([np.eye(len(self._sizes))[self._stratum], np.eye(len(self._totals))[self._group]])
        means = (self._counts * residual).sum(axis=1) / np.maximum(self._answers, 1)
        root = np.sqrt(self._answers)
        fitted: Floats = effects @ np.linalg.lstsq(effects * root[:, None], means * root, rcond=None)[0]
        return residual - fitted[:, None]

    def _weighted(self, weights: Floats, residuals: Callable[[Floats], Floats]) -> Weighted:
        mass = weights[:, None] * self._counts
        whole = float(mass.sum())
        value = float((mass * self._grades).sum()) / whole
        deviation = np.broadcast_to(self._grades - value, self._counts.shape)
        influence = weights[:, None] * residuals(deviation) / whole
        squares = float((weights**2 * self._answers).sum())
        kish = squares * float(self._answers.sum()) / whole**2
        used = tuple(float(weight) for weight in weights)
        return Weighted(value, math.sqrt(self._variance(influence)), used, kish)

    def _variance(self, influence: Floats) -> float:
        total = 0.0
        for stratum, (size, drawn) in enumerate(zip(self._sizes, self._drawn, strict=True)):
            own = self._stratum == stratum
            counts, values = self._counts[own], influence[own]
            # A lone answer is measured from the unit's own mean, where its influence is 0 (rule "adjust").
            mean = float((counts * values).sum()) / drawn if drawn > 1 else 0.0
            factor = drawn / (drawn - 1) if drawn > 1 else 1.0
            total += (1 - drawn / size) * factor * float((counts * (values - mean) ** 2).sum())
        return max(total, 0.0)


def _index(names: Sequence[str], known: Mapping[str, int]) -> tuple[Places, Floats]:
    used = [name for name in known if name in set(names)]
    places = {name: place for place, name in enumerate(used)}
    return np.array([places[name] for name in names], dtype=np.intp), np.array([float(known[name]) for name in used])


def _check(cells: Sequence[Cell], scale: GradeScale, strata: Mapping[str, int], groups: Mapping[str, int]) -> None:
    answers = {("stratum", name): 0 for name in strata} | {("group", name): 0 for name in groups}
    for cell in cells:
        for kind, name in (("stratum", cell.stratum), ("group", cell.group)):
            if (kind, name) not in answers:
                raise BadCounts(f"{kind} {name} has no known size")
            answers[kind, name] += cell.answers
        for grade in set(cell.counts) - set(scale.grades):
            raise BadCounts(f"unknown grade {grade}; allowed: {', '.join(scale.grades)}")
    if len({(cell.stratum, cell.group) for cell in cells}) < len(cells):
        raise BadCounts("a cell stratum × group appears twice")
    for (kind, name), found in answers.items():
        size = strata[name] if kind == "stratum" else groups[name]
        if found > size:
            raise BadCounts(f"{kind} {name}: {found} answers but only {size} members")
        if not found:
            raise BadCounts(f"{kind} {name} has no answer: it cannot be weighted up")
    if sum(strata.values()) != sum(groups.values()):
        raise BadCounts(f"the strata have {sum(strata.values())} members, the groups {sum(groups.values())}")
