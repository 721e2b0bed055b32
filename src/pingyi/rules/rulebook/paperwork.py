"""Papers that cannot go as the plan says: senders without accounts, tasks of somebody else, unknown figures."""

from collections.abc import Iterator

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.organisation import OUTSIDE
from pingyi.rules.rulebook.papers import FIGURE, FIGURES, Annexing, PaperKind, Tabled
from pingyi.rules.rulebook.words import Text

HERE = Text("应为在本系统内办文的机构或评议对象类别", "a body with accounts here, or a class of units")
NAMED = Text("取自登记簿的附表应写明 register，其他附表不写", "a register where it is one of a register, else none")
FED = Text(
    "应只用于自查自纠表，且登记簿须有 content、level、method、problem、cause、remedy 各栏",
    "only for a self-examination, by a register with the columns content, level, method, problem, cause, remedy",
)
FEEDING = frozenset({"content", "level", "method", "problem", "cause", "remedy"})
KEPT = Text("回复所答的文书应主送本回复的发文机关", "a paper that is sent to the sender of this reply")


def misdirected(book: Rulebook) -> Iterator[Finding]:
    """Kinds of paper that contradict the bodies, tasks and registers they name."""
    yield from _checklist(book)
    bodies = {body.code: body for body in book.bodies}
    tasks = {task.code: task for task in book.tasks}
    kinds = {kind.code: kind for kind in book.papers}
    handed_in: dict[str, str] = {}
    for path, kind in entries("papers", book.papers):
        sender = bodies.get(kind.sender)
        if sender is not None and (sender.kind in OUTSIDE or sender.per_unit):
            yield Finding(f"{path}.sender", kind.sender, HERE, ("bodies",))
        answered = kinds.get(kind.answers or "")
        if answered is not None and kind.sender not in answered.recipients:
            yield Finding(f"{path}.answers", kind.answers, KEPT, (f"papers[{kind.answers}].recipients",))
        if (task := tasks.get(kind.task or "")) is not None:
            yield from _of_task(path, kind, task, handed_in)
        yield from _figures(path, kind)
        yield from _annexes(path, kind, book)


def _checklist(book: Rulebook) -> Iterator[Finding]:
    named = book.inspection.checklist
    register = next((each for each in book.registers if each.code == named), None)
    if register is not None and not any(column.vocabulary == "indicators" for column in register.columns):
        allowed = Text("应为有一栏从 indicators 中选择的登记簿", "a register with a column that chooses an indicator")
        yield Finding("inspection.checklist", named, allowed, (f"registers[{named}].columns",))


def _annexes(path: str, kind: PaperKind, book: Rulebook) -> Iterator[Finding]:
    for place, annexed in enumerate(kind.annexes, start=1):
        where = f"{path}.annexes[#{place}]"
        if (annexed.of is Annexing.REGISTER) != (annexed.register is not None):
            yield Finding(f"{where}.register", annexed.register, NAMED, (f"{where}.of",))
        if annexed.figure is not None and (kind.table is None or annexed.register is None):
            allowed = Text("应只用于取自登记簿、且文书必附表时", "only for a register, and with a table to count it")
            yield Finding(f"{where}.figure", annexed.figure, allowed, (f"{path}.table", f"{where}.register"))
    register = next((each for each in book.registers if each.code == kind.feeds), None)
    if kind.feeds and (
        kind.table is not Tabled.SELF_EXAM
        or (register is not None and not {column.code for column in register.entered} >= FEEDING)
    ):
        yield Finding(f"{path}.feeds", kind.feeds, FED, (f"{path}.table", f"registers[{kind.feeds}].columns"))


def _of_task(path: str, kind: PaperKind, task: Task, handed_in: dict[str, str]) -> Iterator[Finding]:
    where = f"tasks[{task.code}]"
    other = handed_in.setdefault(task.code, path)
    if other != path:
        allowed = Text(f"应与 {other} 的任务不同", f"another task than that of {other}")
        yield Finding(f"{path}.task", kind.task, allowed, (f"{other}.task",))
    if not task.by_hand:
        allowed = Text("应为不由系统自动办结的任务", "a task that no act or row of the programme settles")
        yield Finding(f"{path}.task", kind.task, allowed, (f"{where}.completion",))
    if kind.sender != task.actor:
        allowed = Text(f"应为任务的承办方 {task.actor}", f"the actor of its task, {task.actor}")
        yield Finding(f"{path}.sender", kind.sender, allowed, (f"{where}.actor", f"{path}.task"))
    missing = [code for code in task.recipients if code not in kind.recipients]
    if missing:
        names = ", ".join(missing)
        allowed = Text(f"应含任务的全部报送对象（缺 {names}）", f"all recipients of its task (without {names})")
        yield Finding(f"{path}.recipients", list(kind.recipients), allowed, (f"{where}.recipients", f"{path}.task"))


def _figures(path: str, kind: PaperKind) -> Iterator[Finding]:
    for where, part in entries(f"{path}.parts", kind.parts):
        unknown = [name for name in FIGURE.findall(part.start) if name not in FIGURES]
        if unknown:
            names = "、".join(FIGURES)
            allowed = Text(f"双花括号内应为下列之一：{names}", f"one of these in double braces: {names}")
            yield Finding(f"{where}.start", unknown[0], allowed)
