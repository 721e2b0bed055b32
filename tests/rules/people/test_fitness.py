"""Everything that stands against putting somebody to work is told, and nothing else."""

from dataclasses import replace

import pytest

from pingyi import plans
from pingyi.rules.people.errors import IsLinked, PledgeMissing, StandsBack, Undeclared, Untrained, WorksThere
from pingyi.rules.people.fitness import Fitness, missing
from pingyi.rules.rulebook import parse

BOOK = parse(plans.read(plans.SCIENCE_BUREAU))
LAX = replace(BOOK, participation=replace(BOOK.participation, fitness=None))
FIT = Fitness("甲", signed=True, trained=True, recused=frozenset({"qy"}), linked=frozenset({"wc"}), home="sj")


@pytest.mark.parametrize(
    ("known", "unit", "told"),
    [
        (FIT, "yx", []),
        (FIT, "qy", [StandsBack]),
        (FIT, "wc", [IsLinked]),
        (FIT, "sj", [WorksThere]),
        (replace(FIT, recused=frozenset()), "qy", []),
        (replace(FIT, signed=False), "yx", [PledgeMissing]),
        (replace(FIT, trained=False, recused=None), "wc", [Untrained, Undeclared, IsLinked]),
        (Fitness(), "yx", [PledgeMissing, Untrained, Undeclared]),
    ],
)
def test_what_is_missing(known: Fitness, unit: str, told: list[type]) -> None:
    assert [type(each) for each in missing(known, BOOK, unit)] == told


def test_a_plan_that_asks_for_nothing_still_lets_nobody_judge_their_own_unit() -> None:
    assert missing(Fitness(), LAX, "yx") == ()
    assert [type(each) for each in missing(Fitness(home="yx"), LAX, "yx")] == [WorksThere]


def test_a_link_is_concealed_only_by_who_declared_and_left_it_out() -> None:
    assert FIT.concealed == {"wc"}
    assert replace(FIT, recused=None).concealed == frozenset()
    assert replace(FIT, recused=frozenset({"wc"})).concealed == frozenset()
