"""What the columns and counts of a register owe each other: a kind that fits, no circle of references."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields

from pingyi.rules.mandate.matrix import MATRIX
from pingyi.rules.mandate.power import Power
from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.fault import listed
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.registers import (
    CHOSEN,
    COMPUTED,
    ENTERED,
    LINKING,
    NAMING,
    NUMERIC,
    PUBLISHABLE,
    Column,
    ColumnKind,
    Count,
    Posting,
    Register,
    Sight,
)
from pingyi.rules.rulebook.results import Recruits, RestsOn, resting
from pingyi.rules.rulebook.words import Text

NEEDS = (
    ("vocabulary", CHOSEN, Text("选择栏的词表", "the vocabulary of a choice")),
    ("register", LINKING, Text("所指的登记簿", "the register that is meant")),
    ("part", frozenset({ColumnKind.SHARE}), Text("占比的分子（数字栏）", "the number column that is the part")),
    ("whole", frozenset({ColumnKind.SHARE}), Text("占比的分母（数字栏）", "the number column that is the whole")),
)
"""What a kind of column needs and every other must not have."""

FITTING = {
    "person": ColumnKind.PERSON,
    "unit": ColumnKind.UNIT,
    "passed": ColumnKind.YES_NO,
    "linked": ColumnKind.YES_NO,
    "category": ColumnKind.CHOICE,
    "group": ColumnKind.TEXT,
    "name": ColumnKind.TEXT,
    "account": ColumnKind.PERSON,
    "number": ColumnKind.TEXT,
    "since": ColumnKind.DATE,
    "until": ColumnKind.DATE,
    "drawn": ColumnKind.YES_NO,
    "consent": ColumnKind.YES_NO,
}
"""Of which kind the columns are that people are drawn and put to work by."""


def mistabled(book: Rulebook) -> Iterator[Finding]:
    """Columns, figures and rights of registers that contradict one another."""
    refers = {register.code: _refers(register) for register in book.registers}
    for path, register in entries("registers", book.registers):
        yield from _rights(path, register)
        yield from _one_for_files(path, register)
        yield from _named(path, register)
        yield from _looking_back(path, register, book)
        for where, column in entries(f"{path}.columns", register.columns):
            yield from _column(where, column, register)
            yield from _linking(where, column, register, refers)
        for where, count in entries(f"{path}.counts", register.counts):
            yield from _count(where, count, register)
    yield from _fitting(book)


def _fitting(book: Rulebook) -> Iterator[Finding]:
    """What people are put to work by, and what that rests on, are columns of the right kinds."""
    named: list[tuple[str, str, RestsOn | Posting]] = [
        (f"{path}.posts", each.code, each.posts) for path, each in entries("registers", book.registers) if each.posts
    ]
    named += [(path, each.register, each) for path, each in resting(book.participation)]
    known = {each.code: each for each in book.registers}
    for path, code, columns in named:
        for name, kind in FITTING.items() if code in known else ():
            yield from _fits(f"{path}.{name}", getattr(columns, name, None), known[code], frozenset({kind}))
    if (recruits := book.participation.recruits) and {recruits.register, recruits.appoints.register} <= known.keys():
        yield from _filled(recruits, known[recruits.register], known[recruits.appoints.register])


def _filled(recruits: Recruits, candidates: Register, appointed: Register) -> Iterator[Finding]:
    """Whoever is appointed is entered whole: what must stand in the row stands with the candidate, or is filled in."""
    own = {getattr(recruits.appoints, each.name) for each in fields(recruits.appoints)}
    there = {each.code: each for each in candidates.columns}
    for column in appointed.columns:
        same = there.get(column.code)
        if (
            column.required
            and column.code not in own
            and (same is None or not same.required or same.kind != column.kind)
        ):
            allowed = Text(
                "其必填栏在候选人登记簿中应有同名必填栏", "one whose required columns the candidates' register has too"
            )
            yield Finding("participation.recruits.appoints.register", column.code, allowed)


def _rights(path: str, register: Register) -> Iterator[Finding]:
    able = {"writers": Power.REGISTER_WRITE, "readers": Power.REGISTER_READ, "amended_by": Power.REGISTER_WRITE}
    for name, power in able.items():
        named: tuple[Role, ...] = getattr(register, name)
        for place, role in enumerate(named, start=1):
            if role not in MATRIX[power].roles:
                yield _one_of(f"{path}.{name}[#{place}]", role, sorted(MATRIX[power].roles))


def _one_for_files(path: str, register: Register) -> Iterator[Finding]:
    """Files hang on a row as a whole, so one column says that they may."""
    files = [each.code for each in register.columns if each.kind is ColumnKind.FILES]
    if len(files) > 1:
        allowed = Text("附件栏至多一个", "a list with at most one column for files")
        yield Finding(f"{path}.columns", files, allowed)


def _looking_back(path: str, register: Register, book: Rulebook) -> Iterator[Finding]:
    """Both registers call a row by the same column: by it a judgement finds what it judges."""
    other = next((each for each in book.registers if each.code == register.looks_back), None)
    if other is not None and (other.title != register.title or other is register):
        allowed = Text("应为以同一栏命名的另一本登记簿", "another register whose rows are named by the same column")
        yield Finding(f"{path}.looks_back", other.code, allowed, (f"registers[{other.code}].title", f"{path}.title"))


def _answered(path: str, register: Register) -> Iterator[Finding]:
    """What a new row has not, somebody else fills in, and nothing rests on."""
    needed = {register.title, register.day, *register.unique} | {
        each.code for each in register.columns if each.required
    }
    for place, code in enumerate(register.answered, start=1):
        if code in needed or not register.amended_by:
            allowed = Text(
                "应为非必填、不用于命名、日期和查重的栏，且写明谁更正（amended_by）",
                "a column that is not required and names no row, with amended_by saying who fills it in",
            )
            yield Finding(f"{path}.answered[#{place}]", code, allowed, (f"{path}.amended_by",))


def _named(path: str, register: Register) -> Iterator[Finding]:
    yield from _answered(path, register)
    yield from _fits(f"{path}.title", register.title, register, NAMING)
    yield from _fits(f"{path}.day", register.day, register, frozenset({ColumnKind.DATE}))
    yield from _fits(f"{path}.concerns", register.concerns, register, frozenset({ColumnKind.PERSON}))
    for place, code in enumerate(register.unique, start=1):
        yield from _fits(f"{path}.unique[#{place}]", code, register, ENTERED - {ColumnKind.LONG_TEXT})
    if register.assigns:
        for place, role in enumerate(register.writers, start=1):
            if role not in MATRIX[Power.DUTY_ASSIGN].roles:
                yield _one_of(f"{path}.writers[#{place}]", role, sorted(MATRIX[Power.DUTY_ASSIGN].roles))
        for name, code in (("owner", register.assigns.owner), ("due", register.assigns.due), ("title", register.title)):
            if any(each.code == code and not each.required for each in register.columns):
                allowed = Text("应为必填栏", "a required column, because a duty needs it")
                yield Finding(f"{path}.title" if name == "title" else f"{path}.assigns.{name}", code, allowed)
        yield from _fits(f"{path}.assigns.owner", register.assigns.owner, register, frozenset({ColumnKind.UNIT}))
        yield from _fits(f"{path}.assigns.due", register.assigns.due, register, frozenset({ColumnKind.DATE}))


def _column(path: str, column: Column, register: Register) -> Iterator[Finding]:
    for name, kinds, meant in NEEDS:
        value = getattr(column, name)
        if (value is None) is (column.kind in kinds):
            zh, en = (f"应写明{meant.zh}", meant.en) if value is None else ("此类栏不用此项", "absent for this kind")
            yield Finding(f"{path}.{name}", value, Text(zh, en), (f"{path}.kind",))
    for name in ("part", "whole"):
        yield from _fits(f"{path}.{name}", getattr(column, name), register, NUMERIC)
    if column.required and column.kind in COMPUTED:
        yield Finding(f"{path}.required", True, Text("自动计算的栏不应必填", "false for a computed column"))
    if column.sight is Sight.PUBLIC and column.kind not in PUBLISHABLE:
        allowed = Text(f"{column.kind} 栏不得公开", f"internal or private for a column of kind {column.kind}")
        yield Finding(f"{path}.sight", str(column.sight), allowed, (f"{path}.kind",))
    if column.sight is Sight.PRIVATE and column.code == register.title:
        allowed = Text("行的名称栏不得为 private", "public or internal, because this column names the row")
        yield Finding(f"{path}.sight", str(column.sight), allowed)
    yield from _limits(path, column)


def _limits(path: str, column: Column) -> Iterator[Finding]:
    for name in ("least", "most"):
        value = getattr(column, name)
        if value is not None and column.kind not in NUMERIC:
            allowed = Text("只用于 number、money 栏", "absent, because only numbers and money have limits")
            yield Finding(f"{path}.{name}", value, allowed, (f"{path}.kind",))
    if column.least is not None and column.most is not None and column.most < column.least:
        allowed = Text(f"应不小于 least（{column.least}）", f"at least {column.least}, the value of least")
        yield Finding(f"{path}.most", column.most, allowed, (f"{path}.least",))


def _linking(path: str, column: Column, register: Register, refers: Mapping[str, Set[str]]) -> Iterator[Finding]:
    meant = column.register or ""
    if column.kind is ColumnKind.ROW and register.code in _reached(meant, refers):
        allowed = Text("登记簿之间的引用不应成环", "a register that does not, in turn, refer to this one")
        yield Finding(f"{path}.register", meant, allowed)
    if column.kind is ColumnKind.COUNT and register.code not in refers.get(meant, {register.code}):
        allowed = Text("应为有一栏指向本登记簿的登记簿", "a register with a column that refers to this one")
        yield Finding(f"{path}.register", meant, allowed)


def _refers(register: Register) -> Set[str]:
    return {each.register for each in register.columns if each.kind is ColumnKind.ROW and each.register}


def _reached(start: str, refers: Mapping[str, Set[str]]) -> Set[str]:
    reached: set[str] = set()
    waiting = {start}
    while waiting:
        reached |= waiting
        waiting = {each for code in waiting for each in refers.get(code, set())} - reached
    return reached


def _count(path: str, count: Count, register: Register) -> Iterator[Finding]:
    yield from _fits(f"{path}.sum", count.sum, register, NUMERIC)
    yield from _fits(f"{path}.over", count.over, register, NUMERIC)
    yield from _fits(f"{path}.by", count.by, register, CHOSEN)
    yield from _fits(f"{path}.unit", count.unit, register, frozenset({ColumnKind.UNIT}))
    if count.over is not None and count.sum is None:
        allowed = Text("占比应写明分子", "given, because a share is sum over over")
        yield Finding(f"{path}.sum", None, allowed, (f"{path}.over",))
    if count.by is not None and count.over is not None:
        yield Finding(f"{path}.over", count.over, Text("与 by 不可并用", "absent when by is given"), (f"{path}.by",))
    if count.unit is not None and count.each is None:
        allowed = Text("应写明评议对象类别", "given, because unit says which rows are about each of them")
        yield Finding(f"{path}.each", None, allowed, (f"{path}.unit",))
    for place, condition in enumerate(count.where, start=1):
        kinds = CHOSEN if condition.terms else frozenset({ColumnKind.YES_NO})
        yield from _fits(f"{path}.where[#{place}].column", condition.column, register, kinds)


def _fits(path: str, code: str | None, register: Register, kinds: Set[ColumnKind]) -> Iterator[Finding]:
    """A column that is there must be of one of these kinds; one that is not there is found as dangling."""
    column = next((each for each in register.columns if each.code == code), None)
    if column is not None and column.kind not in kinds:
        names = ", ".join(sorted(kinds))
        allowed = Text(
            f"应为 {names} 类的栏，而“{code}”是 {column.kind}", f"a column of kind {names}, not {column.kind}"
        )
        yield Finding(path, code, allowed)


def _one_of(path: str, value: str, names: list[Role]) -> Finding:
    known = listed(names, value)
    return Finding(path, str(value), Text(f"应为下列之一：{known}", f"one of {known}"))
