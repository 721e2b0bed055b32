"""Published files in memory, as a source to read them from."""

import io
from collections.abc import Mapping
from typing import BinaryIO


class Memory:
    """A source of files in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files, self.names = files, files.keys()

    def size(self, name: str) -> int:
        return len(self._files[name])

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._files[name])
