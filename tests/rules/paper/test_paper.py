"""Numbers, figures, tables, roll-up and comparison, as pure values."""

from dataclasses import replace

import pytest

from pingyi import plans
from pingyi.rules.paper import tables
from pingyi.rules.paper.content import Annex, Content, Section, read
from pingyi.rules.paper.difference import compared
from pingyi.rules.paper.errors import (
    BelongsInRegister,
    HasRows,
    NotExamined,
    RollUpOpen,
    RowIncomplete,
    SumDisagrees,
    UnknownFigure,
)
from pingyi.rules.paper.figures import filled, named
from pingyi.rules.paper.number import chinese, ordinal, spelled
from pingyi.rules.paper.rollup import Child, Pulled, rolled_up
from pingyi.rules.rulebook import parse
from pingyi.rules.rulebook.papers import Tabled
from pingyi.rules.rulebook.words import Text

BOOK = parse(plans.read(plans.SCIENCE_BUREAU))


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numerals(number: int, said: str) -> None:
    assert chinese(number) == said
    assert ordinal(1, number) == f"{said}、" and ordinal(2, number) == f"（{said}）"
    for wrong in (0, 100):
        with pytest.raises(ValueError, match="no Chinese numeral"):
            chinese(wrong)


def test_the_number_of_a_paper() -> None:
    assert spelled("市科评办", 2026, 7) == "市科评办〔2026〕7号"
    assert (ordinal(3, 2), ordinal(4, 2), ordinal(5, 2)) == ("2.", "（2）", "")


def test_only_known_figures_are_filled_in() -> None:
    assert filled("{{单位}}共{{问题总数}}个", {"单位": "甲局", "问题总数": "3"}) == "甲局共3个"
    assert named("{{a}}{{b}}{{a}}") == ("a", "b")
    assert filled("{{单位}}", {"单位": "{{年度}}"}) == "{{年度}}", "what was filled in is not read again"
    with pytest.raises(UnknownFigure):
        filled("{{单位.__class__}}", {"单位": "甲局"})


def row(content: str, **said: str) -> dict[str, str]:
    return {"content": content, **said}


PROBLEM = {"level": "section", "method": "talk", "problem": "慢", "cause": "人少", "remedy": "增人"}
SOUND = {"method": "files", "reason": "逐件查过"}


def test_every_content_is_examined_with_its_reasons() -> None:
    rows = [row(each.code, **(PROBLEM if each.code == "C1" else SOUND)) for each in BOOK.contents]
    tables.ensure_complete(Tabled.SELF_EXAM, rows, BOOK)
    assert tables.counted(Tabled.SELF_EXAM, rows) == {"问题总数": 1, "无问题项数": 5}
    made = tables.annex(Tabled.SELF_EXAM, "表", rows, BOOK)
    assert made.rows[0][1:4] == ("科室", "谈心谈话", "慢") and made.rows[1][3] == "未发现问题"
    assert tables.recounted(Tabled.SELF_EXAM, made) == tables.counted(Tabled.SELF_EXAM, rows)
    with pytest.raises(NotExamined):
        tables.ensure_complete(Tabled.SELF_EXAM, [*rows[:5], row("C6")], BOOK)
    for lacking in ("method", "reason"):
        with pytest.raises(RowIncomplete):
            tables.ensure_complete(Tabled.SELF_EXAM, [*rows[:5], row("C6", **(SOUND | {lacking: " "}))], BOOK)
    with pytest.raises(RowIncomplete, match="整改措施"):
        tables.ensure_complete(Tabled.SELF_EXAM, [row("C1", **(PROBLEM | {"remedy": ""})), *rows[1:]], BOOK)


def results(**said: str) -> list[dict[str, str]]:
    none = {"found": "0", "done": "0", "pending": "0", "deferred": "0", "rules": "0"}
    return [row(each.code, **(none | (said if each.code == "C1" else {}))) for each in BOOK.contents]


def test_what_was_found_is_the_sum_of_what_became_of_it() -> None:
    rows = results(found="3", done="1", pending="1", deferred="1", reason="待省里批复", rules="2")
    tables.ensure_complete(Tabled.RECTIFICATION, rows, BOOK)
    made = tables.annex(Tabled.RECTIFICATION, "表", rows, BOOK)
    assert made.total == ("合计", "3", "1", "1", "1", "", "2") and not made.disagreeing
    assert tables.recounted(Tabled.RECTIFICATION, made) == tables.counted(Tabled.RECTIFICATION, rows)
    with pytest.raises(SumDisagrees):
        tables.ensure_complete(Tabled.RECTIFICATION, results(found="3", done="1"), BOOK)
    with pytest.raises(RowIncomplete, match="暂难整改的原因"):
        tables.ensure_complete(Tabled.RECTIFICATION, results(found="1", deferred="1"), BOOK)
    for wrong in ("-1", "", "３", "1000000", "1.5"):
        with pytest.raises(RowIncomplete):
            tables.ensure_complete(Tabled.RECTIFICATION, results(found=wrong, done=wrong), BOOK)


def child(unit: str, found: int | None = None, **how: object) -> Child:
    counted = (("问题总数", found),) if found is not None else ()
    digest = f"{unit}{found}" if found is not None else ""
    return Child(unit, Text(unit, unit), digest=digest, counted=counted, **how)  # type: ignore[arg-type]


def test_a_roll_up_has_each_child_and_the_sum_of_all() -> None:
    made = rolled_up([child("a", 2), child("b", 3, late=True), child("c", missing="三催未报")])
    assert [how for _, how in made.children] == [Pulled.INCLUDED, Pulled.LATE, Pulled.MISSING]
    assert made.totals == {"问题总数": 5} and made.figures["未报单位"] == "c"
    made.ensure_complete()
    table = made.annex("汇总表")
    assert table.total == ("合计", "2/3", "", "5") and not table.disagreeing
    with pytest.raises(RollUpOpen, match="d"):
        rolled_up([child("a", 2), child("d")]).ensure_complete()
    later = rolled_up([child("a", 2), child("b", 4), child("c", 1)], made.pulled)
    assert [how for _, how in later.children] == [Pulled.INCLUDED, Pulled.SUPPLEMENT, Pulled.SUPPLEMENT]
    assert later.totals == {"问题总数": 7}


def content(text: str) -> Content:
    table = Annex("表", ("甲",), (("1",),), ("1",))
    return Content("D21", "题", "局", ("厅",), (), (Section("a", "一", text),), (table,), (("甲", 1),))


def test_a_content_is_what_its_bytes_say() -> None:
    said = content("甲\n乙")
    assert read(said.data.decode()) == said and not said.disagreeing
    assert content("甲\n丙").digest != said.digest
    assert [(line.before, line.after) for line in compared(said, content("甲\n丙\n丁")) if line.changed] == [
        ("乙", "丙"),
        (None, "丁"),
    ]
    assert not any(line.changed for line in compared(said, said))


def test_a_table_names_the_figure_that_its_rows_do_not_come_to() -> None:
    rows = (("甲", "1.5", "7"), ("乙", "0.25", "不详"))
    sound = Annex("表", ("单位", "金额", "人数"), rows, ("合计", "1.75", "7"))
    assert not sound.disagreeing and replace(sound, total=("合计", "1.74", "7")).disagreeing == "金额"
    assert replace(sound, rows=rows[:1]).digest != sound.digest
    said = replace(content("甲"), annexes=(replace(sound, total=("合计", "", "8")),))
    assert tables.disagreeing(None, said) == "人数"


def test_what_a_register_feeds_is_neither_typed_nor_denied_beside_it() -> None:
    first, second = BOOK.contents[:2]
    problems = [{"content": first.code, "problem": "迟办", "level": "leadership", "points": ["x"]}]
    none = {"content": second.code, "method": "files", "reason": "已逐件查阅"}
    assert [row["problem"] if "problem" in row else row["reason"] for row in tables.fed([none], problems)] == [
        "迟办",
        "已逐件查阅",
    ]
    name = Text("登记簿", "the register")
    tables.ensure_fed([none], problems, name, BOOK)
    with pytest.raises(HasRows, match="the register"):
        tables.ensure_fed([none | {"content": first.code}], problems, name, BOOK)
    with pytest.raises(BelongsInRegister, match="另一件"):
        tables.ensure_fed([none | {"problem": "另一件"}], problems, name, BOOK)
