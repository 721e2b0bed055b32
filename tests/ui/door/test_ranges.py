"""One range or the whole file, at every edge."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory

from pingyi.ui.door.ranges import file_or_part

FILE = b"0123456789"


def pieces(start: int, end: int) -> Iterator[bytes]:
    yield FILE[start:end]


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("", 200, FILE, None),
        ("bytes=0-", 200, FILE, None),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=4-4", 206, b"4", "bytes 4-4/10"),
        ("bytes=9-99", 206, b"9", "bytes 9-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-4", 200, FILE, None),
        ("bytes=0-1,4-5", 200, FILE, None),
        ("lines=1-2", 200, FILE, None),
    ],
)
def test_ranges(asked: str, status: int, body: bytes, said: str | None) -> None:
    request = RequestFactory().get("/", headers={"Range": asked})
    answer = file_or_part(request, len(FILE), pieces, "application/x-tar")
    assert (answer.status_code, answer.headers.get("Content-Range")) == (status, said)
    assert b"".join(answer) == body
    if status != 416:
        assert answer.headers["Content-Length"] == str(len(body))
