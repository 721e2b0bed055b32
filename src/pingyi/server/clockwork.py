"""The clockwork process: runs the periodic and queued jobs (procrastinate) until its parent ends.

The database may go away for a while: a full disk, a restart. The clockwork then tries again until it is back, and
starts the embedded one if that has ended; nobody else would.
"""

import logging
import os
import sys
import time
from pathlib import Path

import django

from pingyi.server.database import DatabaseUnavailable, revive
from pingyi.server.serving import end_with
from pingyi.server.watch import beat

PAUSE = 10

DATABASE_SECONDS = 5
"""For a connection to the database; after that it is gone, and the embedded one is started again."""


def main(parent: int, beats: int, embedded: Path | None) -> None:
    """Work off the queue while `parent` lives; `embedded` is the data folder when the database is the embedded one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
    django.setup()
    end_with(parent)
    beat(beats)
    from django.db import Error as DatabaseError
    from procrastinate.exceptions import ProcrastinateException
    from psycopg import Error as DriverError  # the pool's own, while it opens: not Django's, not the queue's

    try:
        _work()
    except (DatabaseError, DriverError, ProcrastinateException, OSError) as fault:
        logging.warning("The clockwork stands still; it tries again in %s s. %s", PAUSE, fault)
        if embedded:
            _revive(embedded)
        time.sleep(PAUSE)
        os.set_inheritable(beats, True)
        os.execv(sys.executable, [sys.executable, "-m", "pingyi.server.clockwork", *sys.argv[1:]])  # noqa: S606 - afresh


def _work() -> None:
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params

    with app.replace_connector(PsycopgConnector(kwargs=connector_params("default"), timeout=DATABASE_SECONDS)):
        app.run_worker(install_signal_handlers=True, listen_notify=True, delete_jobs="successful")


def _revive(embedded: Path) -> None:
    """Start the embedded database when it has ended."""
    try:
        revive(embedded)
    except (DatabaseUnavailable, OSError) as fault:
        logging.warning("%s", fault)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
