"""What shows a task done must be one thing at a time, countable, and possible for whoever owes the task."""

from collections.abc import Iterator

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.completion import Completion
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.registers import Count
from pingyi.rules.rulebook.words import Text

ONE = Text(
    "act、register、paper、ledger、record、files 应恰写其一",
    "exactly one of act, register, paper, ledger, record and files",
)
NAMED = ("act", "register", "paper", "ledger", "record", "files")
SENT = Text("应为任务承办方所发、且不报送其他任务的文书", "a paper that the actor sends, and that hands in no task")
OWN_LEDGER = Text("只有评议对象有整改台账", "absent, because only appraised units have a ledger")
ALONE = Text("由程序中的会签完成的任务不应另有完成依据", "the only entry, because the act alone settles the task")


def uncompletable(book: Rulebook) -> Iterator[Finding]:
    """Tasks that could never be shown done, or in two ways at once."""
    for path, task in entries("tasks", book.tasks):
        if task.act and len(task.completion) > 1:
            yield Finding(f"{path}.completion", len(task.completion), ALONE)
        for place, completion in enumerate(task.completion, start=1):
            yield from _one(f"{path}.completion[#{place}]", completion)
            yield from _figure(f"{path}.completion[#{place}]", completion, task, book)
            yield from _paper(f"{path}.completion[#{place}]", completion, task, book)
            if completion.ledger and not any(each.code == task.actor for each in book.unit_classes):
                yield Finding(f"{path}.completion[#{place}].ledger", completion.ledger, OWN_LEDGER, (f"{path}.actor",))


def _one(path: str, completion: Completion) -> Iterator[Finding]:
    named = [name for name in NAMED if getattr(completion, name) is not None]
    if len(named) != 1:
        yield Finding(path, ", ".join(named) or None, ONE)
    if completion.count is not None and completion.register is None:
        yield Finding(f"{path}.count", completion.count, Text("应与 register 一同写明", "absent without register"))


def _paper(path: str, completion: Completion, task: Task, book: Rulebook) -> Iterator[Finding]:
    if completion.phase is not None and completion.paper is None:
        yield Finding(f"{path}.phase", completion.phase, Text("应与 paper 一同写明", "absent without paper"))
    kind = next((each for each in book.papers if each.code == completion.paper), None)
    if kind is not None and (kind.sender != task.actor or kind.task is not None):
        yield Finding(f"{path}.paper", kind.code, SENT, (f"papers[{kind.code}]", f"tasks[{task.code}].actor"))


def _figure(path: str, completion: Completion, task: Task, book: Rulebook) -> Iterator[Finding]:
    count = _count(completion, book)
    if count is None:
        return
    if count.target is None:
        allowed = Text("应为定有 target 的统计项", "a figure with a target")
        yield Finding(f"{path}.count", count.code, allowed)
    of_units = any(each.code == task.actor for each in book.unit_classes)
    if of_units and count.each not in (None, task.actor):
        allowed = Text(f"应为按 {task.actor} 分别统计的统计项", f"a figure for each {task.actor}, who owe this task")
        yield Finding(f"{path}.count", count.code, allowed, (f"{path}.register",))


def _count(completion: Completion, book: Rulebook) -> Count | None:
    """The figure, where it is there; what is not is found as dangling."""
    for register in book.registers:
        if register.code == completion.register:
            return next((each for each in register.counts if each.code == completion.count), None)
    return None
