"""Papers that cannot go as the plan says: senders without accounts, tasks of somebody else, unknown figures."""

from collections.abc import Iterator

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.organisation import OUTSIDE
from pingyi.rules.rulebook.papers import FIGURE, FIGURES, PaperKind
from pingyi.rules.rulebook.words import Text

HERE = Text("应为在本系统内办文的机构或评议对象类别", "a body with accounts here, or a class of units")
KEPT = Text("回复所答的文书应主送本回复的发文机关", "a paper that is sent to the sender of this reply")


def misdirected(book: Rulebook) -> Iterator[Finding]:
    """Kinds of paper that contradict the bodies and tasks they name."""
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
