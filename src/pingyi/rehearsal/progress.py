"""What a rehearsal tells about its progress."""

from typing import Protocol


class Progress(Protocol):
    """Whoever watches: told how many steps of something are to come, and of those that were just finished."""

    def expect(self, what: str, steps: int) -> None:
        """So many more steps are to come."""

    def finish(self, what: str, steps: int = 1) -> None:
        """So many steps were just finished."""
