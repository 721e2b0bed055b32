"""The list of codes that the bureau keeps, and the list of people drawn: CSV that Excel opens, no cell of which runs.

The browser writes and reads the same lists (docs/protocol/endpoints.md, Registrar).
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from pingyi.rules.writing import decode, flaw

FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
"""How a cell begins that a spreadsheet would run, or that was guarded already."""


class BadList(ValueError):
    """The file is not such a list; the sentence names the line."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody who was drawn, as the registrar's page lists them."""

    unit: str
    stratum: str
    ref: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Coded:
    """Somebody with a code: one line of codes.csv, one letter. `unit` and `stratum` are names, for people to read."""

    box: str
    unit: str
    stratum: str
    ref: str
    name: str
    address: str
    code: str
    link: str


DRAWN = ("unit", "stratum", "ref", "name", "address")
CODED = ("票箱", "单位", "类别", "编号", "姓名", "地址", "答题码", "链接")
WITHOUT_NAMES = ("答题码", "链接")
MOST_LISTED = 20


def write_coded(people: Iterable[Coded]) -> bytes:
    """codes.csv: UTF-8 with byte-order mark, every cell that a spreadsheet would run behind an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(CODED)
    writer.writerows([_guarded(cell) for cell in astuple(person)] for person in people)
    return text.getvalue().encode("utf-8-sig")


def read_coded(data: bytes) -> list[Coded]:
    """The lines of codes.csv, or of the list of those to remind. Raises BadList."""
    return [Coded(*cells) for cells in _read(data, CODED)]


def read_drawn(data: bytes) -> list[Drawn]:
    """The lines of drawn.csv. Raises BadList."""
    return [Drawn(*cells) for cells in _read(data, DRAWN)]


def _read(data: bytes, heading: Sequence[str]) -> Iterable[list[str]]:
    try:
        lines = list(csv.reader(io.StringIO(_decoded(data), newline=""), strict=True))
    except csv.Error as fault:
        raise BadList(f"this is not a table in CSV form ({fault})") from fault
    if not lines or [cell.strip() for cell in lines[0]] != list(heading):
        raise BadList(f"the first line must be: {','.join(heading)}")
    faults: list[str] = []
    people = [list(_row(number, cells, heading, faults)) for number, cells in enumerate(lines[1:], 2)]
    if faults:
        more = f"; and {len(faults) - MOST_LISTED} more" if len(faults) > MOST_LISTED else ""
        raise BadList("; ".join(faults[:MOST_LISTED]) + more)
    return people


def _row(number: int, cells: Sequence[str], heading: Sequence[str], faults: list[str]) -> Iterable[str]:
    """The cells of one person; what is wrong with their signs joins the faults. Raises BadList."""
    if len(cells) != len(heading):
        raise BadList(f"line {number} has {len(cells)} cells instead of {len(heading)}")
    for title, cell in zip(heading, map(_unguarded, cells), strict=True):
        if fault := _fault(cell, name=title not in WITHOUT_NAMES):
            faults.append(f"line {number}, {title}: {fault}")
        yield cell


def _decoded(data: bytes) -> str:
    text = decode(data)
    if text is None:
        raise BadList("the file is sound text neither in UTF-8 nor in GB18030")
    return text


def _fault(cell: str, *, name: bool) -> str:
    """Which sign of the cell is no character: no letter goes to a name of which one was lost."""
    found = flaw(cell, lines=True, name=name)
    if found is None:
        return ""
    meant = f" (in older systems “{found.meant}”)" if found.meant else ""
    return f"in “{cell}” sign {found.place}, {found.shown}, {found.wrong}{meant}"


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
