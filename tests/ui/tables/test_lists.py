"""A list is searched, sorted and taken away; what is asked that there is not was not asked."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime

import openpyxl
import pytest
from django.test import RequestFactory

from pingyi.ui.tables.lists import Head, RowList, list_of


@dataclass(frozen=True)
class Box:
    name: str
    ballots: int | None
    at: datetime | None = None


HEADS: tuple[Head[Box], ...] = (
    Head("name", "名称", lambda box: box.name),
    Head("ballots", "票数", lambda box: box.ballots),
    Head("at", "时间", lambda box: box.at),
)
BOXES = (
    Box("清河县", 12),
    Box("安平县", None, datetime(2026, 7, 1, 16, tzinfo=UTC)),
    Box("Linshan", 3, datetime(2026, 6, 1, tzinfo=UTC)),
)


def shown(**asked: str) -> RowList[Box]:
    return list_of(RequestFactory().get("/", asked), BOXES, HEADS)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["清河县", "安平县", "Linshan"]),
        ({"down": "on"}, ["Linshan", "安平县", "清河县"]),
        ({"order": "name"}, ["Linshan", "安平县", "清河县"]),
        ({"order": "ballots"}, ["Linshan", "清河县", "安平县"]),
        ({"order": "at"}, ["Linshan", "安平县", "清河县"]),
        ({"order": "shoe-size", "file": "exe"}, ["清河县", "安平县", "Linshan"]),
        ({"sought": "LIN"}, ["Linshan"]),
        ({"sought": "2026-07-02"}, ["安平县"]),
        ({"sought": "县", "order": "name", "down": "on"}, ["清河县", "安平县"]),
        ({"sought": "没有"}, []),
    ],
)
def test_what_is_sought_in_the_order_asked_for(asked: dict[str, str], names: list[str]) -> None:
    found = shown(**asked)
    assert [box.name for box in found.rows] == names
    assert found.whole == 3


def test_the_file_has_what_the_list_shows() -> None:
    request = RequestFactory().get("/", {"file": "xlsx", "order": "ballots"})
    file = list_of(request, BOXES, HEADS).answer(request, "never.html", "boxes")
    assert file.headers["Content-Disposition"] == 'attachment; filename="boxes.xlsx"'
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.values)  # type: ignore[union-attr]
    assert rows == [
        ("名称", "票数", "时间"),
        ("Linshan", 3, "2026-06-01 08:00"),
        ("清河县", 12, None),
        ("安平县", None, "2026-07-02 00:00"),
    ]
