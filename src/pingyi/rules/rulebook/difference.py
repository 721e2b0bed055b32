"""How two plans differ, path by path: the local plan against the provincial template (R4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pingyi.rules import encoding
from pingyi.rules.rulebook.book import Rulebook

ORDER = " (order)"
"""Ends the path of a list that has the same entries in another order."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs; None where a plan has nothing at this path."""

    path: str
    before: str | None
    after: str | None


def differences(before: Rulebook, after: Rulebook) -> tuple[Difference, ...]:
    """All differences, in plan order; empty exactly when the digests are equal.

    Entries with codes are matched by code, so that an inserted task changes nothing but itself.
    """
    return tuple(_between("", encoding.plain(before), encoding.plain(after)))


def _between(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            yield from _between(f"{path}.{name}" if path else name, before.get(name), after.get(name))
        return
    if _is_coded(before) and _is_coded(after):
        yield from _between_lists(path, before, after)
        return
    yield Difference(path, _spelled(before), _spelled(after))


def _between_lists(path: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    old, new = ({item["code"]: item for item in items} for items in (before, after))
    for code in dict.fromkeys((*old, *new)):
        yield from _between(f"{path}[{code}]", old.get(code), new.get(code))
    kept = [code for code in old if code in new], [code for code in new if code in old]
    if kept[0] != kept[1]:
        yield Difference(f"{path}{ORDER}", ", ".join(kept[0]), ", ".join(kept[1]))


def _is_coded(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) and "code" in item for item in value)


def _spelled(value: Any) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else encoding.canonical(value).decode()
