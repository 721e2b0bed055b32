"""A row may hold what its columns allow: each kind with an allowed value beside refused ones."""

from typing import Any

import pytest

from pingyi.rules.register import Beside, Row, flaws
from pingyi.rules.register.errors import BeyondLimits, Misshapen, NoSuchColumn, NotDefined, TooLong, ValueMissing
from pingyi.rules.rulebook import Rulebook, parse
from pingyi.rules.rulebook.registers import Register
from tests.rules.rulebook.planting import SCHOOL

ALL_KINDS = """
[[registers]]
code = "all"
name = { zh = "各类栏", en = "All kinds" }
purpose = { zh = "试。", en = "To try." }
title = "text"
writers = ["office_staff"]
columns = [
  { code = "text", kind = "text", required = true, name = { zh = "文字", en = "Text" } },
  { code = "long", kind = "long_text", name = { zh = "长文", en = "Long text" } },
  { code = "number", kind = "number", least = 1, most = 30, name = { zh = "数", en = "Number" } },
  { code = "money", kind = "money", name = { zh = "金额", en = "Money" } },
  { code = "date", kind = "date", name = { zh = "日期", en = "Day" } },
  { code = "span", kind = "time_span", name = { zh = "时间", en = "Time" } },
  { code = "yes", kind = "yes_no", name = { zh = "是否", en = "Whether" } },
  { code = "one", kind = "choice", vocabulary = "participants", name = { zh = "一项", en = "One" } },
  { code = "some", kind = "choices", vocabulary = "contents", name = { zh = "几项", en = "Some" } },
  { code = "person", kind = "person", name = { zh = "人员", en = "Person" } },
  { code = "unit", kind = "unit", name = { zh = "单位", en = "Unit" } },
  { code = "place", kind = "place", name = { zh = "地点", en = "Place" } },
  { code = "link", kind = "link", name = { zh = "链接", en = "Link" } },
  { code = "row", kind = "row", register = "open-days", name = { zh = "开放日", en = "Open day" } },
  { code = "files", kind = "files", name = { zh = "附件", en = "Files" } },
  { code = "signed", kind = "signature", name = { zh = "签名", en = "Signature" } },
  { code = "rate", kind = "share", part = "number", whole = "money", name = { zh = "占比", en = "Share" } },
]
"""
BOOK: Rulebook = parse(SCHOOL + ALL_KINDS)
REGISTER: Register = BOOK.register("all")
BESIDE = Beside(units=("ml",), persons=("12",), rows={"open-days": {3}})

# column, allowed, refused, the refusal
CASES: list[tuple[str, Any, Any, type[Exception]]] = [
    ("text", "字" * 200, "字" * 201, TooLong),
    ("text", "开放日", " 开放日", Misshapen),
    ("text", "开放日", "开\n放日", Misshapen),
    ("text", "开放日", "", Misshapen),
    ("text", "开放日", 5, Misshapen),
    ("long", "第一行\n第二行", "开\u202e放", Misshapen),
    ("number", "30", "31", BeyondLimits),
    ("number", "1", "0.9999", BeyondLimits),
    ("number", "2.5", "2.50", Misshapen),
    ("number", "2.0001", "2.00001", Misshapen),
    ("number", "2", 2, Misshapen),
    ("number", "2", "NaN", Misshapen),
    ("money", "199.99", "199.999", Misshapen),
    ("money", "0", "-1", BeyondLimits),
    ("date", "2026-02-28", "2026-02-30", Misshapen),
    ("date", "2026-07-10", "20260710", Misshapen),
    ("span", "08:30/11:30", "11:30/08:30", Misshapen),
    ("span", "00:00/23:59", "08:30/24:00", Misshapen),
    ("yes", False, "no", Misshapen),
    ("one", "parents", "teachers", NotDefined),
    ("some", ["E1", "E3"], ["E1", "E1"], Misshapen),
    ("some", ["E2"], ["E9"], NotDefined),
    ("some", ["E2"], [], Misshapen),
    ("person", "12", "13", NotDefined),
    ("unit", "ml", "xh", NotDefined),
    ("link", "https://www.example.cn/新闻?id=1", "javascript:alert(1)", Misshapen),
    ("link", "http://example.cn", "http://exa mple.cn", Misshapen),
    ("row", 3, 4, NotDefined),
    ("row", 3, True, Misshapen),
]


@pytest.mark.parametrize(("column", "allowed", "refused", "refusal"), CASES)
def test_each_kind(column: str, allowed: Any, refused: Any, refusal: type[Exception]) -> None:
    row = {"text": "开放日"}
    assert flaws(REGISTER, row | {column: allowed}, book=BOOK, beside=BESIDE) == {}
    [(code, found)] = flaws(REGISTER, row | {column: refused}, book=BOOK, beside=BESIDE).items()
    assert (code, type(found)) == (column, refusal)


def test_everything_wrong_is_told_at_once() -> None:
    """The missing one, the strange one, and those that nobody types in."""
    found = flaws(REGISTER, {"colour": "red", "rate": "5", "files": "x"}, book=BOOK, beside=BESIDE)
    assert {code: type(refusal) for code, refusal in found.items()} == {
        "text": ValueMissing, "colour": NoSuchColumn, "rate": NoSuchColumn, "files": NoSuchColumn,
    }  # fmt: skip


def test_the_digest_follows_the_content_alone() -> None:
    one = Row(1, "ml", {"text": "开放日", "number": "2"})
    assert one.digest == Row(1, "ml", {"number": "2", "text": "开放日"}).digest
    assert one.digest != Row(1, "ml", {"text": "开放日", "number": "3"}).digest
