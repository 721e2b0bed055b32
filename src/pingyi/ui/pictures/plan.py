"""A plan as it is read: who owes which task by when, the index with its rules, the formula; the tasks as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.results import Place
from pingyi.rules.rulebook.words import Text
from pingyi.rules.scoring.planned import composite_rule
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.days import in_words
from pingyi.ui.words.phrases import listed, translated

PLACES = {
    Place.FIRST: gettext_lazy("the first place"),
    Place.LAST: gettext_lazy("the last place"),
    Place.DISQUALIFIED: gettext_lazy("unqualified units"),
}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: who owes it (`each`: every unit of that kind), by which day or within which time limit."""

    title: Text
    owner: Text
    each: bool
    due: date | None
    within: Text | None
    evidence: tuple[Text, ...]
    approver: Text | None
    recipients: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PhaseTasks:
    """A phase and its tasks, by day."""

    name: Text
    tasks: tuple[TaskLine, ...]


def tasks(book: Rulebook) -> tuple[PhaseTasks, ...]:
    """Every task of a plan, phase by phase."""
    return tuple(
        PhaseTasks(phase.name, tuple(_lines(book, [task for task in book.tasks if task.phase == phase.code])))
        for phase in book.calendar.phases
    )


def possible_range(book: Rulebook) -> tuple[Fraction, Fraction]:
    """The lowest and the highest total that anybody can reach (A2-5)."""
    return composite_rule(book).possible_range


def task_table(book: Rulebook) -> bytes:
    """Every task as a row of an .xlsx file."""
    heading = [_("Phase"), _("Task"), _("Owed by"), _("Due"), _("Evidence"), _("Approved by"), _("Goes to")]
    rows = [
        [
            translated(phase.name),
            translated(line.title),
            owner(line),
            day(line),
            listed(map(translated, line.evidence)),
            translated(line.approver) if line.approver else "",
            listed(map(translated, line.recipients)),
        ]
        for phase in tasks(book)
        for line in phase.tasks
    ]
    return write_xlsx(heading, rows)


def owner(line: TaskLine) -> str:
    """Who owes a task, in words."""
    return _("each: %(owner)s") % {"owner": translated(line.owner)} if line.each else translated(line.owner)


def day(line: TaskLine) -> str:
    """By when a task is due, in words."""
    return (
        in_words(line.due) if line.due else _("counted from its event: %(limit)s") % {"limit": translated(line.within)}
    )


def _lines(book: Rulebook, owed: list[Task]) -> Iterator[TaskLine]:
    for task in sorted(owed, key=lambda task: book.due(task) or date.max):
        name, each = _owner(book, task)
        limit = next((own.name for own in book.calendar.time_limits if own.code == task.within), None)
        yield TaskLine(
            task.title,
            name,
            each,
            book.due(task),
            limit,
            task.evidence,
            book.body(task.approval.by).name if task.approval else None,
            tuple(book.body(code).name for code in task.recipients),
        )


def _owner(book: Rulebook, task: Task) -> tuple[Text, bool]:
    for kind in book.unit_classes:
        if kind.code == task.actor:
            return kind.name, sum(unit.unit_class == kind.code for unit in book.units) > 1
    body = book.body(task.actor)
    return body.name, body.per_unit
