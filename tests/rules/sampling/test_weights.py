"""Raking meets both of its margins or says which it cannot meet; that the weights settle is no proof."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.sampling.counts import GradeScale
from pingyi.rules.sampling.errors import BadFigure
from pingyi.rules.sampling.weights import Cell, Margins

GRADES = ("优秀", "满意", "基本满意", "不满意")
SCALE = GradeScale.of({"优秀": "0.9", "满意": "0.8", "基本满意": "0.7", "不满意": "0.5"})
STRATA = {"enterprises": 120, "institutes": 80, "townships": 100}


def cell(stratum: str, group: str, *counts: int) -> Cell:
    return Cell(stratum, group, dict(zip(GRADES, counts, strict=False)))


APART = [
    cell("enterprises", "urban", 6, 5, 1),
    cell("institutes", "urban", 3, 4, 1),
    cell("townships", "rural", 1, 3, 4, 2),
]


def sums(cells: list[Cell], weights: tuple[float, ...], kind: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for own, weight in zip(cells, weights, strict=True):
        found[getattr(own, kind)] = found.get(getattr(own, kind), 0.0) + weight * own.answers
    return found


def test_margins_that_contradict_each_other_are_refused_by_name() -> None:
    with pytest.raises(BadFigure, match="stratum townships comes to 90 members instead of 100"):
        Margins(APART, SCALE, STRATA, {"urban": 210, "rural": 90}).raked()


def test_the_same_cells_with_margins_that_agree_are_raked() -> None:
    found = Margins(APART, SCALE, STRATA, {"urban": 200, "rural": 100}).raked()
    assert sums(APART, found.weights, "stratum") == pytest.approx(STRATA)
    assert sums(APART, found.weights, "group") == pytest.approx({"urban": 200, "rural": 100})


def test_margins_that_only_weights_of_nothing_could_meet_are_refused() -> None:
    """The one linking cell would have to vanish: the weights creep towards that for ever."""
    linked = [*APART, cell("townships", "urban", 1)]
    assert Margins(linked, SCALE, STRATA, {"urban": 210, "rural": 90}).raked().kish > 1
    with pytest.raises(BadFigure, match="cannot both be met"):
        Margins(linked, SCALE, STRATA, {"urban": 200, "rural": 100}).raked()
    with pytest.raises(BadFigure, match="cannot both be met"):
        Margins(linked, SCALE, STRATA, {"urban": 190, "rural": 110}).raked()


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=6, max_size=6), st.integers(30, 270))
def test_what_is_raked_meets_both_margins(answers: list[int], urban: int) -> None:
    pairs = [(stratum, group) for stratum in STRATA for group in ("urban", "rural")]
    cells = [cell(*pair, count, 1) for pair, count in zip(pairs, answers, strict=True)]
    groups = {"urban": urban, "rural": 300 - urban}
    found = Margins(cells, SCALE, STRATA, groups).raked()
    assert sums(cells, found.weights, "stratum") == pytest.approx(STRATA, rel=1e-9)
    assert sums(cells, found.weights, "group") == pytest.approx(groups, rel=1e-9)


def test_what_both_margins_explain_leaves_no_error() -> None:
    """An answer that stratum and group decide is known for everybody once both margins are."""
    cells = [
        cell("enterprises", "urban", 9),
        cell("enterprises", "rural", 0, 9),
        cell("institutes", "urban", 0, 7),
        cell("institutes", "rural", 0, 0, 8),
    ]
    found = Margins(cells, SCALE, {"enterprises": 120, "institutes": 80}, {"urban": 110, "rural": 90}).raked()
    assert found.se == pytest.approx(0, abs=1e-12)
    assert np.isfinite(found.value)
