"""Every kind of notice that the programme posts has a sentence, in both languages, with nothing left to fill in."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

import pingyi
from pingyi import plans
from pingyi.records.outbox.queries import Note
from pingyi.rules import rulebook
from pingyi.ui.words.notices import SENTENCES, sentence

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU))
DECIDED = {"number": "决〔2026〕9号", "unit": BOOK.ranked_units[0].code, "prohibition": "P3"}
VALUES = {"task": "county-plan", "due": "2026-07-10", "ends": "2026-07-13", "phase": "P1", **DECIDED}
POSTED = re.compile(r'"((?:disqualification|duty|duties|phase|plan|unit)-[a-z-]+)"')


def said(kind: str, language: str) -> str:
    with override(language):
        return sentence(Note(1, kind, "duty/1", dict(VALUES), datetime(2026, 7, 1, tzinfo=UTC), seen=False), BOOK)


def posted_kinds() -> list[str]:
    """The kinds spelled out where records post them."""
    sources = (
        (Path(pingyi.__file__).parent / "records").rglob("actions*/**/*.py"),
        Path(pingyi.__file__).parent.glob("records/*/actions.py"),
    )
    texts = [path.read_text() for found in sources for path in found]
    return sorted({kind for text in texts for kind in POSTED.findall(text)})


def test_what_is_posted_has_a_sentence() -> None:
    assert (
        {"phase-opened", "duty-returned", "unit-disqualified", "disqualification-revoked"}
        <= set(posted_kinds())
        <= set(SENTENCES)
    )


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_sentence_is_whole_in_both_languages(kind: str) -> None:
    chinese, english = said(kind, "zh-hans"), said(kind, "en")
    assert chinese != english and "%(" not in chinese + english


def test_dates_and_names_are_the_readers() -> None:
    assert (
        said("duty-due-soon", "en") == "Yunxiu County Science and Technology Bureau: "
        "“Draw up the county plan and submit it for approval before it takes effect” is due on Fri 10 July."
    )
    assert said("phase-extended", "zh-hans") == "“第一阶段（宣传发动和准备）”延长至 7月13日（周一）。"


def test_an_unknown_kind_shows_as_written() -> None:
    assert said("mystery", "en") == "mystery"


def test_a_decision_is_told_with_unit_and_prohibition_by_name() -> None:
    told = said("unit-disqualified", "zh-hans")
    assert BOOK.ranked_units[0].name.zh in told and "拉票买票" in told and "决〔2026〕9号" in told
