"""Small .xlsx files written part by part, so that a test says exactly what stands in them."""

import io
import zipfile
from collections.abc import Mapping, Sequence

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="0000"/><numFmt numFmtId="201" formatCode="yyyy-mm-dd"/>'
    '<numFmt numFmtId="202" formatCode=";;;"/></numFmts>'
    "<fonts><font/><font><strike/></font></fonts>"
    '<cellXfs><xf/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="202"/><xf numFmtId="49"/>'
    '<xf fontId="1"/><xf numFmtId="1"/></cellXfs>'
)
GENERAL, ZEROS, DAY, NOTHING, TEXT, STRUCK, WHOLE = range(7)


def said(text: str, style: int = 0) -> str:
    """A cell of text, to be put into a row."""
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'


def number(value: str, style: int = 0) -> str:
    """A cell with a number."""
    return f'<c s="{style}"><v>{value}</v></c>'


def rows(*cells: Sequence[str], **attributes: str) -> str:
    """Rows of cells; `row3='hidden="1"'` gives the third row an attribute."""
    return "".join(
        f'<row r="{at}" {attributes.get(f"row{at}", "")}>{"".join(line)}</row>' for at, line in enumerate(cells, 1)
    )


def workbook(
    *sheets: tuple[str, str, str],
    strings: str = "",
    styles: str = STYLES,
    book: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A file of sheets: (name, state, XML inside <worksheet>, <sheetData> and what goes with it).

    `book` is XML above the list of sheets.
    """
    tabs = "".join(
        f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="r{at}"/>'
        for at, (name, state, _) in enumerate(sheets, 1)
    )
    ties = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships {RELATIONS}><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook {MAIN} xmlns:r="{OFFICE}">{book}<sheets>{tabs}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {RELATIONS}>{ties}<Relationship Id="s" Type="{OFFICE}/styles" '
        f'Target="styles.xml"/><Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="strings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
        "xl/strings.xml": f"<sst {MAIN}>{strings}</sst>",
    }
    for at, (_, _, inside) in enumerate(sheets, 1):
        parts[f"xl/worksheets/s{at}.xml"] = f"<worksheet {MAIN}>{inside}</worksheet>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in {**parts, **(more or {})}.items():
            packed.writestr(name, part)
    return buffer.getvalue()


def table(*lines: Sequence[str], before: str = "", after: str = "", strings: str = "", **attributes: str) -> bytes:
    """A file with one sheet under the heading `code`, `name`."""
    data = rows([said("code"), said("name")], *lines, **attributes)
    return workbook(("Sheet1", "visible", f"{before}<sheetData>{data}</sheetData>{after}"), strings=strings)
