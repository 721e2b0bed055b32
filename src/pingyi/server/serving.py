"""Run the programme: `pingyi serve` (your data), `pingyi demo` (a rehearsal), `pingyi manage` (Django's own commands).

One parent process owns the embedded database, the web workers and the clockwork; Ctrl-C stops them all. Whatever
prevents a start is one sentence, and nothing is written by halves.
"""

import errno
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from pingyi.server.clock import Clock
from pingyi.server.database import DatabaseUnavailable, embedded_url
from pingyi.server.translations import compile_all

WORKERS = 2
STOP_SECONDS = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve this installation's campaign."""
    with _listening(host, port) as listener, sentences():
        start_django()
        prepare()
        _run(listener)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--fresh", is_flag=True, help="Rehearse anew, in a new data folder beside the old one.")
@click.option("--units", default=9, show_default=True, type=click.IntRange(1, 500), help="Ranked units.")
@click.option("--respondents", default=40, show_default=True, type=click.IntRange(20, 5000), help="Answers per unit.")
@click.option("--published", is_flag=True, help="Go on to the published result instead of stopping in the survey.")
def demo(host: str, port: int, fresh: bool, units: int, respondents: int, published: bool) -> None:
    """Serve a rehearsal of the source plan, stopped in phase 2, with an account for every role."""
    os.environ["PINGYI_DEMO"] = "1"
    os.environ.setdefault("PINGYI_PUBLIC_URL", f"http://localhost:{port}")
    data = Path(os.environ.setdefault("PINGYI_DATA", ".pingyi/demo")).resolve()
    with _listening(host, port) as listener, sentences():
        if fresh and data.exists():
            data.rename(data.with_name(f"{data.name}-{Clock().now():%Y%m%d%H%M%S}"))
        start_django()
        prepare()
        _rehearse_once(data, units, respondents, published)
        click.echo(f"\n  Pingyi is ready: http://{host}:{port}/   (Ctrl-C stops everything)\n")
        _run(listener)


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
    """Turn the faults a person can mend into one sentence and exit code 2."""
    from django.db import OperationalError

    try:
        yield
    except DatabaseUnavailable as fault:
        raise click.ClickException(str(fault)) from fault
    except OperationalError as fault:
        raise click.ClickException(f"The database did not answer: {str(fault).strip()}. Check DATABASE_URL.") from fault
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        raise click.ClickException("The disk is full. Free some space and start again; nothing was lost.") from fault


@contextmanager
def installation() -> Iterator[None]:
    """This installation, ready to be written to: database running, schema current, faults as sentences."""
    with sentences():
        start_django()
        prepare()
        yield


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """The socket, bound before anything else is started. Raises a sentence when the port is taken."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as fault:
        raise click.ClickException(
            f"Port {port} on {host} is taken ({fault.strerror}). Stop the other programme or choose another port: "
            f"`make demo PORT={port + 1}` or --port {port + 1}."
        ) from fault
    with listener:
        yield listener


def start_django() -> None:
    """Set Django up on the database this process owns; children inherit its URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = embedded_url(Path(os.environ.get("PINGYI_DATA", ".pingyi")).resolve())
    import django

    compile_all()  # before anything asks for a translation: catalogues are read once
    django.setup()


def prepare() -> None:
    """Bring schema, cache table, static files and compiled arithmetic to this version; safe to repeat."""
    from django.core.management import call_command

    from pingyi.server.warmup import warm_up

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["*.map"])
    warm_up()


def _rehearse_once(data: Path, units: int, respondents: int, published: bool) -> None:
    """Load the rehearsal the first time; a second start finds it there."""
    from django.conf import settings

    from pingyi.records.campaign.queries import current
    from pingyi.server import clock
    from pingyi.server.rehearsal.stage import load_demo
    from pingyi.server.rehearse import WORKERS, bars

    if current() is None:
        with bars() as progress:
            load_demo(units, respondents, WORKERS, progress, published=published)
    settings.CLOCK = clock.load(data)


def _run(listener: socket.socket) -> None:
    """Web workers in the foreground, the clockwork beside them, until Ctrl-C."""
    from django.db import connections
    from gunicorn.app.base import BaseApplication

    class Web(BaseApplication):
        def load_config(self) -> None:
            for name, value in _gunicorn_settings(listener).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from pingyi.server.wsgi import application

            return application

    connections.close_all()
    clockwork = subprocess.Popen([sys.executable, "-m", "pingyi.server.clockwork"], stdin=subprocess.PIPE)
    try:
        with suppress(SystemExit):
            Web().run()
    finally:
        _stop(clockwork)


def _gunicorn_settings(listener: socket.socket) -> dict[str, Any]:
    """Threads, because pages wait for the database; no access log, because of the wall around ballots."""
    return {
        "bind": f"fd://{listener.detach()}",
        "workers": WORKERS,
        "worker_class": "gthread",
        "threads": 8,
        "timeout": 60,
        "graceful_timeout": STOP_SECONDS,
        "accesslog": None,
        "loglevel": "warning",
        "proc_name": "pingyi",
        "limit_request_line": 8190,
    }


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


def end_with_parent() -> None:
    """End this process when its parent is gone, even by kill -9: the pipe from the parent then reads as closed."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
