"""What a paper says, as one frozen value: whoever signs, receives or approves it does so by its digest."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pingyi.rules.encoding import canonical, sha256_hex
from pingyi.rules.paper.errors import NothingWritten
from pingyi.rules.writing import tidy

AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Annex:
    """A snapshot of rows: what stood in the records when the paper was laid before its signer."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    """The last line, where the rows are counted together."""

    @property
    def data(self) -> bytes:
        """The canonical bytes of this table alone."""
        return canonical(self)

    @property
    def digest(self) -> str:
        """SHA-256 of these bytes: whoever has the table alone can compare it with what was signed."""
        return sha256_hex(self.data)

    @property
    def disagreeing(self) -> str:
        """The first column whose number in the last line is not the sum of its rows; "" when all are."""
        for place, given in enumerate(self.total):
            if _amount(given) is not None and sum(_amount(row[place]) or 0 for row in self.rows) != _amount(given):
                return self.columns[place]
        return ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, and its text in Markdown with all figures filled in."""

    code: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """A paper in full. `figures` are what it counts; `annexes` come with their rows, not with a reference to them."""

    kind: str
    title: str
    sender: str
    recipients: tuple[str, ...]
    copies: tuple[str, ...]
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()
    """What its table counts, by figure; a roll-up adds these up."""
    pulled: tuple[tuple[str, str], ...] = ()
    """Of a roll-up: the unit and the digest of every paper it took in."""
    files: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 of every file that goes with it."""

    @property
    def disagreeing(self) -> str:
        """The first figure of an annex that its rows do not come to; "" when all agree."""
        return next((annex.disagreeing for annex in self.annexes if annex.disagreeing), "")

    @property
    def data(self) -> bytes:
        """The canonical bytes."""
        return canonical(self)

    @property
    def digest(self) -> str:
        """SHA-256 of these bytes: what is signed, and what is approved."""
        return sha256_hex(self.data)


def read(data: str) -> Content:
    """The content from its canonical form."""
    given = json.loads(data)
    return Content(
        **{name: given[name] for name in ("kind", "title", "sender")},
        recipients=tuple(given["recipients"]),
        copies=tuple(given["copies"]),
        sections=tuple(Section(**each) for each in given["sections"]),
        annexes=tuple(_annex(each) for each in given["annexes"]),
        counted=tuple((name, count) for name, count in given["counted"]),
        pulled=tuple((unit, own) for unit, own in given["pulled"]),
        files=tuple((name, own) for name, own in given["files"]),
    )


def ensure_written(sections: Sequence[Section]) -> None:
    """Every section says something. Raises NothingWritten."""
    for section in sections:
        if not tidy(section.text):
            raise NothingWritten(section=section.heading)


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if AMOUNT.fullmatch(text) else None


def _annex(given: dict[str, Any]) -> Annex:
    rows = tuple(tuple(row) for row in given["rows"])
    return Annex(given["name"], tuple(given["columns"]), rows, tuple(given["total"]))
