"""The database's administrator, who changes rows behind the programme."""

from django.db import connection


def as_administrator(statement: str) -> None:
    """Change rows as somebody can who owns the database, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")
