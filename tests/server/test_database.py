"""The embedded database starts after any kill: what a dead server left behind is not taken for a living one."""

import json
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pingyi.server.database import DatabaseUnavailable, embedded_url, settings_for
from pingyi.server.embedded import Server

START = "import sys; from pathlib import Path; from pingyi.server.database import embedded_url; "
ANSWER = (
    START + "import psycopg; print(psycopg.connect(embedded_url(Path(sys.argv[1]))).execute('SELECT 1').fetchone())"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A database that was started and stopped once."""
    assert answers(tmp_path)
    return tmp_path


def answers(data: Path) -> bool:
    """Whether a process of its own can start the server and ask it something."""
    done = subprocess.run([sys.executable, "-c", ANSWER, str(data)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return "(1,)" in done.stdout


def test_a_database_that_was_too_slow_is_not_left_running(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Server._run

    def late(server: Server, command: str, *arguments: str, **options: Any) -> None:
        run(server, command, *arguments, **options)
        if "start" in arguments:
            raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(Server, "_run", late)
    with pytest.raises(subprocess.SubprocessError):
        Server(data / "postgres").start()
    assert not (data / "postgres" / "postmaster.pid").exists()
    monkeypatch.undo()
    assert answers(data)


@pytest.fixture
def zombie() -> Iterator[int]:
    """A process that has ended and that nobody has buried."""
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    yield child.pid
    child.wait()


def left_behind(data: Path, pid: int, owners: str) -> None:
    """The files of a server that was killed while it was ready."""
    lines = [str(pid), str(data / "postgres"), "1795432032", "5432", str(data / "postgres"), "", " 1 2", "ready   "]
    (data / "postgres" / "postmaster.pid").write_text("\n".join(lines) + "\n")
    (data / "postgres" / ".handle_pids.json").write_text(owners)


def test_a_dead_servers_files_do_not_keep_the_next_from_starting(data: Path, zombie: int) -> None:
    for pid, owners in ((zombie, json.dumps([zombie])), (os.getpid(), "[12"), (2**22 - 1, "")):
        left_behind(data, pid, owners)
        assert answers(data)
    (data / "postgres" / "postmaster.pid").write_text("")
    assert answers(data)


def test_a_living_server_is_joined(tmp_path: Path) -> None:
    url = embedded_url(tmp_path)
    pid = (tmp_path / "postgres" / "postmaster.pid").read_text()
    assert embedded_url(tmp_path) == url and answers(tmp_path)
    assert (tmp_path / "postgres" / "postmaster.pid").read_text() == pid
    with psycopg.connect(url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


NAMES = "林谷雨"


def said(log: Path, words: str) -> str:
    """The whole log, once these words are in it."""
    until = time.monotonic() + 180
    while words not in log.read_text():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)
    return log.read_text()


def test_nobody_else_is_let_in_no_folder_is_opened_and_no_name_stays_in_the_log(request: pytest.FixtureRequest) -> None:
    short = tempfile.TemporaryDirectory(prefix="p", ignore_cleanup_errors=True)  # a socket's name must fit below it
    request.addfinalizer(short.cleanup)
    closed = Path(short.name) / "closed & spaced"
    closed.mkdir(mode=0o700)
    before = {folder: folder.stat().st_mode for folder in closed.parents}
    with psycopg.connect(embedded_url(closed / "data"), autocommit=True) as connection:
        rules = connection.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
        assert rules == [("local", "peer")]
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute(f"SELECT '{NAMES}'::int")
        connection.execute("CREATE TABLE person (name text UNIQUE CHECK (name <> ''))")
        connection.execute("INSERT INTO person VALUES (%s)", [NAMES])
        for name, wrong in ((NAMES, psycopg.errors.UniqueViolation), ("", psycopg.errors.CheckViolation)):
            with pytest.raises(wrong):
                connection.execute("INSERT INTO person VALUES (%s)", [name])
        killer = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -9 {connection.info.backend_pid}"])
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT pg_sleep(60), %s", [NAMES])
        killer.wait()
    log = said(closed / "data" / "postgres" / "log", "terminated by signal 9")
    assert NAMES not in log
    assert "person" not in log
    assert {folder: folder.stat().st_mode for folder in closed.parents} == before
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert stat.S_IMODE((closed / "data" / "postgres").stat().st_mode) == 0o700
    assert (closed / "data" / "postgres.lock").exists(), "each folder has a lock of its own"


def test_a_folder_whose_socket_would_have_too_long_a_name_is_refused(tmp_path: Path) -> None:
    long = tmp_path / ("长" * 40)
    with pytest.raises(DatabaseUnavailable, match=r"too long a name .* by \d+ bytes"):
        embedded_url(long)
    assert not long.exists(), "nothing was made"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root meets other users' folders")
def test_root_does_not_take_somebody_elses_database(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    os.chown(tmp_path / "postgres", 12345, 12345)
    with pytest.raises(DatabaseUnavailable, match="belongs to another user"):
        embedded_url(tmp_path)
    assert (tmp_path / "postgres").stat().st_uid == 12345


def test_another_engine_is_refused() -> None:
    with pytest.raises(DatabaseUnavailable, match="must start with postgresql://, not mysql://"):
        settings_for("mysql://localhost/pingyi")


def test_a_database_whose_making_was_interrupted_is_made_anew(data: Path) -> None:
    postgres = data / "postgres"
    assert answers(data)
    assert not list(data.glob("postgres-unfinished-*")), "a finished one stays"
    (postgres / "base" / "5" / "PG_VERSION").unlink()
    assert answers(data)
    assert (data / "postgres-unfinished-1" / "PG_VERSION").exists(), "and nothing is deleted"
