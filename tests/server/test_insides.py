"""What PostgreSQL itself keeps about the moment of a ballot, and what takes it away (threat model, What remains 10)."""

import re
from pathlib import Path
from secrets import token_bytes

import pytest
from django.db import connection

from tests.factories import make_keys, open_box

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"


def ask(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [str(row[0]) for row in cursor.fetchall()] if cursor.description else []


@pytest.mark.django_db(transaction=True)
def test_rows_carry_their_transaction_until_the_table_is_written_anew() -> None:
    """VACUUM FREEZE is often named for it and does not do it; the statement in deploy.md does."""
    keys = make_keys(token_bytes)
    for stratum in ("enterprise", "public", "deputy"):
        open_box(keys, token_bytes, voters=1, stratum=stratum)
    numbers = "SELECT DISTINCT xmin FROM box_boardstep"
    before = "SELECT md5(string_agg(s::text, ',' ORDER BY id)) FROM box_boardstep s"
    content = ask(before)
    assert len(ask(numbers)) >= 3
    ask("VACUUM (FREEZE) box_boardstep")
    ask("VACUUM FULL box_boardstep")
    assert len(ask(numbers)) >= 3
    [statement] = re.findall(r"^ALTER TABLE box_boardstep .*;$", DEPLOY.read_text(), re.MULTILINE)
    ask(statement)
    assert len(ask(numbers)) == 1
    assert ask(before) == content
    assert ask("SELECT tgname FROM pg_trigger WHERE tgrelid = 'box_boardstep'::regclass AND tgname LIKE '%append_only'")


@pytest.mark.django_db
def test_the_embedded_server_keeps_no_commit_times_and_archives_nothing() -> None:
    assert ask("SHOW track_commit_timestamp") == ["off"]
    assert ask("SHOW archive_mode") == ["off"]
