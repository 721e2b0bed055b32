"""Where published files are read from; folders, zips and addresses are behind it, none of them known here.

Public: Source, Without, read_file, read_value, difference.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Protocol

from pingyi.rules.encoding import NotCanonical, canonical, read_compact
from pingyi.verify.finding import Wrong

MOST_BYTES = 32 * 2**20
"""No file but a board is larger: what a thousand units publish takes a fifth of it.

A hostile value of this size takes some twenty times as much memory: that is the bound of a check."""


class Source(Protocol):
    """Some published files. Reading may raise OSError: what was promised is not there, or cannot be read."""

    @property
    def names(self) -> Collection[str]:
        """The names of the files, with `/` between folders."""

    def size(self, name: str) -> int:
        """How many bytes a file has."""

    def open(self, name: str) -> BinaryIO:
        """The file as a stream that can be read from anywhere; the caller closes it."""


class Without:
    """A source without some of its files."""

    def __init__(self, source: Source, names: Iterable[str]) -> None:
        without = frozenset(names)
        self._source, self.names = source, frozenset(name for name in source.names if name not in without)

    def size(self, name: str) -> int:
        """How many bytes a file has."""
        return self._source.size(name)

    def open(self, name: str) -> BinaryIO:
        """The file as a stream; the caller closes it."""
        return self._source.open(name)


def read_file(source: Source, name: str) -> bytes:
    """The bytes of a small file. Raises Wrong when it is missing or too large to be what it says it is."""
    if name not in source.names:
        raise Wrong(name, "the file is missing")
    with source.open(name) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Wrong(name, f"larger than {MOST_BYTES // 2**20} MiB")
    return data


def read_value(name: str, data: bytes) -> Any:
    """The value in canonical JSON (Protocol bundle §3). Raises Wrong."""
    try:
        value = read_compact(data)
        if canonical(value) != data:
            raise Wrong(name, "JSON, but not in canonical form")
    except (NotCanonical, RecursionError) as fault:
        raise Wrong(name, f"not canonical JSON: {fault}") from fault
    return value


def difference(found: Any, expected: Any, path: str = "") -> str | None:
    """Where two JSON values first differ, as a sentence; None when they are the same in value and type."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        for key in sorted({*found, *expected}):
            where = f"{path}.{key}" if path else key
            if key not in found:
                return f"{where} is missing"
            if key not in expected:
                return f"{where} should not be there"
            if unlike := difference(found[key], expected[key], where):
                return unlike
        return None
    if _listed(found) and _listed(expected) and len(found) == len(expected):
        places = enumerate(zip(found, expected, strict=True), 1)
        return next((unlike for n, pair in places if (unlike := difference(*pair, f"{path}[{n}]"))), None)
    if type(found) is type(expected) and found == expected:
        return None
    return f"{path or 'the value'} is {_shown(found)}, not {_shown(expected)}"


def _listed(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _shown(value: Any) -> str:
    text = canonical(value).decode()
    return text if len(text) <= 80 else text[:79] + "…"
