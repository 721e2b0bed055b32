"""Every file of a bundle altered, added, removed, renamed and swapped, in some six hundred ways."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pingyi.rules.encoding import canonical

Files = Mapping[str, bytes]
VALUES = 14
"""How many values are altered in each file of values, and how many lists put into another order."""
ADDED = (
    "result.pdf",
    "Result.txt",
    "\uff52\uff45\uff53\uff55\uff4c\uff54.txt",
    "re\u200bsult.csv",
    "minutes/999-count.json",
    "minutes/notes.txt",
    "5-reckoning.json",
    "boards/AAAAAAAAAAAAAA.bel",
    "boards/x",
    "x.bel",
    "journal/tile/0/009",
    "tile/0/000",
    "old/key",
)
"""Files that a reader could take for published ones."""


def alterations(files: Files) -> Iterator[tuple[str, dict[str, bytes]]]:
    """What was done, and the files after it; the same in every run over the same files."""
    return ((title, altered) for title, altered in _alterations(files) if altered != files)


def _alterations(files: Files) -> Iterator[tuple[str, dict[str, bytes]]]:
    draw = random.Random(5)
    names = sorted(files)
    for name, other in zip(names, [*names[1:], names[0]], strict=True):
        rest = {each: data for each, data in files.items() if each != name}
        yield f"{name} removed", rest
        for new in _other_names(name):
            yield f"{name} renamed {new}", {**rest, new: files[name]}
        yield f"{name} and {other} swapped", {**files, name: files[other], other: files[name]}
        yield f"{name} again as copy-{name}", {**files, f"copy-{name}": files[name]}
        for title, data in _other_bytes(files[name], draw):
            yield f"{name} {title}", {**files, name: data}
        if name.endswith(".json"):
            for title, data in _other_values(json.loads(files[name]), draw):
                yield f"{name} {title}", {**files, name: data}
    for new in ADDED:
        yield f"{new} added", {**files, new: b"{}"}
    yield from _listed(files)


def _other_names(name: str) -> list[str]:
    folder, _, file = name.rpartition("/")
    return [f"{name}~", name.swapcase(), f"other/{file}" if folder else f"boards/{file}"]


def _listed(files: Files) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Files taken out or put in by somebody who does not forget the list of files."""
    listed = json.loads(files["index.json"])["files"]
    for name in listed:
        left = {each: data for each, data in files.items() if each != name}
        left["index.json"] = canonical({"files": [each for each in listed if each != name], "format": 1})
        yield f"{name} removed, and from the list", left
    for new in ("result.pdf", "notes.txt"):
        more = canonical({"files": sorted([*listed, new]), "format": 1})
        yield f"{new} added, and to the list", {**files, new: b"%PDF", "index.json": more}


def _other_bytes(data: bytes, draw: random.Random) -> Iterator[tuple[str, bytes]]:
    places = sorted({0, len(data) - 1, *(draw.randrange(len(data)) for _ in range(4))})
    for place in places:
        yield f"with bit 1 of byte {place} turned", data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    yield "cut short", data[:-1]
    yield "empty", b""
    yield "with a line more", data + b"\n"
    yield "with a remark", data + b"# \n"
    yield "with the first line twice", data[: data.find(b"\n") + 1] + data
    yield "with a space at a line's end", data.replace(b"\n", b" \n", 1)


def _other_values(value: Any, draw: random.Random) -> Iterator[tuple[str, bytes]]:
    places = list(_places(value))
    for path in draw.sample(places, min(VALUES, len(places))):
        for title, change in (("altered", _altered), ("taken out", lambda _: None)):
            other = json.loads(canonical(value))
            _change(other, path, change)
            if other != value:
                yield f"with {'.'.join(map(str, path))} {title}", canonical(other)
    lists = [path for path in places if isinstance(_at(value, path), list)]
    for path in draw.sample(lists, min(VALUES, len(lists))):
        other = json.loads(canonical(value))
        _change(other, path, lambda items: items[::-1])
        if other != value:
            yield f"with {'.'.join(map(str, path))} in another order", canonical(other)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from _places(inner, (*path, step))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _change(value: Any, path: tuple[Any, ...], change: Callable[[Any], Any]) -> None:
    """Replace what stands at a place; what is changed to None is taken out."""
    around, step = _at(value, path[:-1]), path[-1]
    new = change(around[step])
    if new is None:
        del around[step]
    else:
        around[step] = new


def _altered(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return _other_text(value)
        case list():
            return [*value, value[0] if value else 0]
        case dict():
            return {**value, "more": 1}
    return 0


def _other_text(text: str) -> str:
    """One digit more or less where there are digits, so that a number stays a number; else one letter more."""
    if text and text[-1].isdigit():
        return text[:-1] + str((int(text[-1]) + 1) % 10)
    return f"{text}a"
