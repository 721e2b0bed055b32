"""Run the programme: `pingyi serve` (your data), `pingyi demo` (a rehearsal), `pingyi manage` (Django's own commands).

One parent process owns the embedded database, the web workers and the clockwork; Ctrl-C stops them all. Whatever
prevents a start is one sentence, and nothing is written by halves.
"""

import errno
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import pingyi
from pingyi.kept import EmptySecret
from pingyi.rules.encoding import sha256_hex
from pingyi.server.clock import Clock
from pingyi.server.database import OLDEST, DatabaseUnavailable, embedded_url, is_running
from pingyi.server.translations import compile_all
from pingyi.server.watch import WORKERS, Watch, beat

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

MENDABLE = {
    errno.ENOSPC: "The disk is full. Free some space and start again; what was acknowledged is kept.",
    errno.EDQUOT: "The disk quota is used up. Free some space and start again; what was acknowledged is kept.",
    errno.EACCES: "%(file)s may not be written by this user. Change its owner, or name another folder in PINGYI_DATA.",
    errno.EPERM: "%(file)s may not be changed by this user. Change its owner, or name another folder in PINGYI_DATA.",
    errno.EROFS: "%(file)s lies on a disk that is mounted read-only. Name another folder in PINGYI_DATA.",
    errno.EEXIST: "%(file)s is a file where a folder is needed. Name another folder in PINGYI_DATA.",
    errno.ENOTDIR: "%(file)s lies below a file, not in a folder. Name another folder in PINGYI_DATA.",
    errno.ENOENT: "%(file)s cannot be made. Name another folder in PINGYI_DATA.",
}
"""Faults of files that the person at the terminal can mend."""

CONNECTIONS = 900
"""That a worker holds at once; a process may open 1,024 files."""

SILENT_SECONDS = 15
"""How long a connection may stay open without a whole head of a request."""

LONGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers."""

STOP_SECONDS = 10

AS_ROOT = "Warning: this runs as root, who may do anything here. Start it as a user of its own (docs/deploy.md)."
OLDER_REHEARSAL = (
    "This rehearsal was made by an older version of the programme. Rehearse anew with `pingyi demo --fresh`."
)
PORT = click.IntRange(1, 65535)
PHASES = ("1", "2", "3", "4", "5", "published")
"""Where a demo may stand still; the names of `rehearsal.script.Stop`."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=PORT)
def serve(host: str, port: int) -> None:
    """Serve this installation's campaign."""
    with _listening(host, port) as listener, sentences():
        embedded = start_django()
        prepare()
        _run(listener, embedded)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=PORT)
@click.option("--fresh", is_flag=True, help="Rehearse anew, in a new data folder beside the old one.")
@click.option("--units", default=9, show_default=True, type=click.IntRange(1, 500), help="Ranked units.")
@click.option("--respondents", default=40, show_default=True, type=click.IntRange(20, 5000), help="Answers per unit.")
@click.option("--phase", type=click.Choice(PHASES), default="2", show_default=True, help="Where it stands still.")
def demo(host: str, port: int, fresh: bool, units: int, respondents: int, phase: str) -> None:
    """Serve a rehearsal of the source plan, stopped in a phase or after the release; each is kept once it was made."""
    os.environ["PINGYI_DEMO"] = "1"
    os.environ.setdefault("PINGYI_PUBLIC_URL", f"http://localhost:{port}")
    data = Path(os.environ.setdefault("PINGYI_DATA", f".pingyi/demo/{phase}")).resolve()
    with _listening(host, port) as listener, sentences():
        if fresh or _interrupted(data):
            _put_aside(data)
        embedded = start_django()
        prepare()
        _rehearse_once(data, units, respondents, phase)
        click.echo(f"\n  Pingyi is ready: http://{host}:{port}/   (Ctrl-C stops everything)\n")
        _run(listener, embedded)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django's management commands (migrate, shell, makemessages, …)."""
    with sentences():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
        from django.core.management import execute_from_command_line

        execute_from_command_line(["pingyi manage", *arguments])


@contextmanager
def sentences() -> Iterator[None]:
    """Turn the faults a person can mend into one sentence and exit code 1."""
    from django.db import DatabaseError, NotSupportedError
    from django.db.migrations.exceptions import MigrationSchemaMissing

    try:
        yield
    except (DatabaseUnavailable, EmptySecret) as fault:
        raise click.ClickException(str(fault)) from fault
    except NotSupportedError as fault:
        raise click.ClickException(f"This PostgreSQL is too old ({fault}). Pingyi needs {OLDEST} or newer.") from fault
    except (DatabaseError, MigrationSchemaMissing) as fault:
        if (sentence := database_sentence(fault)) is None:
            raise
        raise click.ClickException(sentence) from fault
    except OSError as fault:
        if (sentence := MENDABLE.get(fault.errno or 0)) is None:
            raise
        raise click.ClickException(sentence % {"file": fault.filename or "the data folder"}) from fault


def database_sentence(fault: Exception) -> str | None:
    """What to say about a fault of the database that a person at the terminal can mend; None for a fault of ours."""
    import psycopg
    from psycopg import errors

    text = str(fault).strip().rstrip(".?").replace("\n\t", " ")
    match cause := _cause(fault):
        case errors.DiskFull():
            return MENDABLE[errno.ENOSPC]
        case errors.InsufficientPrivilege():
            return "The role in DATABASE_URL may not make tables there. Make it the owner of its database."
        case errors.ReadOnlySqlTransaction():
            return (
                "The database takes no changes. DATABASE_URL leads to a standby, or a read-only role: name the primary."
            )
        case psycopg.OperationalError():
            return f"The database did not answer: {text}. Check DATABASE_URL."
        case psycopg.ProgrammingError() if cause.sqlstate is None:
            return f"DATABASE_URL cannot be used: {text}."
    return None


def _cause(fault: BaseException | None) -> BaseException | None:
    """PostgreSQL's own fault behind what Django made of it."""
    import psycopg

    while fault and not isinstance(fault, psycopg.Error):
        fault = fault.__cause__ or fault.__context__
    return fault


@contextmanager
def installation() -> Iterator[None]:
    """This installation, ready to be written to: database running, schema current, faults as sentences."""
    with sentences():
        start_django()
        prepare()
        yield


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """The address, taken before anything else is started. Raises a sentence when it can't be.

    The socket never listens: every web worker has one of its own beside it, so that the kernel spreads connections
    over them. A second programme is told that the port is taken.
    """
    if "%" in host:
        raise click.ClickException(f"{host} holds on one network card only. Choose another --host, such as ::1.")
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as fault:
        raise click.ClickException(_unbound(host, port, fault)) from fault
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    with listener:
        yield listener


def _unbound(host: str, port: int, fault: OSError) -> str:
    if fault.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else 8000
        return (
            f"Port {port} on {host} is taken. Stop the other programme or choose another port: "
            f"`make demo PORT={other}` or --port {other}."
        )
    if fault.errno == errno.EACCES:
        return f"Port {port} is open to the administrator only ({fault.strerror}). Choose one above 1023, such as 8000."
    return f"{host} is no address of this machine ({fault.strerror}). Choose another --host, such as 127.0.0.1."


def start_django() -> Path | None:
    """Set Django up on the database this process owns; children inherit its URL. Answers its folder if embedded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
    embedded = None
    if os.geteuid() == 0:
        click.echo(AS_ROOT, err=True)
    if "DATABASE_URL" not in os.environ:
        embedded = Path(os.environ.get("PINGYI_DATA", ".pingyi")).resolve()
        os.environ["DATABASE_URL"] = embedded_url(embedded)
    import django

    compile_all()  # before anything asks for a translation: catalogues are read once
    django.setup()
    return embedded


def prepare() -> None:
    """Bring schema, cache table, static files and compiled arithmetic to this version; safe to repeat."""
    from django.core.management import call_command

    from pingyi.commands.warmup import warm_up
    from pingyi.server.database import ensure_new_enough

    ensure_new_enough()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map"])
    warm_up()


def _interrupted(data: Path) -> bool:
    """Whether a rehearsal was begun here and not finished: its clock is the last thing that it leaves."""
    return (data / "postgres").exists() and not (data / "clock").exists()


def _put_aside(data: Path) -> None:
    """Make room for a new rehearsal; the old one is kept under another name."""
    if is_running(data):
        raise click.ClickException(
            f"A demo is running in {data}, or getting ready. Stop it first; nothing was changed."
        )
    if data.exists():
        kept = data.rename(data.with_name(f"{data.name}-{Clock().now():%Y%m%d%H%M%S}"))
        click.echo(f"Rehearsing anew; the old one is kept in {kept}.")


def _schema() -> str:
    """What the tables of this version are made by: until the first release, a migration is edited in its place."""
    migrations = sorted(Path(pingyi.__file__).parent.glob("records/*/migrations/*.py"))
    return sha256_hex(b"".join(path.read_bytes() for path in migrations))


def _rehearse_once(data: Path, units: int, respondents: int, phase: str) -> None:
    """Load the rehearsal the first time; a second start finds it there."""
    from django.conf import settings

    from pingyi.records.campaign.queries import current
    from pingyi.rehearsal.bars import bars
    from pingyi.rehearsal.script import Stop
    from pingyi.rehearsal.stage import load_demo
    from pingyi.rehearsal.voters import WORKERS as CROWD
    from pingyi.rules.rulebook import FaultyPlan
    from pingyi.server import clock

    made_by, schema = data / "schema", _schema()
    if made_by.exists() and made_by.read_text() != schema:
        raise click.ClickException(OLDER_REHEARSAL)
    try:
        nothing = current() is None
    except FaultyPlan as older:
        raise click.ClickException(OLDER_REHEARSAL) from older
    if not nothing and not made_by.exists():
        raise click.ClickException(OLDER_REHEARSAL)
    if nothing:
        made_by.write_text(schema)
        with bars() as progress:
            load_demo(units, respondents, CROWD, progress, Stop(phase))
        clock.save(settings.CLOCK, data)
    settings.CLOCK = clock.load(data)


def _run(listener: socket.socket, embedded: Path | None) -> None:
    """Web workers in the foreground, the clockwork beside them, until Ctrl-C; `embedded`: where the database is."""
    from django.db import connections

    import pingyi.server.front  # noqa: F401 - read once: the workers are copies of this process

    connections.close_all()
    gc.collect()
    gc.freeze()  # what the workers share stays: walking all of it cost one page in four 0.1 s and more
    web = _web(listener)
    watch = Watch(lambda: _clockwork(embedded, watch.beats), lambda: [worker.inner.pid or 0 for worker in web.wrks])
    watch.start()
    try:
        web.serve(target_loader=lambda: _application(watch.beats), wrap_loader=False)
    except SystemExit as end:
        if not web.interrupt_signal:
            raise click.ClickException("The web workers ended one after another; the reason stands above.") from end
    finally:
        _stop(watch.stop())


def _clockwork(embedded: Path | None, beats: int) -> "subprocess.Popen[bytes]":
    """The clockwork, in a session of its own: Ctrl-C is for this process, which then stops it in its turn."""
    command = [sys.executable, "-m", "pingyi.server.clockwork", str(os.getpid()), str(beats)]
    command += [str(embedded)] if embedded else []
    return subprocess.Popen(command, start_new_session=True, pass_fds=[beats])


def _web(listener: socket.socket) -> "AbstractServer[Any]":
    """Threads, because pages wait for the database; no access log, because of the wall around ballots.

    No warnings either: only faults, which go where Django's go.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    host, port = listener.getsockname()[:2]
    web = Granian(
        "pingyi",
        host,
        port,
        interface=Interfaces.ASGINL,
        websockets=False,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=SILENT_SECONDS * 1000, max_buffer_size=LONGEST_HEAD),
        workers=WORKERS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig={"loggers": {"_granian": {}}},
    )
    # A closed terminal ends the programme as Ctrl-C does, unless it was started with nohup.
    hung_up = signal.SIG_IGN if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else web.signal_handler_interrupt
    web.on_startup(lambda: signal.signal(signal.SIGHUP, hung_up))
    return web


def _application(beats: int) -> Any:
    """What a web worker serves. Ctrl-C is for the worker's parent, which then ends it; it ends with its parent, too."""
    if parent := parent_process():
        os.setpgrp()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until it has a handler of its own, not its parent's
        end_with(parent.pid)
    from pingyi.server import front

    beat(beats, front.WORK.moves)
    return front.application


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


def end_with(parent: int | None) -> None:
    """End this process soon after its parent is gone, even by kill -9."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
