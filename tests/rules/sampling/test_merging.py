"""Boxes: none is smaller than the plan allows while another stratum is there, and the rule is the plan's alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.rulebook.survey import Survey, joined, parts_of
from pingyi.rules.sampling.counts import StratumCounts, collapse
from pingyi.rules.sampling.merging import box_of, boxes_of

SURVEY = rulebook.parse(plans.read("science-bureau"), year=2026).survey
CODES = [stratum.code for stratum in SURVEY.strata]
DRAWN = st.dictionaries(st.sampled_from(CODES), st.integers(0, 50))


@pytest.mark.parametrize(
    ("drawn", "boxes"),
    [
        ({"institutes": 20, "others": 20}, {"institutes": 20, "others": 20}),
        ({"institutes": 19, "parks": 30, "others": 20}, {"parks": 30, "institutes+others": 39}),
        ({"institutes": 19, "parks": 30}, {"institutes+parks": 49}),
        ({"institutes": 30, "technicians": 5}, {"institutes+technicians": 35}),
        ({"institutes": 6, "enterprises": 6, "parks": 6}, {"institutes+enterprises+parks": 18}),
        (
            {"institutes": 10, "enterprises": 10, "parks": 10, "townships": 10, "technicians": 10, "others": 10},
            {"enterprises+parks": 20, "institutes+townships+technicians+others": 40},
        ),
        ({"institutes": 30, "parks": 0}, {"institutes": 30}),
        ({"parks": 6}, {"parks": 6}),
        ({}, {}),
    ],
)
def test_small_strata_join_the_one_that_the_plan_names(drawn: dict[str, int], boxes: dict[str, int]) -> None:
    assert boxes_of(SURVEY, drawn) == boxes


def _with(*, least: int = 20, **into: str | None) -> Survey:
    """The plan's survey with other ways to merge, and these strata only."""
    strata = tuple(replace(each, merges_into=into[each.code]) for each in SURVEY.strata if each.code in into)
    return replace(SURVEY, strata=strata, privacy=replace(SURVEY.privacy, least_invited=least))


@pytest.mark.parametrize(
    ("into", "drawn", "boxes"),
    [
        (  # who names nobody is joined by who names it, not by a neighbour
            {"institutes": None, "enterprises": None, "parks": "institutes"},
            {"institutes": 5, "enterprises": 30, "parks": 30},
            {"enterprises": 30, "institutes+parks": 35},
        ),
        (  # its own choice stands before others' choice of it
            {"institutes": "parks", "enterprises": "institutes", "parks": None},
            {"institutes": 5, "enterprises": 30, "parks": 30},
            {"enterprises": 30, "institutes+parks": 35},
        ),
        (  # past a kind of which nobody was drawn
            {"institutes": "parks", "enterprises": None, "parks": "others", "others": None},
            {"institutes": 5, "enterprises": 30, "parks": 0, "others": 30},
            {"enterprises": 30, "institutes+others": 35},
        ),
        (  # in the other direction as well
            {"institutes": None, "enterprises": None, "parks": "institutes", "others": "parks"},
            {"institutes": 5, "enterprises": 30, "parks": 0, "others": 30},
            {"enterprises": 30, "institutes+others": 35},
        ),
        (  # a chain of small ones
            {"institutes": "parks", "enterprises": None, "parks": "others", "others": "institutes"},
            {"institutes": 5, "enterprises": 30, "parks": 5, "others": 30},
            {"enterprises": 30, "institutes+parks+others": 40},
        ),
        (  # a circle of which nobody else was drawn: the neighbour
            {"institutes": "parks", "enterprises": None, "parks": "institutes"},
            {"institutes": 5, "enterprises": 30, "parks": 0},
            {"institutes+enterprises": 35},
        ),
        (  # nobody is named: the next, at the end the one before
            {"institutes": None, "enterprises": None, "parks": None},
            {"institutes": 30, "enterprises": 30, "parks": 5},
            {"institutes": 30, "enterprises+parks": 35},
        ),
    ],
)
def test_the_plan_is_followed_in_both_directions_and_along_chains(
    into: dict[str, str | None], drawn: dict[str, int], boxes: dict[str, int]
) -> None:
    assert boxes_of(_with(**into), drawn) == boxes


@st.composite
def _surveys(draw: st.DrawFn) -> Survey:
    """Any graph: circles, chains, strata that name nobody or a stratum that is not there."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    into = {code: draw(st.none() | st.sampled_from([other for other in CODES if other != code])) for code in codes}
    return _with(least=draw(st.integers(1, 60)), **into)


@given(_surveys(), DRAWN)
def test_everybody_has_one_box_and_no_box_is_small_whatever_the_plan_says(
    survey: Survey, drawn: dict[str, int]
) -> None:
    boxes, least = boxes_of(survey, drawn), survey.privacy.least_invited
    held = [part for code in boxes for part in parts_of(code)]
    assert sorted(held) == sorted(code for code, number in drawn.items() if number)
    assert all(number == sum(drawn[part] for part in parts_of(code)) for code, number in boxes.items())
    assert min(boxes.values(), default=least) >= min(least, sum(drawn.values()) or least)
    order = [stratum.code for stratum in survey.strata]
    order += sorted(set(drawn) - set(order))
    assert all(list(parts_of(code)) == sorted(parts_of(code), key=order.index) for code in boxes)
    assert [parts_of(code)[0] for code in boxes] == sorted((parts_of(code)[0] for code in boxes), key=order.index)
    assert box_of(survey, drawn).keys() == set(held)
    assert boxes_of(survey, dict(reversed(drawn.items()))) == boxes


@given(_surveys(), DRAWN)
def test_what_is_large_enough_is_left_alone_unless_a_small_one_comes(survey: Survey, drawn: dict[str, int]) -> None:
    least = survey.privacy.least_invited
    for code in boxes_of(survey, drawn):
        sizes = [drawn[part] for part in parts_of(code)]
        assert len(sizes) == 1 or min(sizes) < least


def test_a_plan_may_set_another_least_number() -> None:
    survey = replace(SURVEY, privacy=replace(SURVEY.privacy, least_invited=5))
    assert boxes_of(survey, {"institutes": 5, "others": 4, "parks": 9}) == {"parks": 9, "institutes+others": 9}


def test_a_shared_box_is_called_by_all_its_names() -> None:
    name = SURVEY.stratum_name("enterprises+parks")
    assert (name.zh, name.en) == (
        "科技企业＋科技园区及入驻单位",
        "technology enterprises + science parks and their tenants",
    )
    assert joined(parts_of("enterprises+parks")) == "enterprises+parks"


def test_a_stratum_that_nobody_answered_in_finds_its_partner_in_a_shared_box() -> None:
    silent = StratumCounts("enterprises", 50, {"a": 0})
    shared = StratumCounts("institutes+parks", 80, {"a": 9})
    into = {"enterprises": "parks", "parks": "enterprises", "institutes": "others"}
    assert collapse([silent, shared], into) == (StratumCounts("institutes+parks", 130, {"a": 9}),)
    mute = StratumCounts("institutes+parks", 80, {"a": 0})
    heard = StratumCounts("enterprises", 50, {"a": 9})
    assert collapse([heard, mute], into) == (StratumCounts("enterprises", 130, {"a": 9}),)
    assert collapse([mute], into) == (mute,)
