"""Every field of every public part has words in both languages; values are the plan's names, days and yes or no."""

import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import get_args, get_type_hints

import pytest
from django.utils.translation import override

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.journal.vocabulary import KINDS, field_of
from pingyi.rules.journal.vocabulary.fields import SHARED
from pingyi.ui.words.entry import lines

BOOK = rulebook.parse(plans.read(plans.SCIENCE_BUREAU), year=2026)


def written() -> set[tuple[str, str]]:
    """Kind and name of every public field, and of the members where a kind lists them."""
    found = set()
    for code, kind in KINDS.items():
        names = set(kind.PUBLIC.values())
        if kind.LISTED is not None:
            _, member = get_args(get_type_hints(kind)[kind.LISTED])
            names = {each.name for each in fields(member)} if is_dataclass(member) else set()
        found |= {(code, name) for name in names}
    return found


@pytest.mark.parametrize(("kind", "name"), sorted(written()))
def test_a_field_that_is_written_has_words(kind: str, name: str) -> None:
    found = field_of(kind, name)
    assert found is not None, f"give {name} words in FIELDS of the noun's module in rules/journal/vocabulary"
    for words in (found.words, *found.values.values()):
        assert re.search(r"[\u4e00-\u9fff]", words.zh) and words.en.isascii()


def test_nothing_is_said_that_nobody_writes() -> None:
    said = set()
    for kind in KINDS.values():
        said |= {(kind.__module__, name) for name in vars(import_module(kind.__module__)).get("FIELDS", ())}
    assert said <= {(KINDS[kind].__module__, name) for kind, name in written()}, "a name without a writer"
    assert set(SHARED) <= {name for _, name in written()}


UNIT = BOOK.ranked_units[0]
CASES = [
    (
        "roll:import:1",
        {"unit": UNIT.code, "sizes": {"enterprises": 9}},
        [("单位", UNIT.name.zh), ("人数：科技企业", "9")],
    ),
    (
        "roll:import:1",
        {"sizes": {UNIT.code: {"enterprises+parks": 9}}},
        [(f"人数：{UNIT.name.zh}：科技企业＋科技园区及入驻单位", "9")],
    ),
    (
        "pool:close:1",
        {"candidates": [{"code": "K01", "category": "enterprises", "group": "", "barred": False}]},
        [("待抽编号、类别和分组", "K01 科技企业")],
    ),
    ("pool:close:1", {"places": [["enterprises", 3]]}, [("各类名额", "科技企业 3")]),
    ("box:share:1", {"owner": 2, "event": "ab"}, [("密钥保管方序号", "2"), ("公开板最近一项的指纹", "ab")]),
    ("duty:submit:1", {"owner": UNIT.code, "state": "done"}, [("承办单位", UNIT.name.zh), ("任务状态", "已完成")]),
    ("minutes:sign:1", {"party": "stat_lead", "kind": "count"}, [("签字身份", "统计局负责人"), ("事项", "共同计票")]),
    ("phase:open:1", {"phase": "P2", "decision": None}, [("阶段", BOOK.phase("P2").name.zh), ("决定文号", "—")]),
    ("workdays:record:1", {"off": ["2027-01-01"]}, [("放假日", "2027年1月1日")]),
    ("duty:submit:1", {"late": True}, [("逾期", "是")]),
    ("seed:name:1", {"known_at": "2026-06-25T09:00:00+08:00"}, [("随机数公开时间", "2026年6月25日9:00")]),
    ("box:create:1", {"C93kzjj8eKxGTa": {"unit": UNIT.code}}, [("票箱C93kzjj8eKxGTa：单位", UNIT.name.zh)]),
]


@pytest.mark.parametrize(("kind", "public", "said"), CASES)
def test_fields_and_values_are_said_in_chinese(kind: str, public: dict, said: list[tuple[str, str]]) -> None:
    with override("zh-hans"):
        assert list(lines(kind, public, BOOK)) == said


def test_without_a_plan_codes_stay_as_they_are() -> None:
    with override("en"):
        assert list(lines("unit:enter:1", {"units": ["xy"]}, None)) == [("Units", "xy")]
        assert list(lines("decision:record:1", {"topic": "?"}, None)) == [("Decided about", "?")]
        assert list(lines("role:grant:1", {"role": "?"}, None)) == [("Role", "?")]


def test_what_nobody_names_shows_as_it_is_written() -> None:
    assert list(lines("mystery:happen:2", {"odd": 1}, BOOK)) == [("odd", "1")]
