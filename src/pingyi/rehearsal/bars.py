"""What a rehearsal tells at the terminal: a bar for everything that takes a while."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

LABELS = {
    "people": "人员 people",
    "papers": "材料 papers",
    "boxes": "票箱 boxes",
    "ballots": "密封选票 sealed ballots",
    "sheets": "检查评分 score sheets",
    "shares": "开箱份额 shares",
    "released": "公布 released",
}


class Shown:
    """Turns what the script tells into progress bars."""

    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.tasks: dict[str, TaskID] = {}
        self.totals: dict[str, int] = {}

    def expect(self, what: str, steps: int) -> None:
        if what not in self.tasks:
            self.tasks[what], self.totals[what] = self.bars.add_task(LABELS[what], total=0), 0
        self.totals[what] += steps
        self.bars.update(self.tasks[what], total=self.totals[what])

    def finish(self, what: str, steps: int = 1) -> None:
        self.bars.advance(self.tasks[what], steps)


@contextmanager
def bars() -> Iterator[Progress]:
    """Progress bars on the terminal; a plain log where there is none."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress
