"""`pingyi plan`: check a plan file, show it, compare two. Needs neither Django nor a database."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Column, Table

from pingyi import plans
from pingyi.rules import rulebook
from pingyi.rules.encoding import decimal_text
from pingyi.rules.rulebook import FaultyPlan, Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.words import Text
from pingyi.rules.timetable import LAST_KNOWN

FAULTY = 2
DIFFERENT = 1

Row = tuple[str, ...]

WORDS = {
    "approve": "批准",
    "receive": "受理",
    "acknowledge": "回执",
    "lock": "签字锁定",
    "final_approve": "审定",
    "accept": "认可",
    "verify": "验收",
    "refer": "移送",
    "ratio": "比率",
    "deduct": "扣分",
    "step": "分档",
    "count": "计数",
    "panel": "评议",
    "first": "第一名",
    "last": "末位",
    "disqualified": "不合格",
}
"""Chinese for the plan's own key words, which are English in the file."""


class Page:
    """Prints in one language, as wide as the terminal or, into a file, as wide as the text needs."""

    def __init__(self, lang: str, *, err: bool = False) -> None:
        self.lang = lang
        self.console = Console(stderr=err, highlight=False, soft_wrap=err)

    def wording(self, zh: str, en: str) -> str:
        """The wording for this page."""
        return Text(zh, en).in_language(self.lang)

    def line(self, text: str) -> None:
        """One line, without interpreting brackets as markup."""
        self.console.print(text, markup=False)

    def word(self, key: str) -> str:
        """A key word of the plan, in the page's language."""
        return WORDS[key] if self.lang == "zh" else key.replace("_", " ")

    def several(self, texts: Iterable[Text]) -> str:
        """Wordings in a row."""
        return self.wording("、", ", ").join(text.in_language(self.lang) for text in texts)

    def table(self, title: str, heads: Row, rows: Sequence[Row]) -> None:
        """A titled table; nothing when there are no rows."""
        if not rows:
            return
        columns = (Column(head, overflow="fold") for head in heads)
        table = Table(*columns, title=title, title_justify="left", title_style="bold")
        for row in rows:
            table.add_row(*(cell.replace("[", "\\[") for cell in row))
        self.console.print(table)


language = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language.")
of_year = click.option("--year", type=int, default=None, help="Read the plan for another year.")


@click.group(name="plan")
def command() -> None:
    """Campaign plans. FILE is a path or the name of a built-in plan (science-bureau, school-district)."""


@command.command()
@click.argument("file")
@of_year
@language
def check(file: str, year: int | None, lang: str) -> None:
    """Say whether a plan may be used: its digest, or every fault (exit code 2)."""
    book = load(file, year, lang)
    page = Page(lang)
    page.line(page.wording("方案可用", "The plan may be used") + f": {book.title.in_language(lang)}")
    page.line(
        f"{book.code}  {page.wording('年度', 'year')} {book.year}  {page.wording('版本', 'version')} {book.version}"
    )
    page.line(f"SHA-256 {book.digest}")
    for year in book.unknown_years():
        page.line(
            page.wording(
                f"注意：{year}年的放假调休安排程序尚不知道（已知至{LAST_KNOWN}）。方案可以批准；"
                "公布后由评议办主任在“评议活动”页登记，也可写入方案的 calendar.workdays（off、on）。"
                "登记之前不能计算异议期，结果不能公布。",
                f"Note: the holidays of {year} are not known (known to {LAST_KNOWN}). The plan may be approved; when "
                "they are published, the office's director records them on the campaign's page, or the plan names "
                "the days (calendar.workdays, off and on). Until then the time for objections cannot be counted.",
            )
        )
    page.line("  ".join(f"{name} {count}" for name, count in _counts(page, book)))


@command.command()
@click.argument("file")
@of_year
@language
def show(file: str, year: int | None, lang: str) -> None:
    """Print a readable overview of a plan."""
    book = load(file, year, lang)
    page = Page(lang)
    page.line(f"{book.title.in_language(lang)} ({book.year})\nSHA-256 {book.digest}\n")
    for part in (_purpose, _contents, _bodies, _units, _phases, _tasks, _lines, _survey, _index, _outcome, _conduct):
        part(page, book)


@command.command()
@click.argument("before")
@click.argument("after")
@language
def diff(before: str, after: str, lang: str) -> None:
    """Show what differs between two plans, value by value (exit code 1 when anything does)."""
    page = Page(lang)
    found = rulebook.differences(load(before, None, lang), load(after, None, lang))
    for item in found:
        page.line(f"{item.path}\n  - {_or_none(item.before)}\n  + {_or_none(item.after)}")
    if not found:
        page.line(page.wording("两个方案相同", "The plans are the same"))
        return
    page.line(page.wording(f"共 {len(found)} 处不同", f"{len(found)} differences"))
    raise SystemExit(DIFFERENT)


def load(file: str, year: int | None, lang: str) -> Rulebook:
    """The rulebook of a file or of a built-in plan; prints every fault and leaves with exit code 2."""
    page = Page(lang, err=True)
    try:
        return rulebook.parse(plan_text(file), year=year)
    except FaultyPlan as refused:
        count = len(refused.faults)
        page.line(page.wording(f"方案不能使用，共 {count} 处问题：", f"The plan cannot be used; {count} faults:"))
        for number, fault in enumerate(refused.faults, start=1):
            page.line(f"{number:3}. {fault.sentence(lang)}")
    except OSError as error:
        page.line(page.wording(f"无法读取 {file}", f"Cannot read {file}") + f": {error.strerror}")
    raise SystemExit(FAULTY)


def plan_text(file: str) -> str:
    """The text of a file or of a built-in plan. Raises OSError, FaultyPlan."""
    path = Path(file)
    if file in plans.names() and not path.exists():
        return plans.read(file)
    return rulebook.decode(path.read_bytes())


def _counts(page: Page, book: Rulebook) -> list[tuple[str, int]]:
    return [
        (page.wording("阶段", "phases"), len(book.calendar.phases)),
        (page.wording("任务", "tasks"), len(book.tasks)),
        (page.wording("机构", "bodies"), len(book.bodies)),
        (page.wording("评议对象", "units"), len(book.units)),
        (page.wording("评议内容", "contents"), len(book.contents)),
        (page.wording("要点", "sub-points"), sum(len(content.subpoints) for content in book.contents)),
        (page.wording("题目", "questions"), len(book.survey.questions)),
        (page.wording("指标", "indicators"), sum(len(block.indicators) for block in book.inspection.blocks)),
    ]


def _purpose(page: Page, book: Rulebook) -> None:
    page.line(page.wording("依据：", "Basis: ") + page.several(basis.title for basis in book.basis))
    purpose = book.purpose
    for text in (purpose.preamble, purpose.ideology, purpose.policy, purpose.aims, purpose.emphasis, purpose.standard):
        page.line(text.in_language(page.lang))
    rows = [(principle.code, principle.name.in_language(page.lang)) for principle in book.principles]
    page.table(
        page.wording("基本原则", "Principles"), (page.wording("代码", "code"), page.wording("原则", "principle")), rows
    )


def _contents(page: Page, book: Rulebook) -> None:
    rows = [
        (point.code, point.polarity, point.text.in_language(page.lang))
        for content in book.contents
        for point in content.subpoints
    ]
    heads = (page.wording("代码", "code"), page.wording("性质", "polarity"), page.wording("要点", "sub-point"))
    page.table(page.wording("评议内容", "Contents"), heads, rows)


def _bodies(page: Page, book: Rulebook) -> None:
    rows = [
        (body.code, body.name.in_language(page.lang), post.name.in_language(page.lang), _heads(post.least, post.most))
        for body in book.bodies
        for post in body.posts
    ]
    heads = (
        page.wording("代码", "code"),
        page.wording("机构", "body"),
        page.wording("职务", "post"),
        page.wording("人数", "people"),
    )
    page.table(page.wording("机构与职务", "Bodies and posts"), heads, rows)


def _heads(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"


def _units(page: Page, book: Rulebook) -> None:
    ranked = {unit.code for unit in book.ranked_units}
    rows = [
        (
            unit.code,
            unit.name.in_language(page.lang),
            page.wording("排名", "ranked") if unit.code in ranked else page.wording("不排名", "not ranked"),
            unit.remit.in_language(page.lang),
        )
        for unit in book.units
    ]
    heads = (
        page.wording("代码", "code"),
        page.wording("单位", "unit"),
        page.wording("排名", "ranking"),
        page.wording("职能", "remit"),
    )
    page.table(page.wording("评议对象", "Appraised units"), heads, rows)


def _phases(page: Page, book: Rulebook) -> None:
    rows = [
        (
            phase.code,
            phase.name.in_language(page.lang),
            f"{phase.starts} — {phase.ends}",
            "\n".join(gate.name.in_language(page.lang) for gate in phase.gates),
        )
        for phase in book.calendar.phases
    ]
    heads = (
        page.wording("代码", "code"),
        page.wording("阶段", "phase"),
        page.wording("日期", "days"),
        page.wording("关口", "gates"),
    )
    page.table(page.wording("阶段", "Phases"), heads, rows)


def _tasks(page: Page, book: Rulebook) -> None:
    names = {body.code: body.name for body in book.bodies} | {own.code: own.name for own in book.unit_classes}
    rows = [
        (
            task.phase,
            task.title.in_language(page.lang),
            names[task.actor].in_language(page.lang),
            _due(book, task),
            page.several(names[code] for code in task.recipients),
            " ".join(task.source),
        )
        for task in book.tasks
    ]
    heads = (
        page.wording("阶段", "phase"),
        page.wording("任务", "task"),
        page.wording("承办", "by"),
        page.wording("期限", "due"),
        page.wording("报送", "to"),
        page.wording("出处", "source"),
    )
    page.table(page.wording("任务", "Tasks"), heads, rows)


def _due(book: Rulebook, task: Task) -> str:
    """The due date, or the name of the time limit that replaces it."""
    return str(book.due(task) or task.within)


def _lines(page: Page, book: Rulebook) -> None:
    rows = [
        (line.code, line.name.in_language(page.lang), _due(book, book.task(line.task)), page.word(line.decision))
        for line in book.lines
    ]
    heads = (
        page.wording("代码", "code"),
        page.wording("文件", "paper"),
        page.wording("期限", "due"),
        page.wording("办理", "decision"),
    )
    page.table(page.wording("报送和审批", "Reports and approvals"), heads, rows)


def _survey(page: Page, book: Rulebook) -> None:
    survey = book.survey
    grades = "  ".join(
        f"{grade.name.in_language(page.lang)} {'—' if grade.weight is None else decimal_text(grade.weight)}"
        for grade in survey.grades
    )
    rows = [
        (
            question.code,
            question.text.in_language(page.lang),
            page.wording("计分", "scored") if question.scored else "",
            " ".join(question.contents),
        )
        for question in survey.questions
    ]
    heads = (
        page.wording("代码", "code"),
        page.wording("题目", "question"),
        page.wording("计分", "scored"),
        page.wording("内容", "content"),
    )
    page.table(f"{survey.title.in_language(page.lang)}  {survey.opens} — {survey.closes}", heads, rows)
    page.line(grades)
    sealing = survey.sealing
    keys = f"{sealing.threshold}/{len(sealing.trustees)}"
    holders = page.several(book.body(code).name for code in sealing.trustees)
    page.line(page.wording(f"开箱密钥 {keys}：{holders}\n", f"Keys to open a box {keys}: {holders}\n"))


def _index(page: Page, book: Rulebook) -> None:
    rows = [
        (block.code, item.code, item.name.in_language(page.lang), decimal_text(item.points), page.word(item.rule))
        for block in book.inspection.blocks
        for item in block.indicators
    ]
    heads = (
        page.wording("板块", "block"),
        page.wording("代码", "code"),
        page.wording("指标", "indicator"),
        page.wording("分值", "points"),
        page.wording("规则", "rule"),
    )
    page.table(book.inspection.title.in_language(page.lang), heads, rows)


def _outcome(page: Page, book: Rulebook) -> None:
    parts = [
        (part.code, part.name.in_language(page.lang), decimal_text(part.points), " ".join(part.blocks))
        for part in book.composite.parts
    ]
    heads = (
        page.wording("代码", "code"),
        page.wording("组成", "part"),
        page.wording("分值", "points"),
        page.wording("板块", "blocks"),
    )
    page.table(page.wording("综合评定", "Composite"), heads, parts)
    consequences = [(page.word(item.place), item.name.in_language(page.lang), item.task) for item in book.consequences]
    uses = (page.wording("名次", "place"), page.wording("结果运用", "consequence"), page.wording("任务", "task"))
    page.table(page.wording("结果运用", "Consequences"), uses, consequences)


def _conduct(page: Page, book: Rulebook) -> None:
    rows = [(item.code, item.name.in_language(page.lang)) for item in book.conduct.prohibitions]
    page.table(
        page.wording("评议纪律", "Prohibitions"), (page.wording("代码", "code"), page.wording("内容", "text")), rows
    )


def _or_none(value: str | None) -> str:
    return "—" if value is None else value
