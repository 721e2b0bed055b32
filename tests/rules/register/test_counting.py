"""Figures beside their targets: totals, shares, coverage, each with its gap."""

from fractions import Fraction

import pytest

from pingyi.rules.register import Row, counted, counts, share
from pingyi.rules.rulebook import parse
from tests.rules.rulebook.planting import SCHOOL, SCIENCE, changed

BOOK = parse(SCHOOL)
REGISTER = BOOK.register("open-days")
UNITS = {"schools": ("ml", "xh", "qt"), "county_bureau": ("yx",)}
ROWS = (
    Row(1, "ml", {"guests": ["parents", "residents"], "opinions": "4", "answered": "4"}),
    Row(2, "ml", {"guests": ["parents"], "opinions": "2", "answered": "1"}),
    Row(3, "xh", {"guests": ["partners"], "opinions": "3", "answered": "3"}),
    Row(4, "gone", {"guests": ["parents"]}),
)


def test_totals_shares_and_coverage() -> None:
    held, guests, answered = counts(REGISTER, ROWS, book=BOOK, units=UNITS)
    assert [cell.value for cell in held.cells] == [2, 1, 0]
    assert [cell.unit for cell in held.missing] == ["qt"]
    assert guests.cell("ml", "parents").value == 2
    assert [(cell.unit, cell.term) for cell in guests.missing] == [
        ("ml", "partners"), ("xh", "parents"), ("xh", "residents"),
        ("qt", "parents"), ("qt", "residents"), ("qt", "partners"),
    ]  # fmt: skip
    assert answered.cell("ml").value == Fraction(100 * 5, 6)
    assert answered.cell("xh").reached
    assert answered.cell("qt").value is None
    assert [cell.unit for cell in answered.missing] == ["ml", "qt"], "nothing asked is not everything answered"


def test_a_figure_without_target_is_never_a_gap_and_without_class_is_one() -> None:
    plain = changed(SCHOOL, 'name = { zh = "各校开放日次数", en = "Open days of each school" }, each = "schools", target = 1', 'name = { zh = "次数", en = "Held" }')  # fmt: skip # noqa: E501
    book = parse(plain)
    total = counted(book.register("open-days"), book.register("open-days").count("held"), ROWS, book=book, units=UNITS)
    assert [(cell.unit, cell.value, cell.reached) for cell in total.cells] == [("", 4, True)]
    assert not total.missing
    with pytest.raises(KeyError):
        total.cell("ml")


def test_only_what_meets_the_condition_is_counted() -> None:
    book = parse(SCIENCE)
    meetings = book.register("meetings")
    rows = (Row(1, "yx", {"kind": "mobilisation"}), Row(2, "yx", {"kind": "discussion"}))
    assert counted(meetings, meetings.count("mobilisation"), rows, book=book, units=UNITS).cell("yx").value == 1


def test_a_share_of_nothing_is_no_share() -> None:
    column = REGISTER.column("answer_rate")
    assert share(column, ROWS[1].values) == 50
    assert share(column, {"answered": "3"}) is None
    assert share(column, {"answered": "0", "opinions": "0"}) is None
