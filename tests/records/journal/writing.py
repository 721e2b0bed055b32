"""How these tests write an entry: one action of one transaction, which says whatever the test wants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from pingyi.records.journal import actions
from pingyi.records.journal.queries import EntryRef
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import Statement
from pingyi.rules.mandate import CLOCKWORK, Actor

AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
NEXT_DAY = AT + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented(Statement):
    """A statement of any kind, about anything, that says anything."""

    KIND: str  # type: ignore[misc]
    public: Mapping[str, Any] = field(default_factory=dict)  # type: ignore[assignment]
    private: Mapping[str, Any] | None = None  # type: ignore[assignment]

    @property
    def subject(self) -> Subject:
        """What the test says."""
        return Subject.read(str(self.about))


def said(kind: str, subject: str, public: Mapping[str, Any], private: Mapping[str, Any] | None = None) -> Invented:
    """An entry before it is written."""
    return Invented(KIND=kind, about=subject, public=public, private=private)


def record(
    kind: str = "phase:open:1",
    *,
    subject: str = "campaign:1",
    public: Mapping[str, Any] | None = None,
    private: Mapping[str, Any] | None = None,
    actor: Actor = CLOCKWORK,
    at: datetime = AT,
) -> EntryRef:
    """Do an invented action that succeeds."""
    with transaction.atomic():
        return actions.append(said(kind, subject, public or {}, private), actor=actor, at=at)
