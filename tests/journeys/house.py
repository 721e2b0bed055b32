"""A small demo, served as anybody starts it, for as long as somebody tests with it.

Run as a program it starts `pingyi demo` and waits; it stops the demo when no test process holds the lease any more,
however those ended.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import IO

from tests.ports import free_port

PINGYI = Path(sys.executable).with_name("pingyi")
PATIENCE = 1800
"""Seconds: a whole campaign is rehearsed first, which takes a quiet machine one minute; who died is not waited for."""


def lease(folder: Path, *options: str) -> tuple[IO[str], str]:
    """Join the house of this folder, or found it; answers what to keep open while testing, and its address."""
    folder.mkdir(exist_ok=True)
    with (folder / "founding").open("w") as founding:
        fcntl.flock(founding, fcntl.LOCK_EX)
        held = (folder / "lease").open("w")
        fcntl.flock(held, fcntl.LOCK_SH)
        if not (folder / "address").exists():
            with (folder / "log").open("w") as log:
                command = [sys.executable, "-m", "tests.journeys.house", str(folder), *options]
                subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
        return held, _address(folder)


def wait(folder: Path, address: str) -> None:
    """Until the house answers. Raises RuntimeError with its log if it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not (folder / "ended").exists():
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError((folder / "log").read_text())


def _address(folder: Path) -> str:
    path, deadline = folder / "address", time.monotonic() + PATIENCE
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return path.read_text()


def keep(folder: Path, *options: str) -> None:
    """Serve a demo until the lease is free."""
    port = free_port()
    data = folder / "data"
    address = f"http://127.0.0.1:{port}"
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_URL"))}
    environment = own | {"PINGYI_DATA": str(data), "PINGYI_PUBLIC_URL": address}
    demo = subprocess.Popen([PINGYI, "demo", "--port", str(port), *options], env=environment)
    (folder / "address.new").write_text(address)
    (folder / "address.new").rename(folder / "address")
    try:
        with (folder / "lease").open() as lease:
            while demo.poll() is None and not _free(lease):
                time.sleep(0.5)
    finally:
        (folder / "ended").touch()
        demo.terminate()
        demo.wait(30)
        shutil.rmtree(data, ignore_errors=True)


def _free(lease: IO[str]) -> bool:
    try:
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]), *sys.argv[2:])
