"""What somebody sends in place of a good body in JSON: each place with every other type, and all of it broken."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

HERE = "here stands something else"
ENDLESS = "9" * 5000
WRONG = (
    *(
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e999",
        "NaN",
        ENDLESS,
        "[]",
        "{}",
        "[null]",
        '{"a": {}}',
        "[" * 3000 + "]" * 3000,
    ),
    *('""', '"\\u0000"', '"\\ud800"', '"长"', '"-1"', f'"{ENDLESS}"', '"1e999"', '"%s"' % ("é" * 9000)),
)
"""JSON texts that stand in a place in their turn."""

Path = tuple[str | int, ...]


def bodies(good: bytes) -> Iterator[bytes]:
    """Everything but the good body itself."""
    shape = json.loads(good)
    for path in places(shape):
        marked = json.dumps(replaced(shape, path)).encode()
        for wrong in WRONG:
            yield marked.replace(json.dumps(HERE).encode(), wrong.encode())
        if path and isinstance(path[-1], str):
            yield json.dumps(without(shape, path)).encode()
    yield from broken(good)


def broken(good: bytes) -> Iterator[bytes]:
    """The bytes cut, packed, and mixed with what is no text."""
    yield from (good[: len(good) * part // 8] for part in range(8))
    yield from (
        gzip.compress(good),
        good[:-1] + b"\0" + good[-1:],
        good[:-1] + b"\xed\xa0\x80}",
        b"\xef\xbb\xbf" + good,
    )
    yield from (good.decode().encode("utf-16"), good + good, good * 2 + b"]", b"[" * 100_000, b'{"a":' * 100_000)
    yield from (b"", b"null", b"0", b'"\\ud800"', b'"\\u0000"', ENDLESS.encode(), b"\0" * 64, b"a=1&b=2")


def places(shape: Any, path: Path = ()) -> Iterator[Path]:
    """The way to every value; of a list its first stands for all."""
    yield path
    if isinstance(shape, dict):
        for name, value in shape.items():
            yield from places(value, (*path, name))
    elif isinstance(shape, list) and shape:
        yield from places(shape[0], (*path, 0))


def replaced(shape: Any, path: Path) -> Any:
    """The shape with HERE at the end of the path."""
    if not path:
        return HERE
    copy = dict(shape) if isinstance(shape, dict) else list(shape)
    copy[path[0]] = replaced(shape[path[0]], path[1:])
    return copy


def without(shape: Any, path: Path) -> Any:
    """The shape without the member that the path leads to."""
    if len(path) == 1:
        return {name: value for name, value in shape.items() if name != path[0]}
    copy = dict(shape) if isinstance(shape, dict) else list(shape)
    copy[path[0]] = without(shape[path[0]], path[1:])
    return copy
