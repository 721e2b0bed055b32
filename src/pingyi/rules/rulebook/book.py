"""The rulebook: everything one campaign is run by, as one frozen value with one digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Annotated, TypeVar

from pingyi.rules import encoding
from pingyi.rules.rulebook.calendar import Calendar, Phase
from pingyi.rules.rulebook.duties import ReportingLine, Task
from pingyi.rules.rulebook.inspection import Block, Inspection
from pingyi.rules.rulebook.limits import AtLeast, Whole
from pingyi.rules.rulebook.organisation import Body, BodyKind, Level, Unit, UnitClass
from pingyi.rules.rulebook.papers import PaperKind
from pingyi.rules.rulebook.registers import Register
from pingyi.rules.rulebook.results import Composite, Consequence, Objection, Participation
from pingyi.rules.rulebook.substance import Basis, Conduct, Content, Purpose
from pingyi.rules.rulebook.survey import Grade, Survey
from pingyi.rules.rulebook.words import Code, Sources, Term, Text, Vocabulary
from pingyi.rules.timetable.workdays import Announced, Holidays, WorkCalendar

SCHEMA = 1
CONTENTS = Text("评议内容", "contents")
SUBPOINTS = Text("评议内容要点", "points of the contents")
INDICATORS = Text("检查评议指标", "indicators of the inspection")
PROHIBITIONS = Text("评议纪律", "prohibitions")

Coded = TypeVar("Coded", Phase, Task, Body, Unit, Block, Vocabulary, Register, PaperKind)


@dataclass(frozen=True)
class Rulebook:
    """One campaign's parameters (R1). Equal values have equal digests, however the file was laid out."""

    schema: Annotated[int, Whole(SCHEMA, SCHEMA)]
    code: Code
    version: Annotated[int, Whole(1, 9999)]
    year: Annotated[int, Whole(2000, 2199)]
    title: Text
    name: Text
    sector: Text
    purpose: Purpose
    basis: Annotated[tuple[Basis, ...], AtLeast(1)]
    principles: Annotated[tuple[Term, ...], AtLeast(1)]
    contents: Annotated[tuple[Content, ...], AtLeast(1)]
    vocabularies: tuple[Vocabulary, ...]
    levels: Annotated[tuple[Level, ...], AtLeast(1)]
    bodies: Annotated[tuple[Body, ...], AtLeast(1)]
    unit_classes: Annotated[tuple[UnitClass, ...], AtLeast(1)]
    units: tuple[Unit, ...]
    calendar: Calendar
    tasks: Annotated[tuple[Task, ...], AtLeast(1)]
    lines: tuple[ReportingLine, ...]
    survey: Survey
    inspection: Inspection
    composite: Composite
    objection: Objection
    consequences: tuple[Consequence, ...]
    participation: Participation
    conduct: Conduct
    papers: tuple[PaperKind, ...] = ()
    registers: tuple[Register, ...] = ()
    source: Sources = ()

    @cached_property
    def digest(self) -> str:
        """Lower-case hex SHA-256 of the canonical form; changes with every value, not with layout or comments.

        Reckoned once: a plan is a thousand values, and every act names it.
        """
        return encoding.digest(self)

    @property
    def called(self) -> Text:
        """What people call the campaign: its name and year (`title` is that of the plan as a paper)."""
        return Text(f"{self.name.zh}（{self.year}年）", f"{self.name.en} ({self.year})")

    @property
    def parts(self) -> tuple[Unit | Body, ...]:
        """Everybody whom the plan names: its units, then its bodies."""
        return (*self.units, *self.bodies)

    @property
    def starts(self) -> date:
        """First day of the campaign."""
        return self.calendar.phases[0].starts

    @property
    def ends(self) -> date:
        """Last day of the campaign."""
        return self.calendar.phases[-1].ends

    def work_calendar(self, recorded: tuple[Announced, ...] = ()) -> WorkCalendar:
        """Which days are worked by this plan, and by what was recorded since."""
        days = self.calendar.workdays
        return WorkCalendar(Holidays(days.holidays), frozenset(days.on), frozenset(days.off), recorded)

    def unknown_years(self, recorded: tuple[Announced, ...] = ()) -> tuple[int, ...]:
        """The years of which this plan counts working days and nobody has published the holidays (A2-26)."""
        counted = self.objection.working_days + self.conduct.hearing_days
        last = self.ends + timedelta(days=3 * self.objection.working_days) if counted else self.starts
        return self.work_calendar(recorded).unknown(self.starts, last) if counted else ()

    @property
    def ranked_units(self) -> tuple[Unit, ...]:
        """The units of ranked classes, in plan order."""
        ranked = {unit_class.code for unit_class in self.unit_classes if unit_class.ranked}
        return tuple(unit for unit in self.units if unit.unit_class in ranked)

    @property
    def scored_grades(self) -> tuple[Grade, ...]:
        """The grades that enter the score, best first."""
        return tuple(grade for grade in self.survey.grades if grade.weight is not None)

    @property
    def grade_weights(self) -> Mapping[str, Decimal]:
        """Weight of every scored grade by its code, best first (R157)."""
        return {grade.code: grade.weight for grade in self.survey.grades if grade.weight is not None}

    @property
    def block_points(self) -> Mapping[str, Decimal]:
        """Points of every inspection block by its code."""
        return {block.code: block.points for block in self.inspection.blocks}

    def phase(self, code: str) -> Phase:
        """The phase with this code. Raises KeyError."""
        return _found(self.calendar.phases, code)

    def task(self, code: str) -> Task:
        """The task with this code. Raises KeyError."""
        return _found(self.tasks, code)

    def body(self, code: str) -> Body:
        """The body with this code. Raises KeyError."""
        return _found(self.bodies, code)

    def unit(self, code: str) -> Unit:
        """The unit with this code. Raises KeyError."""
        return _found(self.units, code)

    def block(self, code: str) -> Block:
        """The inspection block with this code. Raises KeyError."""
        return _found(self.inspection.blocks, code)

    def vocabulary(self, code: str) -> Vocabulary:
        """The vocabulary with this code, or the list of the plan that `own_lists` makes one of. Raises KeyError."""
        own = any(each.code == code for each in self.vocabularies)
        return _found(self.vocabularies if own else self.own_lists, code)

    @property
    def own_lists(self) -> tuple[Vocabulary, ...]:
        """What else of the plan can be chosen from: its contents, their sub-points, its indicators, prohibitions."""
        subpoints = (each for content in self.contents for each in content.subpoints)
        indicators = (each for block in self.inspection.blocks for each in block.indicators)
        return (
            Vocabulary("contents", CONTENTS, tuple(Term(each.code, each.name) for each in self.contents)),
            Vocabulary("subpoints", SUBPOINTS, tuple(Term(each.code, each.text) for each in subpoints)),
            Vocabulary("indicators", INDICATORS, tuple(Term(each.code, each.name) for each in indicators)),
            Vocabulary("prohibitions", PROHIBITIONS, self.conduct.prohibitions),
        )

    def register(self, code: str) -> Register:
        """The register with this code. Raises KeyError."""
        return _found(self.registers, code)

    def paper(self, code: str) -> PaperKind:
        """The kind of paper with this code. Raises KeyError."""
        return _found(self.papers, code)

    def paper_of(self, task: str) -> PaperKind | None:
        """The kind of paper that hands this task in; None where words and documents do."""
        return next((kind for kind in self.papers if kind.task == task), None)

    def bodies_of(self, kind: BodyKind) -> tuple[Body, ...]:
        """All bodies of a kind, in plan order."""
        return tuple(body for body in self.bodies if body.kind is kind)

    def due(self, task: Task) -> date | None:
        """The day at whose end a task is due; None when a time limit counts from its starting event."""
        if task.within is not None:
            return None
        return task.due or self.phase(task.phase).ends

    def place(self, task: Task) -> tuple[int, int]:
        """Where the plan has a task: number of its phase and of the task within the phase, both from 1."""
        phase = [each.code for each in self.calendar.phases].index(task.phase) + 1
        return phase, [each.code for each in self.tasks if each.phase == task.phase].index(task.code) + 1


def _found(items: tuple[Coded, ...], code: str) -> Coded:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(code)
