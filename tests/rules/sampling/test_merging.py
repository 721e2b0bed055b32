"""Boxes: none is smaller than the plan allows while another stratum is there, and the rule is the plan's alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.rulebook.survey import joined, parts_of
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


@given(DRAWN)
def test_everybody_has_one_box_and_no_box_is_small(drawn: dict[str, int]) -> None:
    boxes = boxes_of(SURVEY, drawn)
    held = [part for code in boxes for part in parts_of(code)]
    assert sorted(held) == sorted(code for code, number in drawn.items() if number)
    assert all(number == sum(drawn[part] for part in parts_of(code)) for code, number in boxes.items())
    assert len(boxes) < 2 or min(boxes.values()) >= SURVEY.privacy.least_invited
    assert all(list(parts_of(code)) == sorted(parts_of(code), key=CODES.index) for code in boxes)
    assert box_of(SURVEY, drawn).keys() == set(held)
    assert boxes_of(SURVEY, dict(reversed(drawn.items()))) == boxes


def test_a_plan_may_set_another_least_number() -> None:
    survey = replace(SURVEY, privacy=replace(SURVEY.privacy, least_invited=5))
    assert boxes_of(survey, {"institutes": 5, "others": 4, "parks": 9}) == {"institutes": 5, "parks+others": 13}


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
