"""`pingyi verify` as an auditor runs it: every sort of source, exit codes, growth, a cluster, files made to harm."""

import io
import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pingyi.commands.published import Unreadable
from pingyi.commands.verify import _cluster, command
from pingyi.rules.ballot.board import read_steps
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.vocabulary import KINDS
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import sample


@pytest.fixture(scope="module")
def boards() -> dict[str, bytes]:
    """A counted box, by file name."""
    box = sample("Ed25519", ["pedersen"], 4, seeded("audited"))
    *_, board = box.stages([(0, [0, 0]), (1, [1, 1]), (2, [2, 0])], [1, 3])
    return {f"{box.setup.election.uuid}.bel": board}


@pytest.fixture
def folder(tmp_path: Path, boards: dict[str, bytes]) -> Path:
    """The boards as files."""
    place = tmp_path / "boards"
    place.mkdir()
    for name, data in boards.items():
        (place / name).write_bytes(data)
    return place


def verify(*words: object) -> Result:
    """The command's answer; one process is enough."""
    return CliRunner().invoke(command, ["--workers", "1", "--lang", "en", *map(str, words)])


def refused(code: int, reason: str, *words: object) -> None:
    """One sentence and the exit code; never a traceback."""
    result = verify(*words)
    assert (result.exit_code, type(result.exception)) == (code, SystemExit), result.output
    assert reason in result.output and "Traceback" not in result.output


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def earlier(board: bytes, events: int) -> bytes:
    """The board as it was when it had so many events."""
    return board[: list(read_steps(io.BytesIO(board)))[events - 1].end]


def test_folder_zip_and_single_board(folder: Path, tmp_path: Path, boards: dict[str, bytes]) -> None:
    (one,) = folder.glob("*.bel")
    for source in (folder, zipped(tmp_path / "b.zip", boards), one):
        result = verify(source)
        assert result.exit_code == 0, result.output
        assert "Only boards were checked" in result.output and "as signed" not in result.output
    assert "全部" not in verify(one).output and "结论" in CliRunner().invoke(command, [str(one), "--lang", "zh"]).output


def test_json_for_programmes(folder: Path, boards: dict[str, bytes]) -> None:
    report = json.loads(verify(folder, "--json").output)
    assert (report["format"], report["kind"], report["outcome"]) == (1, "boards", "holds")
    assert {f"{uuid}.bel" for uuid in report["boards"]} == set(boards)
    (one,) = folder.glob("*.bel")
    one.write_bytes(one.read_bytes()[:-1])
    result = verify(folder, "--json")
    (check,) = (each for each in json.loads(result.output)["checks"] if each["outcome"] == "wrong")
    assert result.exit_code == 1 and (check["check"], check["faults"][0]["file"]) == ("boards", one.name)


def test_it_prints_what_every_kind_of_entry_tells() -> None:
    told = CliRunner().invoke(command, ["--kinds"])
    assert told.exit_code == 0
    assert [(line[:28].strip(), line[28:48].strip()) for line in told.output.splitlines()] == [
        (kind, each.TIMING) for kind, each in sorted(KINDS.items())
    ]


def test_a_board_may_only_grow(folder: Path, tmp_path: Path, boards: dict[str, bytes]) -> None:
    ((name, board),) = boards.items()
    old = tmp_path / "old"
    old.mkdir()
    (old / name).write_bytes(earlier(board, 3))
    assert verify(folder, "--since", old).exit_code == 0
    assert verify(folder / name, "--since", old / name).exit_code == 0
    refused(1, "something was removed or altered", old, "--since", folder)
    other = sample("Ed25519", ["pedersen"], 4, seeded("another"))
    (old / name).write_bytes(next(other.stages([], [])))
    refused(1, "something was removed or altered", folder, "--since", old)
    (old / "gone.bel").write_bytes(b"")
    refused(1, "the earlier copy has this board, and now it is missing", folder, "--since", old)
    refused(2, "there is no file or folder", folder, "--since", tmp_path / "nowhere")


def test_what_cannot_be_checked_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    refused(2, "there is no file or folder", tmp_path / "nothing")
    (tmp_path / "text").write_text("no zip")
    refused(2, "neither a folder, nor a .bel, nor a sound zip", tmp_path / "text")
    (tmp_path / "empty").mkdir()
    refused(2, "nothing here that can be checked", tmp_path / "empty")
    refused(2, "is not an address", "ftp://example.org/")
    refused(2, "Connection refused", "http://127.0.0.1:9/")


def bomb(path: Path) -> Path:
    """A small zip that unpacks to a hundred megabytes."""
    return zipped(path, {"boards/x.bel": bytes(100 * 2**20)})


def lying_bomb(path: Path) -> Path:
    """The same, whose directory says that it is small."""
    data = bytearray(bomb(path).read_bytes())
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        data[data.index(mark) + place : data.index(mark) + place + 4] = struct.pack("<I", 1000)
    path.write_bytes(data)
    return path


def twice(path: Path) -> Path:
    """Two members of one name."""
    with pytest.warns(UserWarning), zipfile.ZipFile(path, "w") as archive:
        archive.writestr("plan.json", b"{}")
        archive.writestr("plan.json", b"[]")
    return path


def link(path: Path) -> Path:
    """A member that unpacks to a link."""
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("plan.json")
        member.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "inputs.json")
    return path


def second_name(path: Path) -> Path:
    """A member whose extra field holds the name by which some programmes unpack it."""
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo("plan.json")
        name = b"result.json"
        member.extra = struct.pack("<2HBL", 0x7075, 5 + len(name), 1, zlib.crc32(b"plan.json")) + name
        archive.writestr(member, b"{}")
    return path


def other_name(path: Path) -> Path:
    """A member that is called otherwise before its bytes than in the directory at the end."""
    data = zipped(path, {"plan.json": b"{}"}).read_bytes()
    path.write_bytes(data.replace(b"plan.json", b"plam.json", 1))
    return path


def hidden_file(path: Path) -> Path:
    """Two zips in a row, of which the directory names the second one's files only."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("result.json", b"[]")
        archive.writestr("plan.json", b"{}")
        archive.filelist.pop(0)
    return path


def before_it_all(path: Path) -> Path:
    """A programme that unpacks itself, or another zip, before this one."""
    path.write_bytes(b"MZ" + zipped(path, {"plan.json": b"{}"}).read_bytes())
    return path


def after_it_all(path: Path) -> Path:
    """Another zip behind this one, in its comment."""
    inner = zipped(path, {"plan.json": b"[]"}).read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("plan.json", b"{}")
        archive.comment = inner
    return path


HARMFUL: dict[str, tuple[Callable[[Path], Path], int, str]] = {
    "bomb": (bomb, 2, "it is a bomb"),
    "lying bomb": (lying_bomb, 2, ""),
    "out of the folder": (lambda path: zipped(path, {"../plan.json": b"{}"}), 2, "leads out of it"),
    "absolute": (lambda path: zipped(path, {"/etc/passwd": b"{}"}), 2, "leads out of it"),
    "backslash": (lambda path: zipped(path, {"a\\..\\b": b"{}"}), 2, ""),
    "up and down again": (lambda path: zipped(path, {"boards/../plan.json": b"{}"}), 2, "leads out of it"),
    "two of a name": (twice, 2, "two readers could read two bundles"),
    "not its own normal form": (lambda path: zipped(path, {"./plan.json": b"{}"}), 2, "not in its normal form"),
    "twins by case": (lambda path: zipped(path, {"a.bel": b"1", "A.bel": b"2"}), 2, "one file on many computers"),
    "a file that is a folder": (lambda path: zipped(path, {"a": b"1", "a/b.bel": b"2"}), 2, "both as a file and as"),
    "a link": (link, 2, "is a link"),
    "two names": (second_name, 2, "has a second name for 'plan.json'"),
    "another name before the file": (other_name, 2, "says something else of 'plan.json' in its directory"),
    "a file that the directory hides": (hidden_file, 2, "that its directory does not name"),
    "something before it all": (before_it_all, 2, "that its directory does not name"),
    "something after it all": (after_it_all, 2, "zip"),
    "deep": (lambda path: zipped(path, {"inputs.json": b"[" * 200_000 + b"]" * 200_000}), 1, "not canonical JSON"),
    "a number without end": (lambda path: zipped(path, {"inputs.json": b"9" * 900_000}), 1, "not canonical JSON"),
    "a huge exponent": (lambda path: zipped(path, {"inputs.json": b"1e999999999"}), 1, "is not whole"),
    "a key twice": (lambda path: zipped(path, {"inputs.json": b'{"a":1,"a":1}'}), 1, "a repeated key"),
    "half a character": (lambda path: zipped(path, {"inputs.json": b'"\\ud800"'}), 1, "not canonical JSON"),
    "commands for the terminal": (lambda path: zipped(path, {"boards/\x1b[2J.bel": b""}), 1, "�[2J"),
}


@pytest.mark.parametrize("title", HARMFUL)
def test_files_made_to_harm_get_one_sentence(tmp_path: Path, title: str) -> None:
    make, code, reason = HARMFUL[title]
    harm = make(tmp_path / "harm.zip")
    refused(code, "", harm)
    assert reason in verify(harm).output + verify(harm, "--json").output


APPLE = bytes.fromhex("00051607000200004d6163204f53205820202020202020200002") + bytes(94)


def test_what_computers_add_changes_no_verdict(tmp_path: Path, folder: Path, boards: dict[str, bytes]) -> None:
    """Zips made by the macOS Finder, folders that were on a stick, and a folder around the folder."""
    expected = json.loads(verify(folder, "--json").output)
    around = {f"bundle/{name}": data for name, data in boards.items()}
    finder = {**around, **{f"__MACOSX/bundle/._{name}": APPLE for name in boards}, "bundle/.DS_Store": b"Bud1"}
    windows = {**boards, "Thumbs.db": b"", "desktop.ini": b"[.ShellClassInfo]"}
    stick = tmp_path / "stick" / "outer" / "boxes"
    shutil.copytree(folder, stick)
    for name in boards:
        (stick / f"._{name}").write_bytes(APPLE)
    (tmp_path / "stick" / ".Spotlight-V100").mkdir()
    (tmp_path / "stick" / ".Spotlight-V100" / "store.db").write_bytes(b"")
    sources = {
        zipped(tmp_path / "finder.zip", finder): {*finder} - {*around} - {"bundle/.DS_Store"} | {".DS_Store"},
        zipped(tmp_path / "windows.zip", windows): {"Thumbs.db", "desktop.ini"},
        stick.parent.parent: {*(f"._{name}" for name in boards), ".Spotlight-V100/store.db"},
    }
    for source, unread in sources.items():
        report = json.loads(verify(source, "--json").output)
        assert report == {**expected, "unread": sorted(unread)}
        assert all(name in verify(source).output for name in unread)


def test_readers_that_stream_write_zips_that_are_read(tmp_path: Path, boards: dict[str, bytes]) -> None:
    """As a site sends them, without knowing a member's size before it."""
    for size in (True, False):

        class Stream(io.RawIOBase):
            data = bytearray()

            def writable(self) -> bool:
                return True

            def write(self, data: Any) -> int:
                self.data += data
                return len(data)

        stream = Stream()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.mkdir("boxes") if hasattr(archive, "mkdir") else None
            for name, data in boards.items():
                with archive.open(f"boxes/{name}", "w", force_zip64=size) as member:
                    member.write(data)
        path = tmp_path / f"{size}.zip"
        path.write_bytes(stream.data)
        assert verify(path).exit_code == 0, verify(path).output
        stream.data.clear()


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path, folder: Path) -> None:
    outside = tmp_path / "secret.bel"
    outside.write_bytes(b"secret")
    (folder / "link.bel").symlink_to(outside)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    result = verify(folder, "--json")
    assert result.exit_code == 0 and "link.bel" not in result.output


@contextmanager
def site(folder: Path, handler: type[SimpleHTTPRequestHandler] = SimpleHTTPRequestHandler) -> Iterator[str]:
    """A folder served on this machine."""

    class Quiet(handler):  # type: ignore[misc, valid-type]
        def log_message(self, *words: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_an_address(folder: Path, boards: dict[str, bytes]) -> None:
    with site(folder.parent) as address:
        refused(2, "publishes no index.json", address)
        (folder / "index.json").write_bytes(canonical({"files": sorted(boards), "format": 1}))
        for place in ("", "boards/", f"boards/{min(boards)}"):
            assert verify(address + place).exit_code == 0, place
        for name in ("../secret", "/etc/passwd", "https://elsewhere.example/x.bel", "a/b/c.bel"):
            (folder / "index.json").write_bytes(canonical({"files": [name], "format": 1}))
            refused(2, "is not the name of a published file", address)


def test_an_address_that_leads_elsewhere(folder: Path) -> None:
    class Elsewhere(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", "http://localhost:9/index.json")
            self.end_headers()

    with site(folder, Elsewhere) as address:
        refused(2, "leads to another site", address)


def test_a_cluster_finds_the_same(folder: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        address = cluster.scheduler_address
        found = verify(folder, "--json", "--cluster", address)
        assert found.exit_code == 0 and json.loads(found.stdout) == json.loads(verify(folder, "--json").stdout)
        (one,) = folder.glob("*.bel")
        data = bytearray(one.read_bytes())
        data[len(data) // 2] ^= 1
        one.write_bytes(data)
        refused(1, one.name, folder, "--cluster", address)
    refused(2, "is not the address of a Dask scheduler", folder, "--cluster", "nonsense://x")


def test_workers_that_die_are_one_sentence() -> None:
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
        pytest.raises(Unreadable, match="ended while they checked"),
        _cluster(cluster.scheduler_address) as pool,
    ):
        assert pool.executor
        pool.executor.submit(os._exit, 1).result(180)


def test_a_small_board_loads_neither_statistics_nor_compiler(folder: Path) -> None:
    program = (
        "import sys; from click.testing import CliRunner; from pingyi.commands.verify import command\n"
        "ended = CliRunner().invoke(command, sys.argv[1:]); print(ended.exit_code)\n"
        "print([name for name in ('scipy', 'numba', 'django', 'rich', 'multiprocessing') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    assert said.stdout.split("\n")[:2] == ["0", "[]"], said.stdout


def test_a_ranking_is_computed_without_the_statistics_that_take_a_second_to_load() -> None:
    program = "import sys; import pingyi.rules.scoring.published; sys.exit('scipy.stats' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
