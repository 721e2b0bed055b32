"""A zip made on the way: whole, in pieces, and never larger in memory than a piece."""

import io
import secrets
import zipfile
from collections.abc import Iterator

from pingyi.ui.door.archive import zipped


def test_it_is_an_ordinary_zip_whose_files_are_what_was_given() -> None:
    files = [("a.json", [b"{}"]), ("boards/b.bel", [b"x" * 1000, b"y" * 1000]), ("空.txt", [])]
    data = b"".join(zipped(iter(files), "评议"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == {f"评议/{name}": b"".join(pieces) for name, pieces in files}


def test_it_is_sent_while_it_is_made() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield secrets.token_bytes(10_000)

    stream = zipped([("large", endless())], "z")
    sizes = [len(next(stream)) for _ in range(50)]
    assert taken < 500
    assert max(sizes) < 200_000


def test_boards_shrink_on_the_way() -> None:
    board = [secrets.token_hex(5_000).encode() for _ in range(20)]
    assert len(b"".join(zipped([("b.bel", board)], "z"))) < 0.6 * sum(map(len, board))


def test_the_same_files_give_the_same_bytes() -> None:
    files = [("a", [b"1"]), ("b", [b"2"])]
    assert b"".join(zipped(files, "z")) == b"".join(zipped(files, "z"))
