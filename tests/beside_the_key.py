"""The files beside the journal's key go back with the database, as no restored backup can make them."""

from collections.abc import Iterator
from contextlib import contextmanager

from pingyi.records.journal import custody


@contextmanager
def beside_the_key() -> Iterator[None]:
    """Afterwards the head and the list of written entries are what they were before."""
    files = [custody.head_file(), custody.written_file()]
    before = {file: file.read_bytes() if file.exists() else None for file in files}
    try:
        yield
    finally:
        for file, data in before.items():
            file.unlink(missing_ok=True)
            if data is not None:
                file.write_bytes(data)
