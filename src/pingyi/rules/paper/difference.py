"""Two versions of a paper, line beside line."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from pingyi.rules.paper.content import Content


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the earlier version beside that of the later one; None where there is none."""

    before: str | None
    after: str | None

    @property
    def changed(self) -> bool:
        """Whether they differ."""
        return self.before != self.after


def compared(before: Content, after: Content) -> tuple[Line, ...]:
    """Both versions side by side, in order."""
    old, new = list(_lines(before)), list(_lines(after))
    found: list[Line] = []
    for _, start, end, since, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += (Line(*pair) for pair in zip_longest(old[start:end], new[since:until]))
    return tuple(found)


def _lines(content: Content) -> Iterator[str]:
    yield content.title
    for section in content.sections:
        yield section.heading
        yield from (line for line in section.text.splitlines() if line.strip())
    for annex in content.annexes:
        yield annex.name
        yield from ("｜".join(row) for row in (annex.columns, *annex.rows, annex.total) if row)
    yield from (name for name, _ in content.files)
