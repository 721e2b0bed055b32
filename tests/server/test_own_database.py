"""`DATABASE_URL`: the same code on the operator's own PostgreSQL, here the one that Debian ships."""

import os
import subprocess
import sys
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
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of Debian's own, on a socket of its own."""
    if not SERVERS:
        pytest.skip("no PostgreSQL of the system's own; make test installs one")
    home = tmp_path_factory.mktemp("own-postgres")
    for folder in (home, *home.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/") and folder != Path("/tmp"):
            folder.chmod(0o755)
    home.chmod(0o777)
    data, binaries = home / "data", SERVERS[-1]
    run(binaries / "initdb", "-D", data, "--auth=trust", "--encoding=utf8", "-U", "postgres")
    run(binaries / "pg_ctl", "-w", "-D", data, "-l", home / "log", "-o", f"-h '' -k {home}", "start")
    yield f"postgresql://postgres@/postgres?host={home}"
    run(binaries / "pg_ctl", "-w", "-D", data, "-m", "fast", "stop")


@pytest.mark.slow
def test_the_same_tests_pass_on_ones_own_postgresql(url: str) -> None:
    """Boards, their triggers, locks and the journal, on the system's PostgreSQL."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/records/box", "tests/records/journal"],
        env=environment | {"DATABASE_URL": url, "PINGYI_TEST_DATABASE": "test_own"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
