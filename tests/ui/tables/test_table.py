"""Tables in and out: every fault found at once, nothing dangerous opened, every encoding officials use."""

import io

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from pingyi.ui.tables import spreadsheet
from pingyi.ui.tables import table as tables
from pingyi.ui.tables.column import Column
from pingyi.ui.tables.filetype import OLD_OFFICE
from pingyi.ui.tables.forms import RowForm
from pingyi.ui.tables.spreadsheet import Unreadable
from pingyi.ui.tables.table import read


def number(text: str) -> int:
    try:
        return int(text)
    except ValueError as fault:
        raise ValueError("a whole number") from fault


COLUMNS = (
    Column("code", "代码", "Code", required=True, unique=True, most=10),
    Column("name", "名称", "Name"),
    Column("size", "人数", "Size", read=lambda text: number(text or "0")),
)
TEXT = "代码,名称,人数\r\nqinghe,清河县科技局,12\r\nlinshan,林山县,\r\n"
ROWS = (
    {"row": 2, "code": "qinghe", "name": "清河县科技局", "size": 12},
    {"row": 3, "code": "linshan", "name": "林山县", "size": 0},
)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def xlsx(*rows: list, sheet: str = "Sheet") -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_officials_use(encoding: str) -> None:
    assert read(TEXT.encode(encoding), COLUMNS).rows == ROWS


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_separators(sign: str) -> None:
    assert read(TEXT.replace(",", sign).encode(), COLUMNS).rows == ROWS


def test_xlsx_with_numbers_dates_and_empty_rows() -> None:
    data = xlsx(["Code", "名称", "size"], ["qinghe", " 清河县科技局 ", 12.0], [None] * 3, ["linshan", "林山县"])
    assert [{**row, "row": 0} for row in read(data, COLUMNS).rows] == [{**row, "row": 0} for row in ROWS]
    assert [row["row"] for row in read(data, COLUMNS).rows] == [2, 4]


def test_every_fault_is_named_at_once_with_row_column_value_and_what_is_allowed() -> None:
    text = "code,name,size\nqinghe,x,many\n,y,1\nqinghe,=cmd|' /C calc'!A0,2\nmuch-too-long-a-code,ok,3\n"
    faults = read(text.encode(), COLUMNS).faults
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (2, "Size", "many"),
        (3, "Code", ""),
        (4, "Code", "qinghe"),
        (4, "Name", "=cmd|' /C calc'!A0"),
        (5, "Code", "much-too-long-a-code"),
    ]
    assert [fault.sentence.split()[0] for fault in faults] == ["a", "This", "Row", "A", "At"]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\ufeff=1", "＝1+1", "＋c", "－c", "＠S"])
def test_formulas_are_refused_on_the_way_in(cell: str) -> None:
    assert read(xlsx(["code", "name"], ["a", cell]), COLUMNS).faults
    assert read(f"code,name\na,{cell}\n".encode(), COLUMNS).faults


@pytest.mark.parametrize("cell", ["-5", "+86 571 8888-0000", "1.5"])
def test_plain_signed_numbers_are_not_formulas(cell: str) -> None:
    assert not read(f"code,name\na,{cell}\n".encode(), COLUMNS).faults


@given(st.lists(st.lists(st.text(), min_size=1, max_size=3), max_size=5))
def test_no_cell_that_goes_out_can_run(rows: list[list[str]]) -> None:
    import csv

    written = tables.write_csv(["a"], rows)
    assert written.startswith(b"\xef\xbb\xbf")
    for line in csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")):
        assert not any(tables.looks_like_formula(cell) for cell in line)


@pytest.mark.parametrize(
    "cell", ["=1", "+a", "-a", "@a", "＝1", "＋a", "－a", "＠a", "\t=1", "\r=1", " =1", "　＝1", "\n=1"]
)
def test_a_cell_that_could_run_goes_out_behind_an_apostrophe(cell: str) -> None:
    assert f"'{cell}" in tables.write_csv(["a"], [[cell]]).decode()


@pytest.mark.parametrize("cell", ["a=1", "a＝1", "-5", "林－山", "'=1"])
def test_a_harmless_cell_goes_out_as_it_is(cell: str) -> None:
    assert f"\n{cell}\r" in tables.write_csv(["a"], [[cell]]).decode()


def test_xlsx_out_holds_text_never_formulas() -> None:
    book = load_workbook(io.BytesIO(tables.write_xlsx(["a"], [["=1+1"], ["https://example.org"]])))
    assert [cell.data_type for (cell,) in book.active.iter_rows()] == ["s", "s", "s"]


def test_what_is_typed_into_a_template_stays_as_it_was_typed() -> None:
    sheet = load_workbook(io.BytesIO(tables.template(COLUMNS, xlsx=True))).worksheets[0]
    assert [(each.min, each.max, each.number_format) for each in sheet.column_dimensions.values()] == [(1, 3, "@")]


@pytest.mark.parametrize("kind", [True, False])
def test_an_empty_template_is_what_can_be_read(kind: bool) -> None:
    with pytest.raises(Unreadable, match="no rows"):
        read(tables.template(COLUMNS, xlsx=kind), COLUMNS)


def test_ten_megabytes_are_refused_before_anything_is_read() -> None:
    with pytest.raises(Unreadable, match="10 MB"):
        read(b"x" * tables.LARGEST, COLUMNS)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"code,name\n", "no rows"),
        (b"name,size\nx,1\n", "missing"),
        (b"code,name,colour\na,b,c\n", "unknown: colour"),
        (b"code,code\na,b\n", "twice"),
        (b"\xff\xff\xff\x81\x00", "neither"),
        (b"code\n\x00\x01", "neither"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (OLD_OFFICE + b"...", "old Excel"),
        (b'code,name\na,"' + b"x" * 200_000 + b'"', "CSV form"),
        (b"code\n" + b"a\n" * (spreadsheet.MOST_ROWS + 1), "more than 20000 rows"),
    ],
)
def test_what_cannot_be_taken_says_why(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data, COLUMNS)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"code,name\n"):
        try:
            read(head + data, COLUMNS)
        except Unreadable:
            continue


@pytest.mark.parametrize("name", ["=b", "b", "x" * 201, "b\u202e", "b\ue863"])
def test_one_row_from_a_form_is_judged_alike(name: str) -> None:
    form = RowForm(COLUMNS, lambda row: None, data={"code": "a", "name": name})
    reading = read(f'code,name\na,"{name}"\n'.encode(), COLUMNS)
    assert form.errors.get("name", []) == [fault.sentence for fault in reading.faults]
    assert form.is_valid() is not bool(reading.faults)


def test_a_typed_row_has_no_blanks_at_its_ends_and_is_judged_whole() -> None:
    assert RowForm(COLUMNS, lambda row: None, data={"code": "a", "name": " b "}).taken()["name"] == "b"
    across = RowForm(COLUMNS, lambda row: ("name", "name it"), data={"code": "a"})
    assert across.errors == {"name": ["name it"]}
