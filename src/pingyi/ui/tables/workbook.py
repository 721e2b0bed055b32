"""An .xlsx file read as a person sees it on the screen, in one pass and within bounds; nothing in it is ever run.

openpyxl reads values; here the number format, merged, hidden and struck-out cells, error values and escapes count, and
a file that unpacks to gigabytes must cost no more than one that doesn't (docs/decisions/0081-sheets-as-seen.md).
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from posixpath import join
from xml.parsers import expat

from django.utils.translation import gettext as _
from django.utils.translation import override

from pingyi.ui.tables.grid import Grid, Strings, Styles
from pingyi.ui.tables.package import Attributes, Handler, Package, Relations, damaged, with_few_parts, yes
from pingyi.ui.tables.spreadsheet import Spreadsheet, Unreadable, letters

MOST_NAMED = 5


def read_workbook(data: bytes) -> Spreadsheet:
    """The only sheet that holds something. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(with_few_parts(data))) as packed:
            return _only_sheet(Package(packed))
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, IndexError, ValueError, OSError, EOFError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable(damaged()) from fault
    except (RuntimeError, NotImplementedError) as fault:  # a password, or a way of packing that zipfile hasn't
        raise Unreadable(damaged()) from fault


class _Tabs(Handler):
    """The sheets by name, whether they are shown, and their relation; whether days are counted from 1904."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, bool, str]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            self.since_1904 = yes(attributes.get("date1904", "0"))
        elif tag == "sheet":
            relation = next(value for key, value in attributes.items() if key.endswith(" id"))
            self.sheets.append((attributes["name"], attributes.get("state", "visible") == "visible", relation))


def _only_sheet(package: Package) -> Spreadsheet:
    top = Relations("")
    package.read("_rels/.rels", top)
    book = top.of_kind("officeDocument") or "xl/workbook.xml"
    folder, _slash, name = book.rpartition("/")
    relations, tabs, strings, styles = Relations(folder), _Tabs(), Strings(), Styles()
    package.read(join(folder, "_rels", f"{name}.rels"), relations)
    package.read(book, tabs)
    for kind, handler in (("styles", styles), ("sharedStrings", strings)):
        if part := relations.of_kind(kind):
            package.read(part, handler)
    filled: dict[str, Grid] = {}
    for title, place in _seen(tabs, relations):
        grid = Grid(strings.items, styles, since_1904=tabs.since_1904)
        package.read(place, grid)
        if grid.lines:
            filled[title] = grid
    return _one_of(filled, [title for title, visible, _relation in tabs.sheets if not visible])


def _seen(tabs: _Tabs, relations: Relations) -> Iterator[tuple[str, str]]:
    """The sheets with cells that are shown, but not our template's notes."""
    notes = set()
    for language in ("en", "zh-hans"):
        with override(language):
            notes.add(_("Notes"))
    for title, visible, relation in tabs.sheets:
        if visible and relations.kinds[relation] == "worksheet" and title not in notes:
            yield title, relations.targets[relation]


def _one_of(filled: Mapping[str, Grid], hidden: list[str]) -> Spreadsheet:
    if len(filled) > 1:
        raise Unreadable(
            _("Several sheets hold something: %(names)s. Bring one sheet in a file, or delete the others.")
            % {"names": _named(list(filled))}
        )
    unread = [_("Hidden sheets were not read: %(names)s.") % {"names": _named(hidden)}] if hidden else []
    if not filled:
        raise Unreadable(" ".join([_("The file is empty."), *unread]))
    (grid,) = filled.values()
    _ensure_shown(grid)
    return Spreadsheet(grid.lines, tuple(grid.merged), tuple(unread))


def _ensure_shown(grid: Grid) -> None:
    """Rows and columns with something in them that nobody sees are refused by name."""
    if grid.hidden_rows:
        rows = _named([str(row) for row in grid.hidden_rows])
        raise Unreadable(
            _("Rows that are hidden or filtered away hold something: %(rows)s. Show or delete them.") % {"rows": rows}
        )
    widest = max(len(line) for _number, line in grid.lines)
    hidden = {at for first, last in grid.hidden_columns for at in range(first, min(last + 1, widest))}
    filled = sorted({at for _number, line in grid.lines for at in hidden if at < len(line) and line[at].filled})
    if filled:
        raise Unreadable(
            _("Hidden columns hold something: %(columns)s. Show or delete them.")
            % {"columns": _named([letters(at) for at in filled])}
        )


def _named(names: list[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
