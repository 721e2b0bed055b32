"""Who owes the tasks of a plan: units entered in `organisation` by class, or a body of the plan by its code."""

from collections.abc import Iterator
from dataclasses import dataclass

from pingyi.records.duties.errors import UnitsUnknown
from pingyi.records.organisation.models import Unit
from pingyi.records.organisation.terms import OrgType
from pingyi.rules.mandate import UnitRef
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.results import Place


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit by its number, or a body by its code."""

    unit_pk: int | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Owners:
    """The appraised units, each with its class in the plan."""

    book: Rulebook
    units: tuple[tuple[Unit, str], ...]

    def of(self, task: Task) -> list[Owner]:
        """Everybody who owes a task: each unit of a class, each unit with such a body of its own, or one body."""
        owing = self._classes(task)
        if owing is None:
            return [Owner(body=task.actor)]
        return [Owner(unit_pk=unit.pk) for unit, unit_class in self.units if unit_class in owing]

    def certain(self) -> Iterator[tuple[Task, Owner]]:
        """What is owed whatever happens, by whom; tasks that wait for an event come when it does."""
        eventual = {each.task for each in self.book.consequences if each.place is Place.DISQUALIFIED}
        for task in self.book.tasks:
            if self.book.due(task) and task.code not in eventual:
                yield from ((task, owner) for owner in self.of(task))

    def one(self, ref: UnitRef) -> Owner:
        """One appraised unit. Raises UnitsUnknown."""
        for unit, _ in self.units:
            if unit.code == ref:
                return Owner(unit_pk=unit.pk)
        raise UnitsUnknown(units=ref)

    def refs(self) -> list[UnitRef]:
        """All appraised units."""
        return [UnitRef(unit.code) for unit, _ in self.units]

    def _classes(self, task: Task) -> set[str] | None:
        """Codes of the classes whose units owe the task; None when a body does."""
        if any(unit_class.code == task.actor for unit_class in self.book.unit_classes):
            return {task.actor}
        body = self.book.body(task.actor)
        if not body.per_unit:
            return None
        return {unit_class.code for unit_class in self.book.unit_classes if unit_class.level == body.level}


def owners(book: Rulebook) -> Owners:
    """The appraised units: those the plan names, and those entered as ranked or as the city bureau itself.

    Raises UnitsUnknown when the plan names a unit that nobody entered.
    """
    named = {unit.code.lower(): unit.unit_class for unit in book.units}
    entered = {unit.code: unit for unit in Unit.objects.all()}
    unknown = tuple(book_unit.name.zh for book_unit in book.units if book_unit.code.lower() not in entered)
    if unknown:
        raise UnitsUnknown(units=unknown)
    classed = ((unit, named.get(code) or _class_of(book, unit)) for code, unit in entered.items())
    return Owners(book, tuple((unit, unit_class) for unit, unit_class in classed if unit_class))


def _class_of(book: Rulebook, unit: Unit) -> str | None:
    """The class of a unit that the plan does not name: ranked or not says which."""
    if not unit.ranked and unit.kind != OrgType.CITY_BUREAU:
        return None
    return next((each.code for each in book.unit_classes if each.ranked == unit.ranked), None)
