"""The cells of a sheet as they are shown: numbers by their format, texts without escapes and reading aids."""

import re

from django.utils.translation import gettext as _

from pingyi.rules.writing import tidy
from pingyi.ui.tables import shown
from pingyi.ui.tables.package import Attributes, Handler, damaged, yes
from pingyi.ui.tables.spreadsheet import MOST_COLUMNS, Bounds, Cell, Line, Merged, Unreadable, too_wide

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Styles(Handler):
    """By the number of a style: its number format, and whether it is struck through."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.spelled: dict[int, str] = {}
        self.struck_fonts: set[int] = set()
        self.fonts = -1
        self.styles: list[tuple[int, int]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        inside = self.within[-1] if self.within else ""
        if tag == "numFmt" and inside == "numFmts":
            self.spelled[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "font" and inside == "fonts":
            self.fonts += 1
        elif tag == "strike" and "fonts" in self.within and yes(attributes.get("val", "1")):
            self.struck_fonts.add(self.fonts)
        elif tag == "xf" and inside == "cellXfs":
            self.styles.append((int(attributes.get("numFmtId", 0)), int(attributes.get("fontId", 0))))
        self.within.append(tag)

    def end(self, tag: str) -> None:
        self.within.pop()

    def form(self, style: int) -> str:
        """The number format. A style that is not there is the first, as spreadsheets take it."""
        own = self.styles[style][0] if style < len(self.styles) else 0
        return self.spelled.get(own) or shown.BUILT_IN.get(own, "?")

    def struck(self, style: int) -> bool:
        """Whether the cell's font is struck through."""
        return style < len(self.styles) and self.styles[style][1] in self.struck_fonts


class Rich(Handler):
    """Texts in runs: what is shown of them, without the reading aids above Chinese or Japanese signs."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.struck = self.aid = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "rPh":
            self.aid = True
        elif tag == "strike":
            self.struck |= yes(attributes.get("val", "1"))
        elif tag == "t" and not self.aid:
            self.text = []

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.aid = False
        elif tag == "t" and not self.aid:
            self.parts.append(self.taken())

    def whole(self) -> Cell:
        """The text as it is shown, and whether any of it is struck through."""
        text = tidy(unescaped("".join(self.parts)))
        problem = _struck() if self.struck and text else ""
        self.parts, self.struck = [], False
        return Cell(text, problem)


class Strings(Rich):
    """The texts that cells share."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Cell] = []

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == "si":
            self.items.append(self.whole())


class Grid(Rich):
    """The cells of one sheet, and what is merged or hidden in it."""

    def __init__(self, strings: list[Cell], styles: Styles, *, since_1904: bool) -> None:
        super().__init__()
        self.strings, self.styles, self.since_1904 = strings, styles, since_1904
        self.lines: list[Line] = []
        self.bounds = Bounds()
        self.merged: list[Merged] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.hidden_rows: list[int] = []
        self.row = 0
        self.cells: dict[int, Cell] = {}
        self.hidden = self.rows_hidden = self.formula = False
        self.at, self.kind, self.style, self.stored = 0, "n", 0, ""

    def start(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "c":
                self._begin_cell(attributes)
            case "row":
                self._begin_row(attributes)
            case "v":
                self.text = []
            case "f":
                self.formula = True
            case "mergeCell":
                last = REFERENCE.fullmatch(attributes["ref"].rpartition(":")[2])
                self.merged.append(Merged(attributes["ref"], int(last[2]) if last else 0))
            case "sheetFormatPr":
                self.rows_hidden = yes(attributes.get("zeroHeight", "0"))
            case "col" if yes(attributes.get("hidden", "0")) or float(attributes.get("width", "1")) == 0:
                self.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
            case _:
                super().start(tag, attributes)

    def end(self, tag: str) -> None:
        match tag:
            case "v":
                self.stored = self.taken()
            case "c":
                self._end_cell()
            case "row":
                self._end_row()
            case _:
                super().end(tag)

    def _begin_row(self, attributes: Attributes) -> None:
        row = int(attributes.get("r", self.row + 1))
        if row <= self.row:
            raise Unreadable(damaged())
        self.row, self.cells, self.at = row, {}, -1
        flat = yes(attributes.get("customHeight", "0")) and float(attributes.get("ht", "1")) == 0
        self.hidden = flat or yes(attributes.get("hidden", "1" if self.rows_hidden else "0"))

    def _begin_cell(self, attributes: Attributes) -> None:
        at = _column(attributes["r"], self.row) if "r" in attributes else self.at + 1
        if at <= self.at:
            raise Unreadable(damaged())
        self.at, self.kind, self.style = at, attributes.get("t", "n"), int(attributes.get("s", 0))
        self.stored, self.formula, self.parts, self.struck = "", False, [], False

    def _end_cell(self) -> None:
        cell = self._cell()
        if not cell.filled:
            return
        if self.at >= MOST_COLUMNS:
            raise Unreadable(too_wide())
        self.cells[self.at] = cell

    def _end_row(self) -> None:
        if not self.cells:
            return
        if self.hidden:
            self.hidden_rows.append(self.row)
        line = [Cell("")] * (max(self.cells) + 1)
        for at, cell in self.cells.items():
            line[at] = cell
        self.bounds.take(line)
        self.lines.append((self.row, line))

    def _cell(self) -> Cell:
        if self.formula:
            return Cell(self.stored or "=", _formula())
        if self.kind == "inlineStr":
            found = self.whole()
        elif self.stored == "":
            return Cell("")
        elif self.kind == "s":
            found = self.strings[int(self.stored)]
        elif self.kind == "e":
            return Cell(self.stored, _error())
        elif self.kind == "b":
            found = Cell("TRUE" if yes(self.stored) else "FALSE")
        else:
            return self._stored_value()
        return self._styled(found)

    def _stored_value(self) -> Cell:
        """A number; or a day or text as other programs than Excel store them."""
        if self.kind == "str":
            return self._styled(Cell(tidy(unescaped(self.stored))))
        form = self.styles.form(self.style)
        if self.kind == "d":  # written out, by other programs than Excel
            return self._with_strike(Cell(self.stored, shown.taken_for_date(), self.stored))
        try:
            found = Cell(shown.number(self.stored, form).strip())
        except shown.NotShown as fault:
            found = Cell(self.stored, str(fault), shown.day(self.stored, form, since_1904=self.since_1904))
        return self._with_strike(found)

    def _styled(self, cell: Cell) -> Cell:
        try:
            shown.text(cell.text, self.styles.form(self.style))
        except shown.NotShown as fault:
            return Cell(cell.text, str(fault))
        return self._with_strike(cell)

    def _with_strike(self, cell: Cell) -> Cell:
        return Cell(cell.text, _struck()) if cell.text and self.styles.struck(self.style) else cell


def unescaped(text: str) -> str:
    """A text of an .xlsx file as it is shown: `_x000D_` stands for a sign, and `_x005F_` for the underscore."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n") if "_x" in text else text


def _column(reference: str, row: int) -> int:
    found = REFERENCE.fullmatch(reference)
    if not found or int(found[2]) != row:
        raise Unreadable(damaged())
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return column - 1


def _struck() -> str:
    return _("This text is struck through: does it count or not? Delete it, or remove the line.")


def _formula() -> str:
    return _("This is a formula; its result depends on the program that opens it. Copy the cell and paste the value.")


def _error() -> str:
    return _("This is an error value, not a text. Type what should stand there.")
