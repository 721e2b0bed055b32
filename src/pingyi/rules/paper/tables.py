"""The tables that reports carry: self-examination by content (R107), results of rectification (R130).

A row is a mapping of texts as the writer entered them; `Table` says what it asks for, what is wrong, what it counts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pingyi.rules.paper.content import Annex, Content
from pingyi.rules.paper.errors import BelongsInRegister, HasRows, NotExamined, RowIncomplete, SumDisagrees
from pingyi.rules.register import Value
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.papers import Tabled
from pingyi.rules.rulebook.words import Text
from pingyi.rules.writing import tidy

Row = Mapping[str, str]

SELF_EXAM = {
    "content": "评议内容",
    "level": "自查层次",
    "method": "自查方式",
    "problem": "存在问题",
    "cause": "原因分析",
    "remedy": "整改措施",
    "reason": "未发现问题的理由",
}
"""Columns of the self-examination. A row without a problem says that none was found, how one looked, and why so."""

RECTIFICATION = {
    "content": "评议内容",
    "found": "问题数",
    "done": "已整改",
    "pending": "正在整改",
    "deferred": "暂难整改",
    "reason": "暂难整改的原因",
    "rules": "建章立制",
}
"""Columns of the results; one row for each content."""

COLUMNS = {Tabled.SELF_EXAM: SELF_EXAM, Tabled.RECTIFICATION: RECTIFICATION}
NOTHING_FOUND = "未发现问题"
WITHOUT = ("content", "method", "reason")
"""What a row says of a content in which nothing was found."""
NUMBERS = ("found", "done", "pending", "deferred", "rules")
FOUND, NONE = "问题总数", "无问题项数"
COUNTED = {"found": FOUND, "done": "已整改数", "pending": "正在整改数", "deferred": "暂难整改数", "rules": "建章立制数"}
VOCABULARIES = {"level": "exam_levels", "method": "exam_methods"}


def given(rows: Sequence[Row]) -> list[Row]:
    """The rows in which anything was entered."""
    return [row for row in rows if any(tidy(value) for name, value in row.items() if name != "content")]


def ensure_complete(table: Tabled, rows: Sequence[Row], book: Rulebook) -> None:
    """The table says all it must, and adds up. Raises NotExamined, RowIncomplete, SumDisagrees."""
    written = {row.get("content", "") for row in given(rows)}
    missing = tuple(content.name for content in book.contents if content.code not in written)
    if missing:
        raise NotExamined(contents=missing)
    for place, row in enumerate(given(rows), 1):
        lacking = _lacking_results(row) if table is Tabled.RECTIFICATION else _lacking_examined(row)
        content = next((each.name for each in book.contents if each.code == row.get("content")), None)
        if content is None:
            lacking = ("评议内容", *lacking)
        if lacking:
            raise RowIncomplete(row=str(place), content=content or "—", missing=lacking)
        if table is Tabled.RECTIFICATION and content is not None:
            total = sum(_number(row, name) for name in ("done", "pending", "deferred"))
            if total != _number(row, "found"):
                raise SumDisagrees(content=content, found=str(_number(row, "found")), sum=str(total))


def counted(table: Tabled, rows: Sequence[Row]) -> dict[str, int]:
    """What the table counts, by figure."""
    if table is Tabled.SELF_EXAM:
        found = Counter(bool(tidy(row.get("problem", ""))) for row in given(rows))
        return {FOUND: found[True], NONE: found[False]}
    return {figure: sum(_number(row, name) for row in given(rows)) for name, figure in COUNTED.items()}


def annex(table: Tabled, name: str, rows: Sequence[Row], book: Rulebook) -> Annex:
    """The rows as they are sent, in words."""
    columns = COLUMNS[table]
    lines = tuple(tuple(_cell_text(column, row.get(column, ""), book) for column in columns) for row in given(rows))
    total: tuple[str, ...] = ()
    if table is Tabled.RECTIFICATION:
        sums = counted(table, rows)
        total = tuple(
            str(sums[COUNTED[each]]) if each in COUNTED else "合计" if each == "content" else "" for each in columns
        )
    return Annex(name, tuple(columns.values()), lines, total)


def recounted(table: Tabled, rows: Annex) -> dict[str, int]:
    """What the rows of a report that was sent count, by figure, computed anew from its annex."""
    if table is Tabled.SELF_EXAM:
        place = list(SELF_EXAM).index("problem")
        none = sum(row[place] == NOTHING_FOUND for row in rows.rows)
        return {FOUND: len(rows.rows) - none, NONE: none}
    columns = list(RECTIFICATION)
    return {
        figure: sum(int(row[columns.index(name)]) for row in rows.rows if row[columns.index(name)].isdecimal())
        for name, figure in COUNTED.items()
    }


def disagreeing(table: Tabled | None, content: Content) -> str:
    """The first figure of a paper that its rows do not come to; "" when all agree."""
    if found := content.disagreeing:
        return found
    counts = dict(content.counted)
    again = recounted(table, content.annexes[0]) if table else counts
    return next((figure for figure in again if again[figure] != counts.get(figure)), "")


def fed(typed: Sequence[Row], problems: Sequence[Mapping[str, Value]]) -> list[Row]:
    """The rows of a self-examination: the problems of its register, and what is typed of contents without any."""
    return [*({name: str(row.get(name, "")) for name in SELF_EXAM} for row in problems), *typed]


def ensure_fed(typed: Sequence[Row], problems: Sequence[Mapping[str, Value]], register: Text, book: Rulebook) -> None:
    """What the register feeds is not typed, nor denied, beside it. Raises BelongsInRegister, HasRows."""
    counts = Counter(row.get("content") for row in problems)
    names = {each.code: each.name for each in book.contents}
    for row in given(typed):
        content = row.get("content", "")
        if tidy(row.get("problem", "")):
            raise BelongsInRegister(register=register, problem=row["problem"][:40])
        if counts[content]:
            raise HasRows(content=names.get(content, "—"), register=register, rows=str(counts[content]))


def _lacking_examined(row: Row) -> tuple[str, ...]:
    """With a problem: level, method, cause, remedy; without: the method and the reason."""
    required = ("level", "method", "cause", "remedy") if tidy(row.get("problem", "")) else ("method", "reason")
    return tuple(SELF_EXAM[name] for name in required if not tidy(row.get(name, "")))


def _lacking_results(row: Row) -> tuple[str, ...]:
    required = [name for name in NUMBERS if _whole(row, name) is None]
    if _number(row, "deferred") and not tidy(row.get("reason", "")):
        required.append("reason")
    return tuple(RECTIFICATION[name] for name in required)


def _number(row: Row, name: str) -> int:
    return _whole(row, name) or 0


def _whole(row: Row, name: str) -> int | None:
    text = row.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _cell_text(column: str, value: str, book: Rulebook) -> str:
    if column == "content":
        return next((each.name.zh for each in book.contents if each.code == value), value)
    if words := next((each for each in book.vocabularies if each.code == VOCABULARIES.get(column)), None):
        return next((term.name.zh for term in words.terms if term.code == value), value)
    return value or (NOTHING_FOUND if column == "problem" else "")
