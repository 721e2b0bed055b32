"""The clockwork process: runs the periodic and queued jobs (procrastinate) until its parent ends."""

import os

import django

from pingyi.server.serving import end_with_parent


def main() -> None:
    """Work off the queue."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pingyi.server.settings")
    django.setup()
    end_with_parent()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(install_signal_handlers=True, listen_notify=True, delete_jobs="successful")


if __name__ == "__main__":
    main()
