"""From bytes to a rulebook: encodings, syntax, sizes, years."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.rulebook import FaultyPlan, canonical, decode, parse, restore
from tests.rules.rulebook.planting import SCHOOL, SCIENCE, changed, faults, paths


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
    assert "第 2 行第 8 列应符合 TOML 语法（值无效）" in fault.sentence("zh")
    assert "year = = 2" in fault.sentence("en")


def test_end_of_file_is_a_place_and_an_endless_integer_is_in_the_file() -> None:
    assert paths("schema = 1\nyear = ") == ["line 2, column 8"]
    assert paths(f"year = {'9' * 5000}") == ["file"]


@pytest.mark.parametrize(
    "text",
    ["", "a = ", "[", f"a = {'[' * 100_000}", f"year = {'9' * 5000}", "schema = 1\nschema = 1", "a = 1979-13-01"],
)
def test_no_text_breaks_the_reader(text: str) -> None:
    assert faults(text)


def test_lines_ended_by_windows_and_comments_change_nothing() -> None:
    text = SCHOOL.replace("\n", "\r\n") + "# a comment\r\n"
    assert parse(text).digest == parse(SCHOOL).digest


@given(st.text(alphabet="ab=[]{}\"'.,-+#\n\r\t 019é明\x00\\", max_size=60))
@settings(max_examples=200)
def test_any_text_gives_faults_and_nothing_else(text: str) -> None:
    assert faults(text)


@given(st.binary(max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_text_or_a_fault(data: bytes) -> None:
    with suppress(FaultyPlan):
        assert isinstance(decode(data), str)


@given(st.integers(0, SCHOOL.count("\n") - 1), st.sampled_from(["", "x = 1", "name = 3", "code = []", "phase = {}"]))
@settings(max_examples=60)
def test_any_spoilt_line_gives_sentences_in_both_languages(place: int, line: str) -> None:
    lines = SCHOOL.split("\n")
    lines[place] = line
    for fault in faults("\n".join(lines)):
        assert "\n" not in fault.sentence("zh") + fault.sentence("en")


def test_composed_and_decomposed_letters_are_one_spelling() -> None:
    text = changed(SCHOOL, 'en = "school"', 'en = "école"')
    assert parse(unicodedata.normalize("NFD", text)) == parse(text)


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


@pytest.mark.parametrize("sign", ["\ue863", "\ufffd", "\u202e", "锟斤拷"])
def test_signs_that_are_no_characters_are_faults_of_their_place(sign: str) -> None:
    with pytest.raises(FaultyPlan) as refused:
        parse(SCHOOL.replace("义务教育学校", f"义务{sign}学校", 1).replace("义务教育学校", f"义务{sign}学校"))
    assert any("第 " in fault.sentence("zh") and "sector" in fault.path for fault in refused.value.faults)
