"""The ways of the requirements, walked verb by verb, beside the short cuts that must not exist."""

import pytest

from pingyi.rules.lifecycle import (
    COUNTY_PLAN,
    INSPECTION,
    REPORT,
    SURVEY,
    TALLY,
    CountyPlanState,
    InspectionState,
    NotNow,
    Table,
    TallyState,
    advance,
    campaign,
)


def walk(table: Table[str], *verbs: str) -> list[str]:
    states = [table.initial]
    for verb in verbs:
        states.append(advance(table, states[-1], verb))
    return [str(state) for state in states]


def test_a_campaign_opens_its_phases_in_order() -> None:
    five = campaign(("P1", "P2", "P3", "P4", "P5"))
    assert walk(five, "approve", *["open"] * 5, "close", "archive") == [
        "draft", "plan_approved", "P1", "P2", "P3", "P4", "P5", "closed", "archived",
    ]  # fmt: skip
    with pytest.raises(NotNow, match="Possible now: open"):
        walk(five, "approve", *["open"] * 4, "close")
    assert walk(campaign(("A", "B")), "approve", "open", "open", "close")[-1] == "closed"


def test_a_county_plan_is_returned_as_often_as_needed() -> None:
    again = ["submit", "review", "return"]
    assert walk(COUNTY_PLAN, *again, *again, "submit", "review", "approve", "put_in_force")[-1] == "in_force"
    with pytest.raises(NotNow):
        advance(COUNTY_PLAN, CountyPlanState.SUBMITTED, "approve")


def test_a_survey_needs_both_signatures_and_both_again_after_a_change() -> None:
    assert walk(SURVEY, "agree_office", "agree_statistics", "revise", "agree_office")[-1] == "agreed_by_office"
    for too_early in (["freeze"], ["agree_office", "freeze"]):
        with pytest.raises(NotNow):
            walk(SURVEY, *too_early)
    with pytest.raises(NotNow, match="Possible now: close"):
        walk(SURVEY, "agree_office", "agree_statistics", "freeze", "field", "revise")


@pytest.mark.parametrize("order", [("compute_a", "compute_b"), ("compute_b", "compute_a")])
def test_a_tally_is_counted_twice_in_either_order(order: tuple[str, str]) -> None:
    start = ["assemble", "freeze_inputs", "combine_keys"]
    end = ["reconcile", "sign", "seal", "review", "approve", "report", "hear", "publish"]
    assert walk(TALLY, *start, *order, *end)[-1] == "published"
    with pytest.raises(NotNow):
        walk(TALLY, *start, order[0], "reconcile")


def test_a_returned_tally_is_counted_again_never_edited() -> None:
    assert advance(TALLY, TallyState.RETURNED, "recompute") is TallyState.KEY_COMBINED
    assert [step.verb for step in TALLY.possible(TallyState.RETURNED)] == ["recompute"]


def test_nothing_touches_an_inspection_after_signature_but_handing_it_in() -> None:
    assert [step.verb for step in INSPECTION.possible(InspectionState.SIGNED)] == ["submit"]
    assert INSPECTION.possible(InspectionState.SUBMITTED) == ()


def test_a_report_goes_up_and_on() -> None:
    written = ["draw_up", "hand_back", "draw_up", "sign", "submit"]
    way = [*written, "return", "draw_up", "sign", "submit", "receive", "roll_up", "dispatch", "receipt", "archive"]
    assert walk(REPORT, *way)[-1] == "archived"
    with pytest.raises(NotNow):
        walk(REPORT, "sign")
