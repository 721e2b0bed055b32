"""Tables that people bring and take away: .xlsx and CSV in, checked cell by cell; .xlsx and CSV out.

Reading never guesses and never runs anything: a file of 10 MB or more, a packed bomb, a formula, an unknown encoding or
a missing column is refused with a sentence. Every fault of a table is found in one pass, so a person mends it once.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import load_workbook

LARGEST = 10_000_000
LARGEST_UNPACKED = 100_000_000
MOST_PARTS = 500
MOST_ROWS = 20_000
MOST_COLUMNS = 60
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")  # some spreadsheets run full-width ones, and behind spaces
PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,-]*")
INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0x200B, 0x200E, 0x200F, 0xFEFF]) | {9: " ", 10: " "}
OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")


Across = Callable[[dict[str, Any]], tuple[str, str] | None]
"""Judges a row by itself: None, or the key of the column at fault and a sentence saying what is allowed."""


class Unreadable(ValueError):
    """The file cannot be taken at all; the message is for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its heading may be written, and what its cells may say.

    `read` turns a cell's text into its value and raises ValueError with a sentence saying what is allowed.
    """

    key: str
    zh: str
    en: str
    required: bool = False
    unique: bool = False
    most: int = 200
    read: Callable[[str], Any] = str
    note: str = ""

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    @property
    def headings(self) -> frozenset[str]:
        """Every accepted spelling of the heading."""
        return frozenset({_folded(self.key), _folded(self.zh), _folded(self.en)})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell. `row` is the line as the spreadsheet numbers it."""

    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as read: rows as values by column key (with `row`, their line), and every fault."""

    rows: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]


def read(data: bytes, columns: Sequence[Column], across: Across = lambda row: None) -> Reading:
    """The table in an .xlsx or CSV file; `across` judges a whole row. Raises Unreadable."""
    lines = _lines(data)
    heading = next(lines, None)
    if heading is None:
        raise Unreadable(_("The file is empty."))
    places = _places(heading[1], columns)
    checker = _Checker(columns, across)
    for number, cells in lines:
        if any(cells):
            checker.take(number, {key: cells[at] if at < len(cells) else "" for key, at in places.items()})
    if not checker.rows and not checker.faults:
        raise Unreadable(_("The file has a heading but no rows."))
    return checker.reading()


def read_one(cells: Mapping[str, str], columns: Sequence[Column], across: Across = lambda row: None) -> Reading:
    """One row typed into a form, judged like a row of a file."""
    checker = _Checker(columns, across)
    checker.take(1, {column.key: _cleaned(cells.get(column.key, "")) for column in columns})
    return checker.reading()


def write_csv(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV that Excel opens correctly (UTF-8 with BOM) and in which no cell can act as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in heading])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def write_xlsx(heading: Sequence[str], rows: Iterable[Sequence[Any]], notes: Sequence[Sequence[str]] = ()) -> bytes:
    """An .xlsx file of plain text cells; `notes` become a second sheet."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(heading) - 1, 0), 20)
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
        self.across = across
        self.rows: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.seen: dict[tuple[str, Any], int] = {}

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        """Judge one row."""
        row: dict[str, Any] = {"row": number}
        before = len(self.faults)
        for column in self.columns:
            text = cells.get(column.key, "")
            try:
                row[column.key] = self._value(column, text, number)
            except ValueError as fault:
                self.faults.append(Fault(number, column.title, text[:80], str(fault)))
        wrong = None if len(self.faults) > before else self.across(row)
        if wrong:
            key, sentence = wrong
            title = next(column.title for column in self.columns if column.key == key)
            self.faults.append(Fault(number, title, cells.get(key, "")[:80], sentence))
        self.rows.append(row)

    def reading(self) -> Reading:
        """Everything found."""
        return Reading(tuple(self.rows), tuple(self.faults))

    def _value(self, column: Column, text: str, number: int) -> Any:
        if column.required and not text:
            raise ValueError(_("This cell may not be empty."))
        if looks_like_formula(text):
            raise ValueError(_("A cell may not begin with = + - or @: spreadsheets would run it. Remove that sign."))
        if len(text) > column.most:
            raise ValueError(_("At most %(count)d characters.") % {"count": column.most})
        value = column.read(text)
        if column.unique and text:
            first = self.seen.setdefault((column.key, value), number)
            if first != number:
                raise ValueError(_("Row %(row)d says the same; each may appear only once.") % {"row": first})
        return value


def too_large() -> str:
    """What is said of a file of 10 MB or more, before anything of it is read."""
    return _("The file is too large: it must be smaller than 10 MB. Nothing was read.")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would run this text; a plain signed number is harmless."""
    return bool(FORMULA.match(text)) and not PLAIN_NUMBER.fullmatch(text)


def _lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    if len(data) >= LARGEST:
        raise Unreadable(too_large())
    if data.startswith(OLD_EXCEL):
        raise Unreadable(_("This is an old or encrypted Excel file. Save it as .xlsx without password, or as CSV."))
    lines = _xlsx_lines(data) if data.startswith(b"PK\x03\x04") else _csv_lines(data)
    return _bounded(lines)


def _bounded(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in lines:
        if number > MOST_ROWS:
            raise Unreadable(_("The file has more than %(count)d rows. Split it.") % {"count": MOST_ROWS})
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise Unreadable(_("The file has more than %(count)d columns.") % {"count": MOST_COLUMNS})
        yield number, cells


def _csv_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            yield number, [_cleaned(cell) for cell in cells]
    except csv.Error as fault:
        raise Unreadable(_("This is not a table in CSV form (%(fault)s).") % {"fault": fault}) from fault


def _decoded(data: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM (Excel's “Unicode text”), or GB18030. Raises Unreadable."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("The file is neither .xlsx nor text in UTF-8 or GB18030. Save it again as .xlsx or CSV UTF-8."))


def _xlsx_lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        _refuse_bomb(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=MOST_ROWS + 1), 1):
            yield number, [_cell_text(cell) for cell in row]
    except Unreadable:
        raise
    except Exception as fault:  # openpyxl raises whatever its parser meets; for the person it is one thing
        raise Unreadable(_("This .xlsx file is damaged. Open it, save it again and retry.")) from fault


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(_("This .xlsx file unpacks to far more than it seems to hold. It was not opened."))


def _cell_text(cell: Any) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
    return _cleaned(str(value) if isinstance(value, str | int | float) else "=")  # an array formula has no text


def _places(heading: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands. Raises Unreadable when a heading is missing, unknown or doubled."""
    places: dict[str, int] = {}
    unknown = []
    for at, title in enumerate(heading):
        column = next((column for column in columns if _folded(title) in column.headings), None)
        if column is None and title:
            unknown.append(title[:40])
        elif column and column.key in places:
            raise Unreadable(_("The column “%(title)s” appears twice.") % {"title": title})
        elif column:
            places[column.key] = at
    missing = [f"{column.zh} / {column.en}" for column in columns if column.required and column.key not in places]
    if missing:
        raise Unreadable(_("These columns are missing: %(titles)s. Use the template.") % {"titles": "; ".join(missing)})
    if unknown:
        raise Unreadable(_("These columns are unknown: %(titles)s. Use the template.") % {"titles": "; ".join(unknown)})
    return places


def _folded(title: str) -> str:
    return "".join(title.split()).casefold()


def _cleaned(text: str) -> str:
    """Without invisible signs and outer spaces."""
    return text.translate(INVISIBLE).strip()


def _harmless(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return "'" + text if looks_like_formula(text) else text
