"""Writing steps of boards: bytes sent as bytes, one statement for any number of boards."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from pingyi.rules.ballot.board import EventType, Head

_APPEND = """
INSERT INTO box_boardstep (box_id, height, type, start, data, payload, credential)
SELECT * FROM unnest(%s::text[], %s::int[], %s::text[], %s::bigint[], %b::bytea[], %s::text[], %s::text[])
"""
_MOVE = """
UPDATE box_boxhead SET event = after.event, height = after.height, type = after.type, ballots = after.ballots,
  size = after.size
FROM unnest(%s::text[], %s::text[], %s::int[], %s::text[], %s::int[], %s::bigint[])
  AS after (box_id, event, height, type, ballots, size)
WHERE box_boxhead.box_id = after.box_id
"""


@contextmanager
def board_cursor() -> Iterator["psycopg.Cursor[Any]"]:
    """A cursor of the driver itself within Django's transaction; the database's faults are Django's."""
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def write_steps(cursor: "psycopg.Cursor[Any]", steps: Iterable[Sequence[Any]], ends: Iterable[Sequence[Any]]) -> None:
    """Append rows (box, height, type, start, data, payload, credential); where the boards end now (box, event, height,
    type, ballots, size).
    """
    cursor.execute(_APPEND, columns(steps))
    cursor.execute(_MOVE, columns(ends))


def columns(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Rows as the columns that `unnest` takes."""
    return [list(column) for column in zip(*rows, strict=True)]


def head_of(event: str, height: int, type: str, ballots: int) -> Head:
    """The protocol's head from the columns of ours."""
    return Head(event or None, height, EventType(type) if type else None, ballots)
