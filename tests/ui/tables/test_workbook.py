"""What a person sees in the spreadsheet is what is read, or it is refused by name (issue #11, C19 and B17)."""

import io
import zipfile

import pytest
from django.utils.translation import override

from pingyi.ui.tables import package, spreadsheet
from pingyi.ui.tables import table as tables
from pingyi.ui.tables.column import Column
from pingyi.ui.tables.spreadsheet import Unreadable
from pingyi.ui.tables.table import Reading, read
from tests.ui.tables.workbooks import (
    DAY,
    GENERAL,
    NOTHING,
    STRUCK,
    TEXT,
    WHOLE,
    ZEROS,
    number,
    rows,
    said,
    table,
    workbook,
)

COLUMNS = (
    Column("code", "代码", "Code", required=True, unique=True),
    Column("name", "名称", "Name", name=True),
    Column("remit", "职责", "Remit", lines=True),
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def codes(data: bytes) -> list[str]:
    found = read(data, COLUMNS)
    assert not found.faults
    return [row["code"] for row in found.rows]


def refused(data: bytes) -> str:
    """Why a file with one entry is refused: its only fault, or the sentence about the file."""
    try:
        found: Reading = read(data, COLUMNS)
    except Unreadable as fault:
        return str(fault)
    (fault,) = found.faults
    return f"{fault.column} {fault.row}: {fault.sentence}"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (number("12", ZEROS), "0012"),
        (number("7", ZEROS), "0007"),
        (number("7", GENERAL), "7"),
        (number("7", TEXT), "7"),
        (number("13800000000", GENERAL), "13800000000"),
        (number("123456789012345", WHOLE), "123456789012345"),
        (number("0.30000000000000004", GENERAL), "0.3"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        (said("0012", TEXT), "0012"),
        ('<c t="s"><v>0</v></c>', "ab"),
        (said("a_x005F_x0041_"), "a_x0041_"),
        (said("A_x0042_"), "AB"),
        (said(" a\u200b "), "a"),
        (said("𠮷"), "𠮷"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell: str, shown: str) -> None:
    rich = "<si><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r><rPh sb='0' eb='1'><t>reading aid</t></rPh></si>"
    assert codes(table([cell], strings=rich)) == [shown]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (number("45000", DAY), "taken this for a date"),
        (number("1234567890123456", WHOLE), "more than 15 digits"),
        (number("1.10101199001011E+17", WHOLE), "more than 15 digits"),
        (number("138000000000", GENERAL), "shows this number shortened"),
        (number("12", NOTHING), "otherwise than it is stored"),
        (said("hidden", NOTHING), "otherwise than it is stored"),
        ('<c t="e"><v>#N/A</v></c>', "error value"),
        ('<c t="e"><v>#REF!</v></c>', "error value"),
        ("<c><f>A1</f></c>", "formula"),
        ('<c t="str"><f>A1&amp;"x"</f><v>x</v></c>', "formula"),
        ('<c t="d"><v>2026-07-01</v></c>', "taken this for a date"),
        (said("gone", STRUCK), "struck through"),
        ('<c t="s"><v>0</v></c>', "struck through"),
        (said("one&#10;two"), "line break"),
        (said("one_x000D_two"), "line break"),
        (said("a_x0000_"), "no visible character"),
        (said("a_xD800_"), "no visible character"),
        (said("孙\ue863"), "in older systems it is “䶮”"),
        (said("\ue000"), "private-use"),
        (said("a\u202eb"), "no visible character"),
        (said("李\ufffd"), "character was lost"),
        (said("锟斤拷"), "character was lost"),
    ],
)
def test_a_cell_that_does_not_say_what_it_shows_is_refused_by_name(cell: str, why: str) -> None:
    struck = "<si><r><rPr><strike/></rPr><t>a</t></r><r><t>b</t></r></si>"
    sentence = refused(table([cell], strings=struck))
    assert sentence.startswith("Code 2: ")
    assert why in sentence


DATED = (Column("code", "代码", "Code", days=True), Column("name", "名称", "Name"))
OF_DAYS = ("yyyy-mm-dd", 'yyyy"年"m"月"d"日";@', "[$-804]yyyy/m/d", "[$-F800]dddd, mmmm dd, yyyy", "[$-409]d-mmm-yy")
OF_OTHERS = ('m"月"d"日"', "yyyy-mm-dd hh:mm", "h:mm", 'ggge"年"m"月"d"日"', '[$-130000]yyyy"年"m"月"d"日"', "0")


def dated(cell: str, form: str, book: str = "") -> Reading:
    styles = f"<numFmts><numFmt numFmtId='201' formatCode='{form}'/></numFmts><fonts><font/></fonts>"
    cells = '<cellXfs><xf/><xf numFmtId="201"/><xf numFmtId="14"/><xf numFmtId="58"/></cellXfs>'
    data = f"<sheetData>{rows([said('code')], [cell])}</sheetData>"
    return read(workbook(("S", "visible", data), styles=styles + cells, book=book), DATED)


@pytest.mark.parametrize("form", OF_DAYS)
def test_a_column_of_days_takes_what_the_spreadsheet_made_a_date(form: str) -> None:
    quoted = form.replace('"', "&quot;")
    assert dated(number("46219", 1), quoted).rows[0]["code"] == "2026-07-16"
    assert dated(number("44757", 1), quoted, '<workbookPr date1904="1"/>').rows[0]["code"] == "2026-07-16"
    assert dated(number("46219.75", 2), quoted).rows[0]["code"] == "2026-07-16"


@pytest.mark.parametrize("form", OF_OTHERS)
def test_what_shows_no_whole_day_is_none(form: str) -> None:
    found = dated(number("46219", 1), form.replace('"', "&quot;"))
    assert found.faults or found.rows[0]["code"] == "46219"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c t="d"><v>2026-07-16</v></c>', "2026-07-16"),
        (said("2026-07-16"), "2026-07-16"),
        (number("60", 1), None),
        (number("-1", 1), None),
        (number("2958466", 1), None),
        (number("46219", 3), None),
    ],
)
def test_days_at_the_edges(cell: str, shown: str | None) -> None:
    found = dated(cell, "yyyy-mm-dd")
    assert (None if found.faults else found.rows[0]["code"]) == shown


@pytest.mark.parametrize("name", ["郑?", "郑？", "周□", "孙〓"])
def test_a_name_may_not_hold_what_programs_leave_in_it(name: str) -> None:
    assert "character was lost" in refused(table([said("a"), said(name)]))
    assert codes(table([said("why?"), said("阿依古丽·示例")])) == ["why?"]


def test_line_breaks_stand_where_a_text_may_have_them() -> None:
    data = rows([said("code"), said("职责")], [said("a"), said("one&#10;two")])
    found = read(workbook(("S", "visible", f"<sheetData>{data}</sheetData>")), COLUMNS)
    assert found.rows[0]["remit"] == "one\ntwo"


def test_merged_cells_are_refused_by_their_range_unless_they_are_a_title() -> None:
    merged = '<mergeCells><mergeCell ref="B2:B4"/></mergeCells>'
    assert "B2:B4" in refused(table([said("a"), said("x")], [said("b")], [said("c")], after=merged))
    data = rows([said("List of units")], [said("code"), said("name")], [said("a")])
    title = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    found = read(workbook(("S", "visible", f"<sheetData>{data}</sheetData>{title}")), COLUMNS)
    assert [row["code"] for row in found.rows] == ["a"]
    assert [row["row"] for row in found.rows] == [3]
    assert found.unread == ("Row 1 above the heading was not read: List of units",)


def test_an_entry_above_the_heading_is_not_taken_for_a_title() -> None:
    data = rows([said("a"), said("x")], [said("code"), said("name")], [said("b")])
    assert "Row 1" in refused(workbook(("S", "visible", f"<sheetData>{data}</sheetData>")))


def test_several_sheets_are_refused_by_name_and_hidden_ones_are_told() -> None:
    one = f"<sheetData>{rows([said('code')], [said('a')])}</sheetData>"
    two = f"<sheetData>{rows([said('code')], [said('b')])}</sheetData>"
    assert "East、West" in refused(workbook(("East", "visible", one), ("West", "visible", two)))
    assert codes(workbook(("East", "visible", one), ("Empty", "visible", "<sheetData/>"))) == ["a"]
    found = read(workbook(("Lists", "hidden", one), ("West", "visible", two)), COLUMNS)
    assert [row["code"] for row in found.rows] == ["b"]
    assert found.unread == ("Hidden sheets were not read: Lists.",)
    assert "Lists" in refused(workbook(("Lists", "veryHidden", one), ("West", "visible", "<sheetData/>")))


def test_rows_and_columns_that_nobody_sees_are_refused_by_name() -> None:
    assert "3" in refused(table([said("a")], [said("b")], row3='hidden="1"'))
    assert "3" in refused(table([said("a")], [said("b")], row3='ht="0" customHeight="1"'))
    assert codes(table([said("a")], ['<c s="1"/>'], row3='hidden="1"')) == ["a"]
    column = '<cols><col min="2" max="3" hidden="1"/></cols>'
    assert "Hidden columns hold something: B" in refused(table([said("a"), said("x")], before=column))
    spare = '<cols><col min="3" max="16384" hidden="1"/></cols>'
    assert codes(table([said("a"), said("x")], before=spare)) == ["a"]


def test_rows_that_are_formatted_and_empty_are_no_rows() -> None:
    empty = [['<c s="1"/><c s="1"/>']] * (spreadsheet.MOST_ROWS + 10)
    assert codes(table([said("a")], *empty, [said("b")])) == ["a", "b"]


@pytest.mark.parametrize("heading", ["Ｃｏｄｅ", "代　码", "代码*", "代码＊", "*Code：", "代\n码"])
def test_headings_are_read_as_people_read_them(heading: str) -> None:
    data = rows([said(heading.replace("\n", "&#10;"))], [said("a")])
    assert codes(workbook(("S", "visible", f"<sheetData>{data}</sheetData>"))) == ["a"]


def test_nothing_is_dropped_because_its_column_has_no_heading() -> None:
    assert "Column C has no heading, but row 2 has “note” there" in refused(table([said("a"), said("x"), said("note")]))
    assert "twice" in refused(
        workbook(("S", "visible", f"<sheetData>{rows([said('code'), said('代码')])}</sheetData>"))
    )


def test_what_the_template_gives_can_be_filled_in_and_read() -> None:
    data = tables.write_xlsx(["代码", "名称"], [["0012", "x"]], [("代码", "必填", "")])
    assert codes(data) == ["0012"]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "Word file"),
        ({"[Content_Types].xml": "", "ppt/presentation.xml": ""}, "PowerPoint"),
        ({"[Content_Types].xml": "", "xl/workbook.bin": ""}, "xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ""}, "OpenDocument"),
        ({"people.xlsx": ""}, "packed archive"),
        ({"[Content_Types].xml": "", "xl/workbook.xml": "<broken"}, "damaged"),
    ],
)
def test_a_packed_file_that_is_something_else_is_called_by_its_name(parts: dict[str, str], why: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    assert why in refused(buffer.getvalue())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "Word file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"<html><table><tr><td>code", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', "XML"),
    ],
)
def test_any_other_file_is_called_by_its_name(data: bytes, why: str) -> None:
    assert why in refused(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<sheetData>" + "<row/>" * (package.MOST_ELEMENTS + 1) + "</sheetData>",
        "<sheetData><row><c><v>" + " " * (package.MOST_BYTES + 1) + "</v></c></row></sheetData>",
    ],
    ids=["elements", "bytes"],
)
def test_a_file_that_unpacks_to_too_much_is_left(inside: str) -> None:
    assert "unpacks" in refused(workbook(("S", "visible", inside)))


def test_many_texts_and_many_parts_are_bounded() -> None:
    strings = "<si><t>a</t></si>" * (package.MOST_ELEMENTS // 2)
    assert "unpacks" in refused(table([said("a")], strings=strings))
    more = {f"xl/media/{at}": b"" for at in range(package.MOST_PARTS)}
    assert "unpacks" in refused(workbook(("S", "visible", "<sheetData/>"), more=more))


def test_more_cells_and_columns_than_a_table_has_are_refused() -> None:
    wide = "".join(said("x") for _ in range(spreadsheet.MOST_COLUMNS + 1))
    assert "columns" in refused(table([wide]))
    text = "code," + "," * 200_000 + "x\na\n"
    assert "columns" in refused(text.encode())
    assert codes(("code" + "," * 1000 + "\na" + "," * 1000).encode()) == ["a"]


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>',
        "<worksheet><sheetData><row r='2'/><row r='1'/></sheetData></worksheet>",
    ],
)
def test_what_no_spreadsheet_writes_is_damaged(part: str) -> None:
    buffer = io.BytesIO(workbook(("S", "visible", "<sheetData/>")))
    with zipfile.ZipFile(buffer) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()} | {"xl/worksheets/s1.xml": part.encode()}
    with zipfile.ZipFile(buffer := io.BytesIO(), "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    assert "damaged" in refused(buffer.getvalue())


def test_csv_is_held_to_the_same() -> None:
    assert codes("名单\r\n代码,名称\r\n0012,x\r\n".encode()) == ["0012"]
    assert read(b"code,name\na," + bytes.fromhex("fe9f") + b"\n", COLUMNS).rows[0]["name"] == "䶮"
    assert read(b"code,name\na," + bytes.fromhex("fe59") + b"\n", COLUMNS).rows[0]["name"] == "龴"
    assert "private-use" in refused(b"code,name\na," + bytes.fromhex("a2ab") + b"\n")
    assert "sound text" in refused("code,name\na,清河县科技局".encode()[:-1] + b"\n")
    assert "line break" in refused(b'code,name\na,"x\ny"\n')
