"""Tables that people bring and take away: .xlsx and CSV in, checked cell by cell; .xlsx and CSV out.

Reading never guesses and never runs anything: what a person sees on the screen is what is read, or the cell, row,
column or sheet is refused by name. Every fault of a table is found in one pass, so a person mends it once.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pingyi.rules.writing import decode, tidy
from pingyi.ui.tables.column import Across, CellField, Column, folded, looks_like_formula
from pingyi.ui.tables.filetype import refuse_others
from pingyi.ui.tables.spreadsheet import (
    LARGEST,
    MOST_COLUMNS,
    Bounds,
    Cell,
    Line,
    Spreadsheet,
    Unreadable,
    letters,
    too_wide,
)
from pingyi.ui.tables.workbook import read_workbook
from pingyi.ui.words.phrases import listed

HEADING_WITHIN = 10
"""Rows that hold something, among which the heading must be: titles may stand above it."""
CHARACTERS_WEIGHED = 10_000
"""Of a CSV, to see what separates its cells."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell. `row` is the line as the spreadsheet numbers it."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: rows as values by column key (with `row`, their line), every fault, and what was left unread."""

    rows: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...] = ()


def read(data: bytes, columns: Sequence[Column], across: Across = lambda row: None) -> Reading:
    """The table in an .xlsx or CSV file; `across` judges a whole row. Raises Unreadable."""
    sheet = _sheet(data)
    if not sheet.lines:
        raise Unreadable(_("The file is empty."))
    above, places = _heading(sheet.lines, columns)
    heading = sheet.lines[above][0]
    _refuse_merged(sheet, heading)
    checker = _Checker([column for column in columns if column.kept], across)
    kept = {column.key: places[column.key] for column in columns if column.kept and column.key in places}
    for number, line in sheet.lines[above + 1 :]:
        _refuse_stray(number, line, places)
        checker.take(number, {key: line[at] if at < len(line) else Cell("") for key, at in kept.items()})
    if not checker.rows:
        raise Unreadable(_("The file has a heading but no rows."))
    titles = tuple(_above(number, line) for number, line in sheet.lines[:above])
    return checker.reading((*sheet.unread, *titles))


def write_csv(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV that Excel opens correctly (UTF-8 with BOM) and in which no cell can act as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in heading])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def write_xlsx(heading: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[Sequence[str]] = ()) -> bytes:
    """An .xlsx file of plain text cells. `notes` become a second sheet: what is filled in above them stays as typed."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(heading) - 1, 0), 20, book.add_format({"num_format": "@"} if notes else {}))
        sheet.write_row(0, 0, heading, bold)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
        if notes:
            second = book.add_worksheet(_("Notes"))
            second.set_column(0, 2, 40)
            for number, note in enumerate(notes):
                second.write_row(number, 0, note)
    return buffer.getvalue()


def template(columns: Sequence[Column], *, xlsx: bool) -> bytes:
    """An empty table to fill in, with the notes of its columns on a second sheet (.xlsx)."""
    heading = [column.title for column in columns]
    if not xlsx:
        return write_csv(heading, [])
    notes = [
        (title, _("required") if column.required else _("may be empty"), column.note)
        for title, column in zip(heading, columns, strict=True)
    ]
    return write_xlsx(heading, [], notes)


class _Checker:
    """Collects the rows and the faults of one table."""

    def __init__(self, columns: Sequence[Column], across: Across) -> None:
        self.columns = columns
        self.fields = {column.key: CellField(column) for column in columns}
        self.across = across
        self.rows: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.seen: dict[tuple[str, Any], int] = {}

    def take(self, number: int, cells: Mapping[str, Cell]) -> None:
        """Judge one row."""
        row: dict[str, Any] = {"row": number}
        before = len(self.faults)
        for column in self.columns:
            cell = cells.get(column.key, Cell(""))
            try:
                row[column.key] = self._value(column, cell, number)
            except ValidationError as fault:
                self.faults.append(Fault(number, column.title, cell.text[:80], fault.messages[0]))
        wrong = None if len(self.faults) > before else self.across(row)
        if wrong:
            key, sentence = wrong
            title = next(column.title for column in self.columns if column.key == key)
            self.faults.append(Fault(number, title, cells.get(key, Cell("")).text[:80], sentence))
        self.rows.append(row)

    def reading(self, unread: tuple[str, ...] = ()) -> Reading:
        """Everything found."""
        return Reading(tuple(self.rows), tuple(self.faults), unread)

    def _value(self, column: Column, cell: Cell, number: int) -> Any:
        dated = column.days and cell.day
        if cell.problem and not dated:
            raise ValidationError(cell.problem)
        value = self.fields[column.key].clean(cell.day if dated else cell.text)
        if column.unique and cell.text:
            first = self.seen.setdefault((column.key, value), number)
            if first != number:
                raise ValidationError(_("Row %(row)d says the same; each may appear only once.") % {"row": first})
        return value


def too_large() -> str:
    """What is said of a file of 10 MB or more, before anything of it is read."""
    return _("The file is too large: it must be smaller than 10 MB. Nothing was read.")


def _sheet(data: bytes) -> Spreadsheet:
    if len(data) >= LARGEST:
        raise Unreadable(too_large())
    refuse_others(data)
    return read_workbook(data) if data.startswith(b"PK\x03\x04") else Spreadsheet(list(_csv_lines(data)))


def _csv_lines(data: bytes) -> Iterator[Line]:
    text = decode(data)
    if text is None:
        raise Unreadable(
            _("The file is neither .xlsx nor sound text in UTF-8 or GB18030. Save it again as .xlsx or CSV UTF-8.")
        )
    head, bounds = "\n".join(text[:CHARACTERS_WEIGHED].splitlines()[:HEADING_WITHIN]), Bounds()
    delimiter = max(",\t;", key=head.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            while cells and not cells[-1]:
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                raise Unreadable(too_wide())
            line = [Cell(tidy(cell)) for cell in cells]
            if any(cell.filled for cell in line):
                bounds.take(line)
                yield number, line
    except csv.Error as fault:
        raise Unreadable(_("This is not a table in CSV form (%(fault)s).") % {"fault": fault}) from fault


def _heading(lines: Sequence[Line], columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
    """How many rows stand above the heading, and where each column is. Raises Unreadable."""
    candidates = lines[:HEADING_WITHIN]
    likeliest = max(range(len(candidates)), key=lambda at: (_alike(candidates[at][1], columns), -at))
    places = _places(candidates[likeliest][1], columns)
    needed = [places[column.key] for column in columns if column.required]
    for number, line in candidates[:likeliest]:
        if sum(cell.filled for cell in line) > 1 and all(at < len(line) and line[at].filled for at in needed):
            raise Unreadable(
                _("Row %(row)d stands above the heading and looks like an entry. Move it below.") % {"row": number}
            )
    return likeliest, places


def _alike(line: Sequence[Cell], columns: Sequence[Column]) -> int:
    """How many headings this row has."""
    return sum(any(folded(cell.text) in column.headings for column in columns) for cell in line)


def _above(number: int, line: Sequence[Cell]) -> str:
    shown = " ".join(cell.text for cell in line if cell.text)[:60]
    return _("Row %(row)d above the heading was not read: %(text)s") % {"row": number, "text": shown}


def _refuse_merged(sheet: Spreadsheet, heading: int) -> None:
    """A merged cell holds one value and shows many. Above the heading it is a title."""
    found = [each.ref for each in sheet.merged if each.last >= heading]
    if found:
        raise Unreadable(
            _("Merged cells: %(cells)s. Unmerge them and write in every row what belongs there.")
            % {"cells": "、".join(found[:5]) + (" …" if len(found) > 5 else "")}
        )


def _refuse_stray(number: int, line: Sequence[Cell], places: Mapping[str, int]) -> None:
    known = set(places.values())
    for at, cell in enumerate(line):
        if cell.filled and at not in known:
            where = {"column": letters(at), "row": number, "text": cell.text[:40]}
            raise Unreadable(
                _("Column %(column)s has no heading, but row %(row)d has “%(text)s” there. Delete it.") % where
            )


def _places(heading: Sequence[Cell], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands. Raises Unreadable when a heading is missing, unknown or doubled."""
    places: dict[str, int] = {}
    unknown = []
    for at, cell in enumerate(heading):
        title = cell.text
        if cell.problem:
            raise Unreadable(
                _("The heading of column %(column)s: %(why)s") % {"column": letters(at), "why": cell.problem}
            )
        column = next((column for column in columns if folded(title) in column.headings), None)
        if column is None and title:
            unknown.append(title[:40])
        elif column and column.key in places:
            raise Unreadable(_("The column “%(title)s” appears twice.") % {"title": title})
        elif column:
            places[column.key] = at
    missing = [f"{column.zh} / {column.en}" for column in columns if column.required and column.key not in places]
    if missing:
        raise Unreadable(_("These columns are missing: %(titles)s. Use the template.") % {"titles": listed(missing)})
    if unknown:
        raise Unreadable(_("These columns are unknown: %(titles)s. Use the template.") % {"titles": listed(unknown)})
    return places


def _harmless(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return "'" + text if looks_like_formula(text) else text
