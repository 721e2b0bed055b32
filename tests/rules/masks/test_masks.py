"""Masks hide whole characters and nothing else; finding aids point at what may tell who wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.masks import (
    MASKED,
    Finding,
    FragmentAbsent,
    MaskCuts,
    MaskOutside,
    Span,
    checked,
    covered,
    places,
    proposals,
)

FAMILY = "👨‍👩‍👧"


def hidden(text: str, *spans: tuple[int, int]) -> str:
    return covered(text, [Span(start, end, Finding.OTHER) for start, end in spans])


def test_what_is_hidden_is_seen_to_be_hidden() -> None:
    assert hidden("王科长让我跑了三趟。", (0, 3)) == f"{MASKED}让我跑了三趟。"
    assert hidden("跑了三趟。") == "跑了三趟。"
    assert hidden("甲乙丙丁", (0, 1), (2, 3)) == f"{MASKED}乙{MASKED}丁"


def test_places_that_touch_or_overlap_are_one_mask() -> None:
    assert hidden("甲乙丙丁戊", (1, 3), (2, 4)) == hidden("甲乙丙丁戊", (1, 3), (3, 4)) == f"甲{MASKED}戊"
    assert hidden("甲乙丙丁戊", (0, 5), (1, 2)) == MASKED


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [(FAMILY, 0, 1), ("e\u0301co", 0, 1), ("👍🏽好", 0, 1), ("🇨🇳", 1, 2), ("葛\U000e0100城", 0, 1), ("\r\n", 0, 1)],
)
def test_a_mask_that_cuts_a_character_in_two_is_refused(text: str, start: int, end: int) -> None:
    with pytest.raises(MaskCuts):
        hidden(text, (start, end))
    with pytest.raises(MaskCuts):
        places(text, text[start:end])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 1), (1, 3), (2, 1)])
def test_a_mask_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(MaskOutside):
        hidden("甲乙", (start, end))


def test_a_fragment_is_found_everywhere_in_whole_characters() -> None:
    assert [(each.start, each.end) for each in places("龘𠮷局，龘𠮷局", "𠮷局")] == [(1, 3), (5, 7)]
    assert [each.start for each in places("e\u0301 e", "e")] == [3]
    for absent in ("林山", ""):
        with pytest.raises(FragmentAbsent):
            places("清河", absent)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_what_is_not_hidden_stays_word_for_word(text: str, asked: list[tuple[int, int]]) -> None:
    spans = []
    for start, end in asked:
        try:
            spans += checked(text, [Span(start, end, Finding.OTHER)])
        except (MaskCuts, MaskOutside):
            continue
    shown = covered(text, spans)
    kept = "".join(sign for place, sign in enumerate(text) if not any(each.start <= place < each.end for each in spans))
    assert shown.replace(MASKED, "") == kept
    for span in proposals(text):
        assert checked(text, [span])


@pytest.mark.parametrize(
    ("text", "fragment", "finding"),
    [
        ("接待我的王科长态度不好", "王科长", Finding.NAME),
        ("找到李副局长也没用", "李副局长", Finding.NAME),
        ("窗口的欧阳老师很耐心", "欧阳老师", Finding.NAME),
        ("小张让我等着", "小张", Finding.NAME),
        ("请回电１３８１２３４５６７８", "１３８１２３４５６７８", Finding.CONTACT),
        ("电话139 1234 5678。", "139 1234 5678", Finding.CONTACT),
        ("办公室0999-8123456没人接", "0999-8123456", Finding.CONTACT),
        ("微信号yunzhou_2026", "微信号yunzhou_2026", Finding.CONTACT),
        ("发到li.si@example.com了", "li.si@example.com", Finding.CONTACT),
        ("身份证110101199003072316", "110101199003072316", Finding.ID_NUMBER),
        ("车牌云A·12345被拖走", "云A·12345", Finding.PLATE),
        ("我住柳树镇王家村三组", "柳树镇", Finding.ADDRESS),
        ("人民路12号的窗口", "人民路12号", Finding.ADDRESS),
        ("我是合作社会计", "我是合作社会计", Finding.POST),
        ("我们是县里唯一做菌种的", "唯一", Finding.RARE),
        ("专利ZL 202310123456.7至今没有资助", "ZL 202310123456.7", Finding.RARE),
        ("村里五户一起申请", "五户", Finding.GROUP),
    ],
)
def test_what_may_tell_who_wrote_it_is_proposed(text: str, fragment: str, finding: Finding) -> None:
    found = [text[each.start : each.end] for each in proposals(text) if each.finding is finding]
    assert any(fragment in each for each in found)


def test_what_tells_nothing_is_left() -> None:
    assert proposals("窗口让我跑了三趟，走了六十里路，第三次才说要原件。") == ()
    assert proposals("") == ()
