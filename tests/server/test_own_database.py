"""`DATABASE_URL`: the same code on the operator's own PostgreSQL, here the one that Debian ships."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
OWNER = "postgres" if os.geteuid() == 0 else None


def run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), user=OWNER, capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server of Debian's own, on a socket of its own; not below pytest's folder, which only its owner may enter."""
    if not SERVERS:
        pytest.skip("no PostgreSQL of the system's own; make test installs one")
    with tempfile.TemporaryDirectory(prefix="pingyi-own-") as folder:
        home, binaries = Path(folder), SERVERS[-1]
        home.chmod(0o777)
        data = home / "data"
        run(binaries / "initdb", "-D", data, "--auth=trust", "--encoding=utf8", "-U", "postgres")
        run(binaries / "pg_ctl", "-w", "-D", data, "-l", home / "log", "-o", f"-h '' -k {home}", "start")
        yield f"postgresql://postgres@/postgres?host={home}"
        run(binaries / "pg_ctl", "-w", "-D", data, "-m", "fast", "stop")


HARD = (
    *(f"tests/records/box/test_{name}.py" for name in ("group_commit", "intake", "queries")),
    "tests/records/box/test_actions.py::test_the_database_itself_refuses_to_change_a_board",
    *(f"tests/records/journal/test_{name}.py" for name in ("actions", "order", "soundness")),
)
"""Where a database could differ: boards, their triggers, locks and the journal."""


@pytest.mark.slow
def test_the_same_tests_pass_on_ones_own_postgresql(url: str) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *HARD],
        env=environment | {"DATABASE_URL": url, "PINGYI_TEST_DATABASE": "test_own"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
