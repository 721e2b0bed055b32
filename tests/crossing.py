"""Acts begun at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def crossed(*acts: Callable[[], object]) -> list[object]:
    """What each act answered or raised, all begun at once, each on a connection of its own."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait(10)
            return act()
        except Exception as refusal:  # judged by the test
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
