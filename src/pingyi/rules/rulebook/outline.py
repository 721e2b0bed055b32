"""The parts of a plan as somebody walks through them: what a table holds, where a path leads, what entries are called.

Paths are those of faults (`tasks[county-plan].approval`). Nothing here needs the plan to be sound.
"""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.limits import Limit
from pingyi.rules.rulebook.reading import code_of, fields_of, labels
from pingyi.rules.rulebook.words import Text

STEP = re.compile(r"([a-z_]+)(?:\[([^\]]+)\])?(?:\.|$)")
CALLED = ("name", "title", "text")
"""In this order, what an entry is called by."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a table holds: of which `kind`, or `several` of it.

    `default` is what holds where the plan does not say; MISSING (dataclasses) where it must.
    """

    name: str
    kind: Any
    several: bool
    default: Any
    limits: tuple[Limit, ...]

    @property
    def is_table(self) -> bool:
        """Whether it is a table of its own, or a list of tables; a bilingual text is neither."""
        return is_dataclass(self.kind) and self.kind is not Text


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a plan: its kind, its values as they are written, and its path."""

    kind: Any
    values: Mapping[str, Any]
    path: str


def slots(kind: Any) -> tuple[Slot, ...]:
    """What a table of this kind holds, in the plan's order."""
    return tuple(_slot(name, hint, field.default) for name, (field, hint) in fields_of(kind).items())


def part(document: Mapping[str, Any], path: str) -> Part:
    """The table at this path; one that the plan may hold and does not is empty. Raises KeyError where none can be."""
    found = Part(Rulebook, document, "")
    for name, label in steps(path):
        slot = next((each for each in slots(found.kind) if each.name == name and each.is_table), None)
        if slot is None or slot.several is (label is None):
            raise KeyError(path)
        value = found.values.get(name, () if label else {})
        value = value[position(slot.kind, value, label)] if label else value
        if not isinstance(value, Mapping):
            raise KeyError(path)
        found = Part(slot.kind, value, f"{found.path}.{name}".lstrip(".") + (f"[{label}]" if label else ""))
    return found


def steps(path: str) -> Iterator[tuple[str, str | None]]:
    """The names of a path, each with the label of its entry. Raises KeyError for what is no path."""
    place = 0
    while place < len(path):
        step = STEP.match(path, place)
        if step is None:
            raise KeyError(path)
        yield step[1], step[2]
        place = step.end()


def position(kind: Any, items: Any, label: str) -> int:
    """Where the entry of this label stands in a list, from 0. Raises KeyError."""
    names = entry_labels(kind, items)
    if label not in names:
        raise KeyError(label)
    return names.index(label)


def entry_labels(kind: Any, items: Any) -> list[str]:
    """How paths name the entries of a list."""
    return labels([code_of(kind, item) for item in items]) if isinstance(items, list | tuple) else []


def called(values: Any) -> Text | None:
    """What an entry is called, where it says it already."""
    for name in CALLED if isinstance(values, Mapping) else ():
        text = values.get(name)
        if isinstance(text, Mapping) and isinstance(text.get("zh"), str) and text["zh"].strip():
            return Text(text["zh"], str(text.get("en") or text["zh"]))
    return None


def names(values: Any, kind: Any = Rulebook, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every entry of the plan that says what it is called, by path."""
    for slot in slots(kind) if isinstance(values, Mapping) else ():
        inside, where = values.get(slot.name), f"{path}.{slot.name}".lstrip(".")
        if slot.is_table and slot.several:
            items = inside if isinstance(inside, list | tuple) else ()
            for label, item in zip(entry_labels(slot.kind, items), items, strict=True):
                if text := called(item):
                    yield f"{where}[{label}]", text
                yield from names(item, slot.kind, f"{where}[{label}]")
        elif slot.is_table:
            yield from names(inside, slot.kind, where)


def _slot(name: str, hint: Any, default: Any) -> Slot:
    limits: tuple[Limit, ...] = ()
    several = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *own = get_args(hint)
            limits = (*limits, *own)
        elif origin in (Union, types.UnionType):
            (hint,) = (each for each in get_args(hint) if each is not types.NoneType)
        elif origin is tuple:
            hint, several, limits = get_args(hint)[0], True, ()
        else:
            return Slot(name, hint, several, default, limits)
