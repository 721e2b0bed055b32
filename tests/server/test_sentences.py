"""Whatever keeps the programme from starting is one sentence, names what to do, and leaves nothing half made."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pingyi.server.database import DatabaseUnavailable, ensure_new_enough
from tests.ports import free_port
from tests.server.test_own_database import run, url  # noqa: F401 - a fixture

PINGYI = Path(sys.executable).with_name("pingyi")


def told(*arguments: str, **environment: str) -> str:
    """What a command says that cannot start: a sentence, no traceback."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PINGYI_", "DJANGO_", "DATABASE_"))}
    done = subprocess.run([PINGYI, *arguments], env=kept | environment, capture_output=True, text=True, check=False)
    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 5, done.stderr
    return done.stderr


@contextmanager
def taken_port() -> Iterator[str]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


def test_where_nothing_can_listen(tmp_path: Path) -> None:
    with taken_port() as port:
        assert f"Port {port} on 127.0.0.1 is taken" in told("serve", "--port", port, PINGYI_DATA=str(tmp_path / "data"))
    assert "not in the range" in told("serve", "--port", "70000")
    assert "no address of this machine" in told("serve", "--host", "192.0.2.1")
    assert not (tmp_path / "data").exists(), "the port is asked first"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://localhost/x", "must start with postgresql://"),
        ("pingyi", "must start with postgresql://"),
        ("postgresql://localhost:many/x", "cannot be read"),
        ("postgresql://[::1/x", "cannot be read"),
        ("postgresql://127.0.0.1:1/x", "did not answer"),
        ("postgresql://127.0.0.1:1/x?colour=red", "cannot be used: invalid connection option"),
    ],
)
def test_an_address_that_leads_to_no_database(address: str, sentence: str, tmp_path: Path) -> None:
    said = told("serve", "--port", str(free_port()), DATABASE_URL=address, PINGYI_DATA=str(tmp_path))
    assert sentence in said
    assert "DATABASE_URL" in said


def test_a_role_without_rights(url: str, tmp_path: Path) -> None:  # noqa: F811
    home = url.partition("host=")[2]
    run("psql", "-q", "-h", home, "-c", "CREATE ROLE weak LOGIN", "-c", "CREATE DATABASE theirs")
    weak = f"postgresql://weak@/theirs?host={home}"
    standby = f"postgresql://postgres@/theirs?host={home}&options=-cdefault_transaction_read_only%3Don"
    nowhere = f"postgresql://postgres@/nowhere?host={home}"
    for address, sentence in (
        (weak, "may not make tables"),
        (standby, "takes no changes"),
        (nowhere, 'database "nowhere" does not exist'),
    ):
        assert sentence in told("serve", "--port", str(free_port()), DATABASE_URL=address, PINGYI_DATA=str(tmp_path))


def test_a_postgresql_that_is_too_old() -> None:
    ensure_new_enough(150_000)
    with pytest.raises(DatabaseUnavailable, match="This PostgreSQL is 14; Pingyi needs 15"):
        ensure_new_enough(149_999)


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder, sentence in (
        (tmp_path / "file", "is a file where a folder is needed"),
        (tmp_path / "file" / "below", "lies below a file"),
        (Path("/proc/pingyi"), "cannot be made"),
    ):
        assert sentence in told("serve", "--port", str(free_port()), PINGYI_DATA=str(folder))


def test_a_plan_that_cannot_be_rehearsed(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('code = "x\n')
    for plan, sentence in (("bad.toml", "TOML"), ("none.toml", "Cannot read")):
        assert sentence in told("rehearse", "--plan", str(tmp_path / plan), "--out", str(tmp_path / "out"))
        assert not (tmp_path / "out").exists()
