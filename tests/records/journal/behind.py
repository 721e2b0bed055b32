"""What only the owner of the database can do, and what the sequencer and checkpoints are there to reveal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

TABLES = ("entry", "body", "leaf", "pending", "checkpoint", "apart", "restoration")


@contextmanager
def behind_our_back() -> Iterator[None]:
    """No trigger of the journal's tables speaks up."""
    switch("DISABLE")
    yield
    switch("ENABLE")


@transaction.atomic
def switch(word: str) -> None:
    execute("SET CONSTRAINTS ALL IMMEDIATE", *(f"ALTER TABLE journal_{table} {word} TRIGGER USER" for table in TABLES))


@transaction.atomic
def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
