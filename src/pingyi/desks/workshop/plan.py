"""A draft's plan as the workshop shows it: its parts, their names, and every fault where it belongs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pingyi.desks.workshop.fields import Choices, names
from pingyi.desks.workshop.words import choice_word, field_word
from pingyi.records.drafts.errors import DraftUnknown
from pingyi.rules.rulebook import Fault, Judgement, Rulebook, judge, outline
from pingyi.rules.rulebook.calendar import Phase
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.inspection import Block, Indicator, Inspection
from pingyi.rules.rulebook.outline import Part, Slot, called, entry_labels, part, slots, steps
from pingyi.rules.rulebook.references import Index, Mention, mentions
from pingyi.rules.rulebook.results import Composite
from pingyi.rules.rulebook.results import Part as CompositePart
from pingyi.rules.rulebook.survey import Grade, Survey
from pingyi.rules.rulebook.words import Text
from pingyi.rules.timetable import Announced
from pingyi.ui.words.phrases import labelled, translated

BRACKETS = re.compile(r"\[[^\]]*\]")


@contextmanager
def of_the_plan() -> Iterator[None]:
    """What an address names must be there. Raises DraftUnknown (hidden)."""
    try:
        yield
    except KeyError:
        raise DraftUnknown(hidden=True) from None


@dataclass(frozen=True, slots=True)
class Entry:
    """A table inside another: where it is, what it is called, how many faults are in it; `there`: it is written."""

    path: str
    name: str
    faults: int
    there: bool = True


@dataclass(frozen=True, slots=True)
class Inner:
    """What a table holds beside its own fields: one table, or a list of them."""

    name: str
    label: str
    several: bool
    entries: tuple[Entry, ...]
    faults: tuple[str, ...]
    """Of the list itself, not of an entry."""
    wrong: int
    """Faults of the list and in its entries."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value among many of a kind: the table that holds it, its name there, and what people call it."""

    owner: str
    name: str
    label: str

    @property
    def path(self) -> str:
        """Where faults find it."""
        return f"{self.owner}.{self.name}"


class Plan:
    """A judged plan, asked for its parts. Raises FaultyPlan where the text is no TOML at all."""

    def __init__(self, text: str) -> None:
        self.judged: Judgement = judge(text)

    @cached_property
    def _names(self) -> dict[str, Text]:
        own = {f"own_lists[{each.code}]": each.name for each in self.judged.book.own_lists}
        return own | dict(outline.names(self.judged.document))

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return tuple(mentions(self.judged.book))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong with it."""
        return self.judged.faults

    @property
    def year(self) -> int:
        """The year of its days."""
        return self.judged.book.year or 2000

    def unknown_years(self, recorded: tuple[Announced, ...]) -> tuple[int, ...]:
        """The years of which working days count and nobody has recorded the holidays."""
        return self.judged.book.unknown_years(recorded) if self.judged.book.calendar.phases else ()

    def part(self, path: str) -> Part:
        """The table at a path. Raises DraftUnknown (hidden)."""
        with of_the_plan():
            return part(self.judged.document, path)

    def slot(self, owner: Part, name: str) -> Slot:
        """A list of tables in this table. Raises DraftUnknown (hidden)."""
        for slot in slots(owner.kind):
            if slot.name == name and slot.is_table and slot.several:
                return slot
        raise DraftUnknown(hidden=True)

    def inner(self, owner: Part) -> list[Inner]:
        """What the table holds beside its own fields."""
        return [self._inner(owner, slot) for slot in slots(owner.kind) if slot.is_table]

    def _inner(self, owner: Part, slot: Slot) -> Inner:
        path = f"{owner.path}.{slot.name}".lstrip(".")
        value = owner.values.get(slot.name)
        label = field_word(owner.kind, slot.name)
        if not slot.several:
            entry = Entry(path, label, self._within(path), value is not None)
            return Inner(slot.name, label, False, (entry,), (), entry.faults)
        items = value if isinstance(value, list) else []
        found = zip(items, entry_labels(slot.kind, items), strict=True)
        entries = tuple(Entry(f"{path}[{at}]", _title(item, at), self._within(f"{path}[{at}]")) for item, at in found)
        return Inner(slot.name, label, True, entries, tuple(self.at([path])), self._within(path))

    def at(self, paths: Iterable[str]) -> list[str]:
        """What is wrong at exactly these places, in sentences without their paths."""
        wanted = set(paths)
        return [sentence(fault) for fault in self.faults if fault.path in wanted]

    def beside(self, owner: Part, name: str) -> list[str]:
        """What is wrong with a field of this table, or inside it."""
        return [sentence(fault) for fault in self._inside(f"{owner.path}.{name}".lstrip("."))]

    def _within(self, path: str) -> int:
        return len(self._inside(path))

    def _inside(self, path: str) -> list[Fault]:
        """What is wrong with what stands at this path, or inside it."""
        inside = (f"{path}[", f"{path}.")
        return [fault for fault in self.faults if fault.path == path or fault.path.startswith(inside)]

    def codes(self, owner: Part) -> dict[str, Choices]:
        """The codes that may stand in the fields of such a table, by what they are called."""
        above = BRACKETS.sub("", owner.path)
        found: dict[str, Choices] = {}
        for path, _code, index in self._mentions:
            place, _dot, name = BRACKETS.sub("", path).rpartition(".")
            if place == above and (name not in found or path.startswith(f"{owner.path}.")):
                found[name] = names((code, self._names.get(where)) for code, where in index.codes.items())
        return found

    def days(self) -> list[Line]:
        """The days of phases, survey and tasks that the plan writes."""
        survey = field_word(Rulebook, "survey")
        found = [
            Line("survey", name, labelled(survey, field_word(Survey, name)))
            for name in ("opens", "closes")
            if self._values("survey")
        ]
        for path, own in self._entries("calendar.phases", Phase):
            found += [Line(path, name, labelled(own, field_word(Phase, name))) for name in ("starts", "ends")]
        return [*found, *(Line(path, "due", _of(Rulebook, "tasks", own)) for path, own in self._entries("tasks", Task))]

    def weights(self) -> list[Line]:
        """The points of parts, blocks and indicators, and the weights of the grades."""
        parts = self._entries("composite.parts", CompositePart)
        found = [Line(path, "points", _of(Composite, "parts", own)) for path, own in parts]
        for block, own in self._entries("inspection.blocks", Block):
            found.append(Line(block, "points", _of(Inspection, "blocks", own)))
            inside = self._entries(f"{block}.indicators", Indicator)
            found += [Line(path, "points", f"{own} › {name}") for path, name in inside]
        return [
            *found,
            *(Line(path, "weight", _of(Survey, "grades", own)) for path, own in self._entries("survey.grades", Grade)),
        ]

    def _entries(self, path: str, kind: Any) -> list[tuple[str, str]]:
        """The entries of a list, by path, with their names."""
        above, _dot, name = path.rpartition(".")
        items = self._values(above).get(name)
        found = items if isinstance(items, list) else []
        labels = entry_labels(kind, found)
        return [(f"{path}[{at}]", _title(item, at)) for item, at in zip(found, labels, strict=True)]

    def _values(self, path: str) -> Mapping[str, Any]:
        """What a table holds; nothing where something else stands in its place."""
        try:
            return self.part(path).values
        except DraftUnknown:
            return {}

    def written(self, line: Line) -> Any:
        """What stands there."""
        return self._values(line.owner).get(line.name)

    def trail(self, path: str) -> list[Entry]:
        """The tables above this one, and itself, from the outermost."""
        trail, at = [], ""
        for name, label in steps(path):
            kind = self.part(at).kind
            at = f"{at}.{name}".lstrip(".") + (f"[{label}]" if label else "")
            own = _of(kind, name, _title(self.part(at).values, label)) if label else field_word(kind, name)
            trail.append(Entry(at, own, 0))
        return trail

    def in_words(self, path: str, before: "Plan | None" = None) -> str:
        """A path as people read it: 任务 › 制定实施方案 › 截止日; `before` has names for what this plan has no more."""
        names = self._names if before is None else before._names | self._names
        kind: Any = Rulebook
        at, found = "", list[str]()
        try:
            for name, label in steps(path):
                slot = next(each for each in slots(kind) if each.name == name)
                found.append(field_word(kind, name))
                at = f"{at}.{name}".lstrip(".") + (f"[{label}]" if label else "")
                if label and slot.is_table:
                    known = names.get(at)
                    found.append(translated(known) if known else label)
                kind = slot.kind
                if not slot.is_table:
                    break
        except (KeyError, StopIteration):
            return " › ".join(found) or path
        return " › ".join(found)

    def words_at(self, path: str) -> dict[str, str]:
        """The codes and choices that may stand at this path or below it, by what they are called."""
        slot = _slot(path)
        if slot and _is_choice(slot):
            return _choices(slot)
        within = filter(_is_choice, slots(slot.kind)) if slot and slot.is_table else ()
        chosen = {value: word for each in within for value, word in _choices(each).items()}
        own = BRACKETS.sub("", path)
        below = [index for at, index in self._indices.items() if at == own or at.startswith(f"{own}.")]
        return chosen | dict(names((code, self._names.get(at)) for each in below for code, at in each.codes.items()))

    @cached_property
    def _indices(self) -> dict[str, Index]:
        return {BRACKETS.sub("", path): index for path, _code, index in self._mentions}

    def called(self, path: str, codes: Iterable[str]) -> list[str]:
        """The entries of a list by what they are called."""
        found = ((code, self._names.get(f"{path}[{code}]")) for code in codes)
        return [name for _code, name in names(found)]

    def nearest(self, path: str) -> str:
        """The innermost table in which a fault of this path is shown."""
        at = ""
        try:
            for name, label in steps(path):
                deeper = f"{at}.{name}".lstrip(".") + (f"[{label}]" if label else "")
                part(self.judged.document, deeper)
                at = deeper
        except KeyError:
            pass
        return at


def _slot(path: str) -> Slot | None:
    """What may stand at a path; None for what is none of a plan."""
    kind: Any = Rulebook
    slot = None
    try:
        for name, _label in steps(path):
            slot = next(each for each in slots(kind) if each.name == name)
            if not slot.is_table:
                break
            kind = slot.kind
    except (KeyError, StopIteration):
        return None
    return slot


def _is_choice(slot: Slot) -> bool:
    return isinstance(slot.kind, type) and issubclass(slot.kind, StrEnum)


def _choices(slot: Slot) -> dict[str, str]:
    return {each.value: choice_word(each) for each in slot.kind}


def _of(kind: Any, name: str, own: str) -> str:
    return labelled(field_word(kind, name), own)


def _title(values: object, label: str) -> str:
    text = called(values)
    return translated(text) if text else label


def sentence(fault: Fault) -> str:
    """What is wrong, for who fills in a field: of one that is empty only that it is."""
    if fault.value is None:
        return _("This is missing.")
    return fault.without_path(get_language() or "zh")
