"""What several rooms ask while one page is put together is read once, and forgotten when the page is answered.

Outside `remembering` nothing is kept: an action reads everything anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Found = TypeVar("Found")
_kept: ContextVar[dict[Hashable, object] | None] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """What is read by `once` in here is read once: for whatever writes nothing; within a page, with the page."""
    if _kept.get() is not None:
        yield
        return
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def once(key: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` finds, or what it found before under this key while the same page is put together."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: Found = kept[key]  # type: ignore[assignment]  # a key names one kind of thing
    return found
