"""A demo whose rehearsal was interrupted begins anew; one that is running, or finished, is left alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import psutil
import pytest

from pingyi.server.serving import _interrupted, _put_aside, _rehearse_once
from tests.ports import free_port
from tests.server.living import SECONDS

pytestmark = pytest.mark.slow


def test_only_an_unfinished_rehearsal_is_begun_anew(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    assert not _interrupted(data)
    (data / "postgres").mkdir(parents=True)
    assert _interrupted(data)
    _put_aside(data)
    assert not data.exists()
    assert [kept.name[:5] for kept in tmp_path.iterdir()] == ["demo-"], "nothing is deleted"
    (data / "postgres").mkdir(parents=True)
    (data / "clock").touch()
    assert not _interrupted(data)


def test_a_rehearsal_with_other_tables_is_not_begun_on(tmp_path: Path) -> None:
    (tmp_path / "schema").write_text("of an older version")
    with pytest.raises(click.ClickException, match="--fresh"):
        _rehearse_once(tmp_path, 3, 5, "2")
    assert [each.name for each in tmp_path.iterdir()] == ["schema"]


def test_a_running_demo_is_not_moved_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "demo"
    (data / "postgres").mkdir(parents=True)
    (data / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    monkeypatch.setattr("psutil.Process.name", lambda process: "postgres")
    with pytest.raises(click.ClickException, match="A demo is running"):
        _put_aside(data)
    assert data.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_rehearsal_that_is_told_to_end_takes_its_database_along(tmp_path: Path, number: signal.Signals) -> None:
    data, log = tmp_path / "demo", tmp_path / "log"
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_URL"))}
    with log.open("w") as said:
        command = [Path(sys.executable).with_name("pingyi"), "demo", "--port", str(free_port())]
        demo = subprocess.Popen(
            command,
            env=own | {"PINGYI_DATA": str(data)},
            stdout=said,
            stderr=said,
            preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # also when these tests run under nohup
        )
    try:
        database = _database_of(data, demo)
        demo.send_signal(number)
        assert demo.wait(SECONDS) != 0, "whoever started it is told that it did not finish"
        psutil.wait_procs([database], timeout=SECONDS)
        assert not database.is_running()
        assert "Traceback" not in log.read_text()
    finally:
        demo.kill()


def _database_of(data: Path, demo: "subprocess.Popen[bytes]") -> psutil.Process:
    """The server of a demo that has begun to rehearse, or is about to."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and demo.poll() is None:
        pid = data / "postgres" / "postmaster.pid"
        if pid.exists() and "ready" in pid.read_text():
            return psutil.Process(int(pid.read_text().splitlines()[0]))
        time.sleep(0.1)
    raise AssertionError("the demo has no database")
