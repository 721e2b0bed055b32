"""What is known of the files beside statements: how many there may be, and each as a frozen value."""

from dataclasses import dataclass

from pingyi.records.files.kinds import Kind
from pingyi.records.voices.models import Exhibit, Statement

MOST = 4
"""Files of one message."""
ALL = 20
"""Files of one conversation."""


@dataclass(frozen=True, slots=True)
class ExhibitLine:
    """A file beside a statement, by its place; `added`: by whoever took the statement down."""

    key: str
    number: int
    kind: Kind
    size: int
    sha256: str
    added: bool

    @property
    def place(self) -> int:
        """Which of the statement's files it is, as people count."""
        return self.number + 1

    @property
    def name(self) -> str:
        """What it is called when it is taken away: the name it came by is not kept."""
        return f"附件{self.place}.{self.kind}"


def line_of(row: Exhibit) -> ExhibitLine:
    """A row as a value."""
    return ExhibitLine(str(row.key), row.number, Kind(row.kind), row.size, row.sha256, row.added)


def came_with(statement: Statement) -> tuple[str, ...]:
    """The digests of the files that came with it, as they stand in its leaf."""
    return tuple(each.sha256 for each in statement.exhibits.all() if not each.added)
