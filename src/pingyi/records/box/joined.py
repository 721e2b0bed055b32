"""A board as one file, row by row. Public: Joined."""

import io
from collections.abc import Iterator


class Joined(io.RawIOBase):
    """A readable file over pieces, so that a board is never in memory as a whole."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._rest = parts, b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._rest) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._rest += part
        size = len(self._rest) if size < 0 else size
        answer, self._rest = self._rest[:size], self._rest[size:]
        return answer
