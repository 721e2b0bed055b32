"""A real installation in a folder of its own: embedded PostgreSQL, `pingyi serve`, one box that takes ballots.

`python -m tests.server.living FOLDER VOTERS [belenios]` makes it; `Living` starts and kills it, for tests and bench.
"""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from pingyi.rules.ballot.board import read_steps
from pingyi.rules.ballot.form import Election, read_election
from tests.ports import free_port

SECONDS = 180
ROOT = Path(__file__).parents[2]


def make(folder: Path, voters: int, *, belenios: bool) -> None:
    """Bring a campaign into phase 2 with one open box of the plan's form; the codes are left in `codes.json`.

    With `belenios` they are codes of Debian's `belenios-tool`, and the box is of the group that it knows.
    """
    from pingyi.server.serving import prepare, start_django

    os.environ["PINGYI_DATA"] = str(folder)
    start_django()
    prepare()
    from django.conf import settings

    from pingyi.records.campaign.queries import required
    from pingyi.records.journal import key
    from pingyi.rules.ballot.planned import form_of
    from pingyi.server import clock
    from tests import factories, stage
    from tests.cast import cast
    from tests.rules.ballot.belenios import GROUP, Tool

    people = cast()
    key.make()
    stage.opened(people)
    draw = random.Random(1)
    keys = factories.make_keys(draw.randbytes, group=GROUP if belenios else "Ed25519", campaign_id=stage.CODE)
    issue = (lambda uuid: Tool(folder / "belenios").credentials(uuid, voters)) if belenios else None
    box = factories.open_box(
        keys, draw.randbytes, voters=voters, questions=form_of(required().book, "qinghe"), issue=issue
    )
    stage.gone_on(people, "P2")
    settings.CLOCK.set(factories.DURING)
    clock.save(settings.CLOCK, folder)
    (folder / "codes.json").write_text(json.dumps({"uuid": box.uuid, "codes": box.codes}))


def _lives(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


@dataclass
class Living:
    """One installation: its folder, its port, and the server while it runs."""

    folder: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    """What its environment says beside the folder."""

    server: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @classmethod
    def made(cls, folder: Path, voters: int, *more: str, settings: dict[str, str] | None = None) -> "Living":
        """A fresh one."""
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.server.living", str(folder), str(voters), *more],
            cwd=ROOT,
            env=_environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return cls(folder, free_port(), settings or {})

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.folder / "serve.log"

    @cached_property
    def uuid(self) -> str:
        """The number of its only box."""
        return str(self._kept["uuid"])

    @property
    def codes(self) -> list[str]:
        """The codes of everybody who may vote."""
        return list(self._kept["codes"])

    @property
    def _kept(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "codes.json").read_text()))

    @property
    def board(self) -> bytes:
        """The box's board as anybody may download it."""
        return self._get(f"/boards/{self.uuid}.bel")

    @cached_property
    def election(self) -> Election:
        """What its ballots are sealed for."""
        return read_election(next(read_steps(io.BytesIO(self.board))).contents[0])

    def start(self, *before: str) -> float:
        """Start (`before`: through another command) and wait until it answers; how many seconds that took."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(
                [*before, str(Path(sys.executable).with_name("pingyi")), "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=_environment(self.folder) | self.settings,
                stdout=log,
                stderr=log,
            )
        while time.monotonic() - began < SECONDS:
            assert self.server.poll() is None, f"the server did not start:\n{self.log.read_text()}"
            try:
                self._get("/vote/")
            except (OSError, HTTPException):
                time.sleep(0.05)
            else:
                return time.monotonic() - began
        raise AssertionError("the server does not answer")

    @property
    def clockworks(self) -> list[psutil.Process]:
        """The clockwork, if it runs."""
        assert self.server
        return [
            child
            for child in psutil.Process(self.server.pid).children()
            if child.status() != psutil.STATUS_ZOMBIE and "pingyi.server.clockwork" in child.cmdline()
        ]

    def kill(self, *, database_first: bool) -> None:
        """kill -9 of every process of server and database."""
        assert self.server
        family = psutil.Process(self.server.pid)
        server = [*family.children(recursive=True), family]
        kills = (self._database(), server) if database_first else (server, self._database())
        for processes in kills:
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(signal.SIGKILL)
        self.server.wait()
        while any(_lives(process) for process in server):  # one that is still dying holds the port
            time.sleep(0.01)

    def kill_database(self) -> None:
        """kill -9 of the database alone."""
        for process in self._database():
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.kill(database_first=False)

    def _database(self) -> list[psutil.Process]:
        pid = int((self.folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])
        try:
            postmaster = psutil.Process(pid)
        except psutil.NoSuchProcess:
            return []
        return [postmaster, *postmaster.children(recursive=True)]

    def _get(self, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", path)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if answer.status != 200:
            raise HTTPException(f"{path}: {answer.status}")
        return data

    def send(self, ballot: bytes) -> tuple[int, int] | None:
        """Post a ballot to the booth: status and height; None when there was no whole answer, or the server's fault."""
        answer = self._ask("POST", f"/vote/{self.uuid}/ballots", ballot, {"Content-Type": "application/json"})
        return (answer[0], json.loads(answer[1]).get("height", -1)) if answer else None

    def page(self, path: str, form: dict[str, Any] | None = None) -> str | None:
        """A page, or what answers a form; None as above."""
        fields = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._ask("POST" if form else "GET", path, urlencode(form or {}, doseq=True).encode(), fields)
        return answer[1].decode() if answer else None

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes] | None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()
        return None if answer.status >= 500 else (answer.status, data)


@contextmanager
def living(folder: Path, voters: int, *more: str, settings: dict[str, str] | None = None) -> Iterator[Living]:
    """A fresh installation, running; stopped at the end whatever happens."""
    one = Living.made(folder, voters, *more, settings=settings)
    try:
        one.start()
        yield one
    finally:
        one.stop()


def _environment(folder: Path) -> dict[str, str]:
    """This process's, without what would lead to another database or another clock."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PINGYI_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {**kept, "PINGYI_DATA": str(folder)}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), belenios="belenios" in sys.argv[3:])
