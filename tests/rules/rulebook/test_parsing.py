"""From bytes to a rulebook: encodings, syntax, sizes, years."""

from datetime import date

import pytest

from pingyi.rules.rulebook import FaultyPlan, canonical, decode, parse, restore

from .planting import SCHOOL, SCIENCE, changed, faults, paths


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_usual_encoding_gives_the_same_rulebook(encoding: str) -> None:
    assert parse(decode(SCHOOL.encode(encoding))).digest == parse(SCHOOL).digest


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", SCHOOL.encode("utf-16"), b"schema = \x80"])
def test_other_bytes_are_explained(data: bytes) -> None:
    with pytest.raises(FaultyPlan) as refused:
        decode(data)
    assert "UTF-8 or GB18030" in refused.value.faults[0].sentence("en")


def test_one_megabyte_is_read_and_one_byte_more_is_not() -> None:
    assert len(decode(b"#" * 1_000_000)) == 1_000_000
    with pytest.raises(FaultyPlan, match="at most 1 MB"):
        decode(b"#" * 1_000_001)


def test_syntax_error_is_told_by_line_and_column() -> None:
    (fault,) = faults("schema = 1\nyear = = 2\n")
    assert fault.path == "line 2, column 8"
    assert "第 2 行第 8 列" in fault.sentence("zh")
    assert "year = = 2" in fault.sentence("en")


@pytest.mark.parametrize(
    "text",
    ["", "a = ", "[", f"a = {'[' * 100_000}", f"year = {'9' * 5000}", "schema = 1\nschema = 1", "a = 1979-13-01"],
)
def test_no_text_breaks_the_reader(text: str) -> None:
    assert faults(text)


def test_lines_ended_by_windows_and_comments_change_nothing() -> None:
    text = SCHOOL.replace("\n", "\r\n") + "# a comment\r\n"
    assert parse(text).digest == parse(SCHOOL).digest


def test_another_year_moves_the_days() -> None:
    book = parse(SCIENCE, year=2028)
    assert (book.year, book.starts, book.ends) == (2028, date(2028, 6, 22), date(2028, 9, 30))
    assert paths(changed(SCIENCE, "year = 2026", "year = 1999")) == ["year"]


def test_leap_day_exists_only_in_leap_years() -> None:
    text = changed(SCHOOL, "[calendar.workdays]\n", '[calendar.workdays]\noff = ["02-29"]\n')
    assert paths(text) == ["calendar.workdays.off[#1]"]
    assert parse(text, year=2028).calendar.workdays.off == (date(2028, 2, 29),)


@pytest.mark.parametrize("text", [SCHOOL, SCIENCE])
def test_canonical_form_is_read_back(text: str) -> None:
    book = parse(text)
    assert restore(canonical(book)) == book


@pytest.mark.parametrize("data", [b"", b"[]", b"1", b"[" * 100_000, b'{"schema":1}'])
def test_other_canonical_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(FaultyPlan):
        restore(data)
