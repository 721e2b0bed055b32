"""A plan's text, changed in one place: everything else keeps its bytes, comments included (tomlkit)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import tomlkit
from tomlkit.items import AoT

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.outline import Slot, entry_labels, position, slots, steps

NEW = "new"


def put(text: str, path: str, values: Mapping[str, Any]) -> str:
    """The text with these values in the table at `path`; None takes one away."""
    return put_all(text, {path: values})


def put_all(text: str, changes: Mapping[str, Mapping[str, Any]]) -> str:
    """The same in several tables, by path."""
    document = tomlkit.parse(text)
    for path, values in changes.items():
        _put(_table(document, path), values, document.get("year"))
    return tomlkit.dumps(document)


def _put(table: Any, values: Mapping[str, Any], year: Any) -> None:
    for name, value in values.items():
        if value is None:
            table.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(table.get(name), Mapping):
            for language, wording in value.items():
                table[name][language] = wording
        else:
            table[name] = _written(value, year)


def add(text: str, path: str, slot: Slot) -> tuple[str, str]:
    """The text with one more entry in a list of the table at `path`, and the entry's path.

    Raises KeyError where something else stands than a list.
    """
    document = tomlkit.parse(text)
    table = _table(document, path)
    if slot.name not in table:
        table[slot.name] = tomlkit.aot() if path == "" else tomlkit.array()
    entries = table[slot.name]
    if not isinstance(entries, list):
        raise KeyError(path)
    entry = tomlkit.table() if isinstance(entries, AoT) else tomlkit.inline_table()
    if any(each.name == "code" for each in slots(slot.kind)):
        entry["code"] = _new_code(entries)
    if isinstance(entries, AoT):
        entry.add(tomlkit.nl())
    entries.append(entry)
    label = entry_labels(slot.kind, list(entries))[-1]
    return tomlkit.dumps(document), f"{path}.{slot.name}[{label}]".lstrip(".")


def remove(text: str, path: str) -> str:
    """The text without the entry, or the table, at this path. Raises KeyError."""
    document = tomlkit.parse(text)
    above, name, label, kind = _above(document, path)
    if label is None:
        del above[name]
    else:
        del above[name][position(kind, list(above[name]), label)]
        if not above[name]:
            del above[name]
    return tomlkit.dumps(document)


def lift(text: str, path: str) -> str:
    """The text with the entry at this path one place further up. Raises KeyError."""
    document = tomlkit.parse(text)
    above, name, label, kind = _above(document, path)
    place = position(kind, list(above[name]), label or "")
    if place:
        entry = above[name][place]
        del above[name][place]
        above[name].insert(place - 1, entry)
    return tomlkit.dumps(document)


def in_year(text: str, year: int) -> str:
    """The text for another year: days that are written without one move with it."""
    return put(text, "", {"year": year})


def _above(document: Any, path: str) -> tuple[Any, str, str | None, Any]:
    """The table that holds what is at a path, its name there, its label, and its kind. Raises KeyError."""
    table, kind = document, Rulebook
    *before, (last, label) = steps(path)
    for name, at in before:
        slot = next(each for each in slots(kind) if each.name == name)
        table, kind = table[name], slot.kind
        table = table[position(kind, list(table), at)] if at else table
    return table, last, label, next(each.kind for each in slots(kind) if each.name == last)


def _table(document: Any, path: str) -> Any:
    """The table at a path; one that may be there and is not is made."""
    if not path:
        return document
    above, name, label, kind = _above(document, path)
    if label is not None:
        return above[name][position(kind, list(above[name]), label)]
    if name not in above:
        above[name] = tomlkit.inline_table()
    return above[name]


def _written(value: Any, year: Any) -> Any:
    """A value as TOML writes it: days of the plan's year without the year, decimals digit by digit."""
    match value:
        case date():
            return f"{value:%m-%d}" if value.year == year else tomlkit.date(value.isoformat())
        case Decimal():
            return tomlkit.value(f"{value:f}")
        case Mapping():
            table = tomlkit.inline_table()
            table.update({name: _written(own, year) for name, own in value.items()})
            return table
        case list():
            array = tomlkit.array()
            array.extend(_written(own, year) for own in value)
            return array.multiline(any(isinstance(own, Mapping) for own in value))
    return value


def _new_code(entries: Any) -> str:
    taken = {str(entry.get("code")) for entry in entries if isinstance(entry, Mapping)}
    return next(f"{NEW}-{number}" for number in range(1, len(taken) + 2) if f"{NEW}-{number}" not in taken)
