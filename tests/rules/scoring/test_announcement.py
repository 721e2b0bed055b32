"""A result in the plan's words: what is small stays hidden, sums are sums, and the pocket formula gives the total."""

from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.encoding import canonical
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.scoring.announcement import Announcement, announce
from pingyi.rules.scoring.published import result_of

GRADES = ("excellent", "satisfied", "basic", "dissatisfied", "unknown")
GROUND = {"decision": "决〔2026〕9号", "prohibition": "P3", "decided_on": "2026-09-10"}
Answers = dict[str, list[int]]


@cache
def book() -> Rulebook:
    return rulebook.parse(plans.read("science-bureau"), year=2026)


def stratum(ticks: list[int]) -> dict[str, Any]:
    voters = sum(ticks)
    withheld = voters < book().survey.privacy.least_box
    counts = {question.code: dict(zip(GRADES, ticks, strict=True)) for question in book().survey.questions[:7]}
    return {
        "box": "b",
        "members": voters + 50,
        "invited": voters + 10,
        "voters": voters,
        "withheld": withheld,
        "counts": {} if withheld else counts,
    }


def inputs(units: dict[str, Answers], **status: str) -> dict[str, Any]:
    return {
        "plan": "0" * 64,
        "units": {
            code: {
                "status": status.get(code, "ranked"),
                "blocks": {"A": "18.4", "B": "4", "C": "47/10"},
                "strata": {name: stratum(ticks) for name, ticks in answers.items()},
                **({"ground": GROUND} if status.get(code) == "disqualified" else {}),
            }
            for code, answers in units.items()
        },
    }


def announced(given: dict[str, Any]) -> Announcement:
    return announce(book(), given, result_of(book(), given))


TICKS = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(lambda ticks: sum(ticks[:4]) >= 5)


@settings(max_examples=25)
@given(st.lists(TICKS, min_size=3, max_size=3), st.lists(st.integers(0, 1), min_size=5, max_size=5))
def test_the_pocket_formula_gives_the_exact_total(large: list[list[int]], small: list[int]) -> None:
    codes = [unit.code for unit in book().ranked_units[:3]]
    given = inputs({code: {"enterprises": ticks, "parks": small} for code, ticks in zip(codes, large, strict=True)})
    for own in announced(given).ranked:
        survey = Fraction(own.parts[0].most) * own.weighted / own.answers
        assert survey == own.parts[0].points
        assert survey + sum(part.points for part in own.parts[1:]) == own.total


def test_a_small_stratum_shows_no_count_and_is_told_from_a_withheld_box() -> None:
    first, second, third = (unit.code for unit in book().ranked_units[:3])
    many = {"enterprises": [9, 5, 2, 1, 3]}
    result = announced(inputs({first: {**many, "parks": [1, 1, 1, 1, 0]}, second: many, third: many}))
    own = next(each for each in result.ranked if each.code == first)
    small = next(part for part in own.strata if part.withheld)
    assert (small.small, small.ticks, small.voters) == (True, (), 4)
    assert [tick.count for tick in own.ticks] == [9, 5, 2, 1, 3]
    assert own.answers == 17
    assert (own.voters, own.invited) == (24, 44)


def test_disqualified_units_stand_apart_and_both_consequences_are_told() -> None:
    codes = [unit.code for unit in book().ranked_units[:4]]
    answers = [[20, 5, 0, 0, 0], [10, 10, 2, 0, 0], [5, 5, 5, 5, 0], [0, 0, 5, 20, 0]]
    table = {code: {"enterprises": ticks} for code, ticks in zip(codes, answers, strict=True)}
    result = announced(inputs(table, **{codes[3]: "disqualified"}))
    assert [own.code for own in result.ranked] == codes[:3]
    assert [own.code for own in result.apart] == [codes[3]]
    assert result.disqualified == result.apart
    ground = result.apart[0].ground
    assert ground is not None
    assert (ground.decision, ground.prohibition.zh) == ("决〔2026〕9号", "严禁用不正当手段拉票买票")
    assert result.bears == result.bears_otherwise == (book().unit(codes[2]).name,)
    assert result.bears_if_absorbed == (book().unit(codes[3]).name,)
    assert not result.absorbs
    assert [each.code for each in result.for_last] == ["explanation", "second-rectification", "criticism"]
    assert not result.too_few
    few = announced(inputs(dict(list(table.items())[1:]), **{codes[3]: "disqualified"}))
    assert few.too_few
    assert few.bears == few.bears_otherwise == few.bears_if_absorbed == ()


def test_the_same_inputs_in_any_order_give_the_same_bytes() -> None:
    codes = [unit.code for unit in book().ranked_units[:3]]
    table = {code: {"enterprises": [5, 5, 1, 0, 0], "parks": [3, 2, 1, 1, 0]} for code in codes}
    turned = {code: dict(reversed(own.items())) for code, own in reversed(table.items())}
    assert canonical(result_of(book(), inputs(table))) == canonical(result_of(book(), inputs(turned)))
