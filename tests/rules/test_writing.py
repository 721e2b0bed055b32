"""Which signs a text may be made of, and the two encodings of Chinese files."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.writing import STANDARD_2022, Wrong, decode, flaw, half_width, meant, tidy


@pytest.mark.parametrize(
    ("text", "place", "wrong"),
    [
        ("孙\ue863", 2, Wrong.PRIVATE),
        ("\U000f0000", 1, Wrong.PRIVATE),
        ("李\ufffd", 2, Wrong.LOST),
        ("某锟斤拷公司", 2, Wrong.LOST),
        ("\ud800", 1, Wrong.SURROGATE),
        ("\ufffe", 1, Wrong.NOTHING),
        ("\U0002ffff", 1, Wrong.NOTHING),
        ("a\0", 2, Wrong.CONTROL),
        ("a\x85", 2, Wrong.CONTROL),
        ("a\u2028b", 2, Wrong.CONTROL),
        ("a\nb", 2, Wrong.BREAK),
        ("a\u202eb", 2, Wrong.HIDDEN),
        ("王\u200b明", 2, Wrong.HIDDEN),
        ("王\u3164", 2, Wrong.HIDDEN),
        ("王\U000e0041", 2, Wrong.HIDDEN),
    ],
)
def test_signs_that_may_not_stand_in_a_text(text: str, place: int, wrong: Wrong) -> None:
    found = flaw(text)
    assert found
    assert (found.place, found.wrong) == (place, wrong)


@pytest.mark.parametrize(
    "text", ["王䶮", "周\U0002a6a5", "\U00031350", "阿依古丽·示例", "e\u0301", "1号楼", "👍", "", "辻\U000e0100"]
)
def test_signs_that_may(text: str) -> None:
    assert flaw(text, name=True) is None


def test_a_question_mark_is_a_lost_character_in_names_only() -> None:
    assert flaw("满意吗？Why?") is None
    assert [flaw(name, name=True).wrong for name in ("郑?", "郑？", "郑□")] == [Wrong.LOST] * 3  # type: ignore[union-attr]


def test_lines_are_allowed_where_they_are_asked_for() -> None:
    assert flaw("a\nb\tc", lines=True) is None
    assert flaw("a\x0bb", lines=True) is not None


def test_signs_without_width_are_no_part_of_what_was_typed() -> None:
    assert tidy("\ufeff王\u200b明\u2060 ") == "王明"
    assert tidy("ᠮᠣᠩ\u180eᠭᠣᠯ\u200b") == "ᠮᠣᠩ\u180eᠭᠣᠯ"
    assert flaw("ᠮᠣᠩ\u180eᠭᠣᠯ", name=True) is None


@given(st.text())
def test_a_tidy_text_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_full_width_is_all_that_is_changed_at_half_width() -> None:
    assert half_width("￥１２．５０，（Ａ）　～") == "¥12.50,(A) ~"
    assert half_width("5² ① ½ ㎡ 。、") == "5² ① ½ ㎡ 。、"


def test_what_old_systems_mean_by_their_private_signs() -> None:
    assert [meant(sign) for sign in "\ue863\ue81e\ue816\ue000"] == ["䶮", "龴", "𠂇", ""]
    told = [meant(chr(sign)) for sign in range(0xE815, 0xE865)]
    assert len(set(told)) == 80
    assert not any(unicodedata.category(sign) == "Co" for sign in told)


def test_gb18030_is_read_by_its_edition_of_2022() -> None:
    assert decode("名\n".encode("gb18030") + bytes.fromhex("fe59fe9fa6d9fe51")) == "名\n龴䶮︐𠂇"
    assert not any(unicodedata.category(sign) == "Co" for sign in STANDARD_2022.values())


@pytest.mark.parametrize(
    "text",
    ["", " \n", "\xa0\u3000", "\u2800\u2800", "\u200b\u2060", "\u3164", "\uffa0", "\ufffc", "\u0301", "\U0001d159"],
)
def test_a_text_that_shows_nothing_is_none(text: str) -> None:
    assert tidy(text) == ""
    assert tidy(f"理{text}由") != ""


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Co", "Cs"], exclude_characters="\0\ufeff")))
def test_whatever_can_be_written_is_read_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
    assert decode(text.encode("utf-16")) == text


def test_broken_utf8_is_not_taken_for_gb18030() -> None:
    whole = "清河县科技局,王明\n".encode()
    assert decode(whole[:-2] + b"\n") is None
    assert decode(b"\xef\xbb\xbf" + "王明".encode("gb18030")) is None
    assert decode("王明,李四\n名单".encode("gb18030")) == "王明,李四\n名单"
    assert decode(b"a\0") is None
