"""Every field of every public part has words in both languages; values are the plan's names, days and yes or no."""

from dataclasses import fields, is_dataclass
from typing import get_args, get_type_hints

import pytest
from django.utils.translation import override

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.journal.vocabulary import KINDS
from pingyi.ui.words.entry import FIELDS, VALUES, lines

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU), year=2026)


def written() -> set[str]:
    """The names in the public part of every kind, and of its members where it lists them."""
    names = set()
    for kind in KINDS.values():
        if kind.LISTED is None:
            names |= set(kind.PUBLIC.values())
        else:
            _, member = get_args(get_type_hints(kind)[kind.LISTED])
            names |= {each.name for each in fields(member)} if is_dataclass(member) else set()
    return names


@pytest.mark.parametrize("name", sorted(written()))
def test_a_field_that_is_written_has_words(name: str) -> None:
    assert name in FIELDS, "give the field words in ui/entry.py"


@pytest.mark.parametrize("words", [*FIELDS.values(), *VALUES.values()], ids=[*FIELDS, *VALUES])
def test_words_are_translated(words: object) -> None:
    with override("en"):
        english = str(words)
    with override("zh-hans"):
        assert str(words) != english and str(words).strip()


def test_nothing_is_said_that_nobody_writes() -> None:
    assert written() == set(FIELDS), "a name without a writer"


UNIT = BOOK.ranked_units[0]
CASES = [
    ({"unit": UNIT.code, "sizes": {"enterprises": 9}}, [("单位", UNIT.name.zh), ("人数：科技企业", "9")]),
    ({"sizes": {UNIT.code: {"enterprises+parks": 9}}}, [(f"人数：{UNIT.name.zh}：科技企业＋科技园区及入驻单位", "9")]),
    ({"owner": 2, "event": "ab"}, [("密钥保管方序号或承办单位", "2"), ("公开板最近一项的指纹", "ab")]),
    ({"party": "stat_lead", "kind": "count"}, [("签字身份", "统计局负责人"), ("事项", "共同计票")]),
    ({"phase": "P2", "decision": None}, [("阶段", BOOK.phase("P2").name.zh), ("决定文号", "—")]),
    ({"off": ["2027-01-01"], "late": True}, [("放假日", "2027年1月1日"), ("逾期", "是")]),
    ({"known_at": "2026-06-25T09:00:00+08:00"}, [("种子公开时间", "2026年6月25日9:00")]),
    ({"C93kzjj8eKxGTa": {"unit": UNIT.code}}, [("票箱C93kzjj8eKxGTa：单位", UNIT.name.zh)]),
]


@pytest.mark.parametrize(("public", "said"), CASES)
def test_fields_and_values_are_said_in_chinese(public: dict, said: list[tuple[str, str]]) -> None:
    with override("zh-hans"):
        assert list(lines(public, BOOK)) == said


def test_without_a_plan_codes_stay_as_they_are() -> None:
    with override("en"):
        assert list(lines({"unit": "xy", "topic": "?", "role": "?"}, None)) == [
            ("Unit", "xy"), ("Decided about", "?"), ("Role", "?")
        ]  # fmt: skip
