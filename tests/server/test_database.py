"""The embedded database starts after any kill: what a dead server left behind is not taken for a living one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pingyi.server.database import DatabaseUnavailable, embedded_url, settings_for

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
