"""A board as one file, row by row. Public: Joined."""

from collections.abc import Iterator


class Joined:
    """A readable file over pieces, so that a board is never in memory as a whole."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._rest = parts, b""

    def read(self, size: int, /) -> bytes:
        while len(self._rest) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._rest += part
        answer, self._rest = self._rest[:size], self._rest[size:]
        return answer
