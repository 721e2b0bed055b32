"""The ways of the requirements, walked verb by verb, beside the short cuts that must not exist."""

import pytest

from pingyi.rules.lifecycle import COUNTY_PLAN, REPORT, CountyPlanState, NotNow, Table, advance, campaign


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


def test_a_report_goes_up_and_on() -> None:
    written = ["draw_up", "hand_back", "draw_up", "sign", "submit"]
    way = [*written, "return", "draw_up", "sign", "submit", "receive", "roll_up", "dispatch", "receipt", "archive"]
    assert walk(REPORT, *way)[-1] == "archived"
    with pytest.raises(NotNow):
        walk(REPORT, "sign")
