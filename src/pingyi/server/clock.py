"""The only module that reads the clock.

A rehearsal runs on a shifted clock: `PINGYI_CLOCK_OFFSET` (seconds) or the file `<data>/clock` that
`pingyi rehearse` leaves behind, so that the demo stays in the phase it was stopped in. A real campaign has neither.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pingyi import kept


class Clock:
    """Says what time it is; a rehearsal moves it by an offset."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    @property
    def rehearsal(self) -> bool:
        """True when this is not the real time; every page then says so."""
        return bool(self.offset)

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def set(self, moment: datetime) -> None:
        """Let `now` continue from `moment` (rehearsal only)."""
        self.offset = moment - datetime.now(UTC)


def load(data: Path) -> Clock:
    """The clock of this installation."""
    text = os.environ.get("PINGYI_CLOCK_OFFSET") or _read(data / "clock")
    return Clock(timedelta(seconds=float(text))) if text else Clock()


def save(clock: Clock, data: Path) -> None:
    """Keep a rehearsal's offset for the next start."""
    kept.write(data / "clock", f"{clock.offset.total_seconds():.0f}\n".encode())


def _read(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""
