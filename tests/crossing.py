"""Acts begun at the same moment, each on a connection of its own, and the way back to the moment before."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from django.db import connection, transaction

from pingyi.records.journal import custody

PATIENCE = 180
"""Seconds that a busy machine may take for a connection."""


def crossed(*acts: Callable[[], object]) -> list[object]:
    """What each act answered or raised, all begun at once, each on a connection of its own."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            start.wait(PATIENCE)
            return act()
        except Exception as refusal:  # judged by the test
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


LIKE_A_REPLICA = "SET LOCAL session_replication_role = replica"
"""No trigger objects, neither of keys nor of tables that only grow."""


def of_each_table(first: str, do: str, kept: tuple[str, ...] = ()) -> None:
    """Do it with every table that is not kept out, by its name as `place`, all at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(first)
        cursor.execute(f"""DO $do$ DECLARE place text; filled boolean; BEGIN
            FOR place IN SELECT tablename FROM pg_tables
                WHERE schemaname = 'public' AND NOT tablename = ANY('{{{",".join(kept)}}}') LOOP {do}; END LOOP;
        END $do$""")


class Shelf:
    """The whole database as it stood at some moments, and what lies beside the key, to go back to any of them.

    Copies of all rows in schemas of their own: one campaign serves for any number of crossings, and for every test.
    """

    def __init__(self) -> None:
        self._beside: dict[str, dict[Path, bytes | None]] = {}

    def keep(self, name: str) -> None:
        """This moment can be gone back to."""
        of_each_table(
            f'DROP SCHEMA IF EXISTS "{name}" CASCADE; CREATE SCHEMA "{name}"',
            f"""EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', place) INTO filled; IF filled THEN
            EXECUTE format('CREATE UNLOGGED TABLE "{name}".%1$I AS TABLE public.%1$I', place); END IF""",
        )
        files = (custody.head_file(), custody.written_file())
        self._beside[name] = {file: file.read_bytes() if file.exists() else None for file in files}

    def back(self, name: str) -> None:
        """All is again as it was then."""
        of_each_table(
            LIKE_A_REPLICA,
            f"""EXECUTE format('DELETE FROM public.%I', place);
            IF to_regclass(format('"{name}".%I', place)) IS NOT NULL THEN
            EXECUTE format('INSERT INTO public.%1$I OVERRIDING SYSTEM VALUE SELECT * FROM "{name}".%1$I', place);
            END IF""",
        )
        for file, data in self._beside[name].items():
            file.unlink(missing_ok=True)
            if data is not None:
                file.write_bytes(data)

    def __contains__(self, name: str) -> bool:
        return name in self._beside

    def clear(self) -> None:
        """Nothing is kept any more."""
        with connection.cursor() as cursor:
            for name in self._beside:
                cursor.execute(f'DROP SCHEMA "{name}" CASCADE')
