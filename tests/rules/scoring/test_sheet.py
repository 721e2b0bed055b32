"""Individual marks first and alone, then the collective final with reasons, then the signature (R140-R143)."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import pingyi.plans
from pingyi.rules.rulebook import decode, parse
from pingyi.rules.scoring.errors import BadPoints, BadSheet
from pingyi.rules.scoring.sheet import Stage, begin, block_points, discuss, give, settle, sign

PLAN = Path(pingyi.plans.__file__).parent / "science-bureau.toml"
SCHEME = parse(decode(PLAN.read_bytes())).inspection
CODES = [own.code for block in SCHEME.blocks for own in block.indicators]
AUTOMATIC = {"A3": Fraction(11, 4), "A4": Fraction(5)}
MARKS = {code: Decimal("0.1") for code in CODES if code not in AUTOMATIC}
TEAM = ("li", "wang", "zhao")


def blank():
    return begin("qinghe", SCHEME, TEAM, AUTOMATIC)


def marked(*inspectors):
    sheet = blank()
    for inspector in inspectors:
        sheet = give(sheet, inspector, MARKS)
    return sheet


def settled():
    sheet = discuss(marked("li", "wang"), ("li", "wang"))
    for code in MARKS:
        sheet = settle(sheet, code, Fraction("0.1"), "as marked by all")
    return sheet


def test_the_whole_way_to_block_points():
    sheet = sign(settled(), "li")
    assert sheet.stage is Stage.SIGNED
    ones = {block.code: sum(own.code in MARKS for own in block.indicators) for block in SCHEME.blocks}
    assert block_points(sheet) == {
        block: Fraction(number, 10) + (Fraction(31, 4) if block == "A" else 0) for block, number in ones.items()
    }


def test_nobody_discusses_before_marking_or_below_the_quorum():
    with pytest.raises(BadSheet, match="1 of 3 present: below the quorum"):
        discuss(marked("li"), ("li",))
    with pytest.raises(BadSheet, match="wang has not marked"):
        discuss(marked("li"), ("li", "wang"))
    assert discuss(marked("li", "wang"), ("wang", "li", "stranger")).present == ("li", "wang")


def test_individual_marks_close_when_the_discussion_opens():
    sheet = discuss(marked("li", "wang"), ("li", "wang"))
    for refused in (lambda: give(sheet, "zhao", MARKS), lambda: discuss(sheet, TEAM)):
        with pytest.raises(BadSheet):
            refused()
    with pytest.raises(BadSheet, match="not on the team"):
        give(blank(), "stranger", MARKS)
    with pytest.raises(BadSheet, match="Immediate rectification is not marked by inspectors"):
        give(blank(), "li", {"A3": Decimal(1)})
    with pytest.raises(BadPoints, match="steps of"):
        give(blank(), "li", {"A1": Decimal("0.15")})


def test_a_change_needs_a_reason_and_the_automatic_value_stays_visible():
    sheet = discuss(marked("li", "wang"), ("li", "wang"))
    with pytest.raises(BadSheet, match="needs a written reason"):
        settle(sheet, "A3", Fraction(2))
    final = settle(sheet, "A3", Fraction(2), "one item was counted twice", ("wang",)).finals["A3"]
    assert (final.points, final.proposal, final.dissent) == (2, Fraction(11, 4), ("wang",))
    assert settle(sheet, "A3", Fraction(11, 4)).finals["A3"].points == Fraction(11, 4)
    with pytest.raises(BadPoints, match="steps of"):
        settle(sheet, "A1", Fraction(1, 3), "a third")


def test_only_a_complete_sheet_is_signed_and_a_signed_one_never_changes():
    sheet = discuss(marked("li", "wang"), ("li", "wang"))
    with pytest.raises(BadSheet, match="not settled yet: Receipt of opinions"):
        sign(sheet, "li")
    with pytest.raises(BadSheet, match="zhao did not take part"):
        sign(settled(), "zhao")
    with pytest.raises(BadSheet, match="unsigned"):
        block_points(sheet)
    signed = sign(settled(), "li")
    for refused in (lambda: settle(signed, "A3", Fraction(1), "late"), lambda: sign(signed, "li")):
        with pytest.raises(BadSheet):
            refused()


def test_a_sheet_needs_a_team_and_values_that_fit():
    with pytest.raises(BadSheet, match="each named once"):
        begin("u", SCHEME, ("li", "li"), {})
    with pytest.raises(BadSheet, match="automatic value of A3"):
        begin("u", SCHEME, TEAM, {"A3": Fraction(99)})
