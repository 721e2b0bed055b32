"""How these tests write an entry: one action of one transaction."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from pingyi.records.journal import actions
from pingyi.records.journal.queries import EntryRef
from pingyi.rules.mandate import CLOCKWORK

AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
NEXT_DAY = AT + timedelta(days=1)


def record(kind: str = "phase:open:1", **change: Any) -> EntryRef:
    """Do an invented action that succeeds."""
    given = {"actor": CLOCKWORK, "at": AT, "subject": "campaign:1", "public": {}} | change
    with transaction.atomic():
        return actions.append(kind, **given)
