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
from pingyi.rules.journal.subject import Subject
from pingyi.ui.words.notices import kinds, page_of, sentence

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU))
DECIDED = {"number": "决〔2026〕9号", "unit": BOOK.ranked_units[0].code, "prohibition": "P3"}
VALUES = {
    "task": "county-plan",
    "title": "实施方案",
    "due": "2026-07-10",
    "ends": "2026-07-13",
    "phase": "P1",
    **DECIDED,
}
POSTED = re.compile(r'(?:post|post_once|notify_[a-z]+|_announce|_notify)\(\s*(?:"?[A-Za-z]+"?, )?"([a-z-]+)"')


def said(kind: str, language: str) -> str:
    with override(language):
        return sentence(
            Note(1, kind, Subject.of("duty", 1), dict(VALUES), datetime(2026, 7, 1, tzinfo=UTC), seen=False), BOOK
        )


def texts() -> list[str]:
    """The source, without what only declares."""
    return [path.read_text() for path in Path(pingyi.__file__).parent.rglob("*.py") if path.name != "notices.py"]


def undeclared(sources: list[str]) -> set[str]:
    """Kinds that are posted and that no room declares."""
    return {kind for text in sources for kind in POSTED.findall(text)} - set(kinds())


def test_what_is_posted_is_declared_by_a_room() -> None:
    assert undeclared(texts()) == set()
    assert undeclared(['post("phase-opened", about=…)', 'act.notify_owner("duty-lost", duty)']) == {"duty-lost"}


def test_what_is_declared_is_posted() -> None:
    sources = texts()
    assert {kind for kind in kinds() if not any(f'"{kind}"' in text for text in sources)} == set()


def test_a_notice_leads_where_it_can_be_seen() -> None:
    def page(kind: str, about: str, *shut: str) -> str:
        note = Note(1, kind, Subject.read(about), {}, datetime(2026, 7, 1, tzinfo=UTC), seen=False)
        return page_of(note, lambda address: address not in shut)

    assert page("duty-returned", "duty:7") == "/duties/7/"
    assert page("phase-opened", "campaign:x") == "/campaign/"
    assert page("phase-opened", "campaign:x", "/campaign/") == "/"
    assert page("duty-returned", "duty:7", "/duties/7/") == ""
    assert page("password-changed", "account:7") == page("mystery", "duty:7") == ""


@pytest.mark.parametrize("kind", kinds())
def test_a_sentence_is_whole_in_both_languages(kind: str) -> None:
    chinese, english = said(kind, "zh-hans"), said(kind, "en")
    assert chinese != english and "%(" not in chinese + english


def test_dates_and_names_are_the_readers() -> None:
    assert (
        said("duty-due-soon", "en") == "Yunxiu County Science and Technology Bureau: "
        "“Draw up the county plan and submit it for approval before it takes effect” is due on Fri 10 July."
    )
    assert said("phase-extended", "zh-hans") == "“第一阶段（宣传发动和准备）”延长至7月13日（周一）。"


def test_an_unknown_kind_shows_as_written() -> None:
    assert said("mystery", "en") == "mystery"


def test_a_decision_is_told_with_unit_and_prohibition_by_name() -> None:
    told = said("unit-disqualified", "zh-hans")
    assert BOOK.ranked_units[0].name.zh in told and "拉票买票" in told and "决〔2026〕9号" in told
