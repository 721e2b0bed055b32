"""Append-only tables: a migration operation that lets PostgreSQL itself refuse UPDATE, DELETE and TRUNCATE (law 9)."""

from django.db.migrations import RunSQL

_FUNCTION = """
CREATE OR REPLACE FUNCTION pingyi_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


def append_only(table: str) -> RunSQL:
    """Refuse every change but INSERT on `table`; reversed by dropping the triggers."""
    return RunSQL(
        f"""{_FUNCTION}
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION pingyi_refuse_change();
        CREATE TRIGGER {table}_never_truncated BEFORE TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION pingyi_refuse_change();""",
        f"""DROP TRIGGER {table}_append_only ON {table};
        DROP TRIGGER {table}_never_truncated ON {table};""",
    )
