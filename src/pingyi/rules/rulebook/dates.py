"""Phases follow one another, and every date lies where it belongs."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from pingyi.rules.mandate.phase import PhaseState
from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.calendar import Phase
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.finding import Finding, entries
from pingyi.rules.rulebook.words import Text

KINDS = tuple(PhaseState)[1:-1]


def misplaced(book: Rulebook) -> Iterator[Finding]:
    """Dates and phases that contradict one another."""
    yield from _phases(book)
    yield from _tasks(book)
    yield from _gates(book)
    yield from _survey(book)
    yield from _others(book)


def _phases(book: Rulebook) -> Iterator[Finding]:
    phases = entries("calendar.phases", book.calendar.phases)
    for path, phase in phases:
        if phase.kind not in KINDS:
            names = ", ".join(KINDS)
            yield Finding(f"{path}.kind", str(phase.kind), Text(f"应为下列之一：{names}", f"one of {names}"))
        if phase.ends < phase.starts:
            allowed = Text(
                f"应不早于本阶段开始日 {phase.starts}", f"no earlier than the phase's first day {phase.starts}"
            )
            yield Finding(f"{path}.ends", phase.ends, allowed, (f"{path}.starts",))
    for (before, earlier), (path, later) in pairwise(phases):
        yield from _follows(before, earlier, path, later)


def _follows(before: str, earlier: Phase, path: str, later: Phase) -> Iterator[Finding]:
    expected = earlier.ends + timedelta(days=1)
    if later.starts != expected:
        zh, en = ("重叠", "overlap") if later.starts < expected else ("有空档", "leave a gap")
        allowed = Text(
            f"应为 {expected}，否则与上一阶段{zh}", f"{expected}, or else this phase and the one before it {en}"
        )
        yield Finding(f"{path}.starts", later.starts, allowed, (f"{before}.ends",))
    if later.kind in KINDS and earlier.kind in KINDS and KINDS.index(later.kind) <= KINDS.index(earlier.kind):
        rest = KINDS[KINDS.index(earlier.kind) + 1 :]
        allowed = Text(
            f"应在“{earlier.kind}”之后：{', '.join(rest)}", f"a kind after {earlier.kind}: {', '.join(rest)}"
        )
        yield Finding(f"{path}.kind", str(later.kind), allowed, (f"{before}.kind",))


def _tasks(book: Rulebook) -> Iterator[Finding]:
    phases = {phase.code: (path, phase) for path, phase in entries("calendar.phases", book.calendar.phases)}
    order = [phase.code for phase in book.calendar.phases]
    for path, task in entries("tasks", book.tasks):
        if task.due is not None and task.within is not None:
            allowed = Text("应与 due 二选一", "absent when due is given")
            yield Finding(f"{path}.within", task.within, allowed, (f"{path}.due",))
        if task.phase not in phases or (task.until is not None and task.until not in phases):
            continue
        if task.until is not None and order.index(task.until) <= order.index(task.phase):
            allowed = Text(f"应为 {task.phase} 之后的阶段", f"a phase after {task.phase}")
            yield Finding(f"{path}.until", task.until, allowed, (f"{path}.phase",))
        yield from _due(path, task, phases[task.phase], phases[task.until or task.phase])


def _due(path: str, task: Task, first: tuple[str, Phase], last: tuple[str, Phase]) -> Iterator[Finding]:
    starts, ends = first[1].starts, last[1].ends
    if task.due is not None and starts <= ends and not starts <= task.due <= ends:
        allowed = Text(f"应在本阶段 {starts} 至 {ends} 之内", f"within its phase, {starts} to {ends}")
        rests_on = (f"{path}.phase", f"{path}.until", f"{first[0]}.starts", f"{last[0]}.ends")
        yield Finding(f"{path}.due", task.due, allowed, rests_on)


def _gates(book: Rulebook) -> Iterator[Finding]:
    order = {phase.code: place for place, phase in enumerate(book.calendar.phases)}
    ends = {task.code: (path, task.until or task.phase) for path, task in entries("tasks", book.tasks)}
    for path, phase in entries("calendar.phases", book.calendar.phases):
        for gate_path, gate in entries(f"{path}.gates", phase.gates):
            for place, code in enumerate(gate.tasks, start=1):
                task_path, last = ends.get(code, ("", ""))
                if last in order and order[last] > order[phase.code]:
                    allowed = Text(
                        f"应为不晚于 {phase.code} 完成的任务", f"a task that ends no later than {phase.code}"
                    )
                    rests_on = (f"{task_path}.phase", f"{task_path}.until")
                    yield Finding(f"{gate_path}.tasks[#{place}]", code, allowed, rests_on)


def _survey(book: Rulebook) -> Iterator[Finding]:
    survey = book.survey
    if survey.closes < survey.opens:
        allowed = Text(f"应不早于开始日 {survey.opens}", f"no earlier than the opening day {survey.opens}")
        yield Finding("survey.closes", survey.closes, allowed, ("survey.opens",))
    for path, phase in entries("calendar.phases", book.calendar.phases):
        if phase.code != survey.phase:
            continue
        for name, day in (("opens", survey.opens), ("closes", survey.closes)):
            if not phase.starts <= day <= phase.ends:
                allowed = Text(
                    f"应在调查所在阶段 {phase.starts} 至 {phase.ends} 之内",
                    f"within the survey's phase, {phase.starts} to {phase.ends}",
                )
                yield Finding(f"survey.{name}", day, allowed, ("survey.phase", f"{path}.starts", f"{path}.ends"))
    until = survey.header.valid_until
    if until is not None and until < survey.closes:
        allowed = Text(f"应不早于调查截止日 {survey.closes}", f"no earlier than the survey's last day {survey.closes}")
        yield Finding("survey.header.valid_until", until, allowed, ("survey.closes",))


def _others(book: Rulebook) -> Iterator[Finding]:
    reminders = book.calendar.reminders
    if list(reminders) != sorted(set(reminders), reverse=True):
        allowed = Text("应由大到小且不重复", "in falling order without repetition")
        yield Finding("calendar.reminders", list(reminders), allowed)
    if not book.calendar.phases:
        return
    ends = [f"{path}.ends" for path, _ in entries("calendar.phases", book.calendar.phases)]
    for path, basis in entries("basis", book.basis):
        if basis.issued is not None and basis.issued > book.ends:
            allowed = Text(f"应不晚于评议结束日 {book.ends}", f"no later than the campaign's last day {book.ends}")
            yield Finding(f"{path}.issued", basis.issued, allowed, (ends[-1],))
    days = book.calendar.workdays
    for place, day in enumerate(days.on, start=1):
        if day in days.off:
            allowed = Text("不得同时列入 off", "absent from off")
            yield Finding(f"calendar.workdays.on[#{place}]", day, allowed, ("calendar.workdays.off",))
