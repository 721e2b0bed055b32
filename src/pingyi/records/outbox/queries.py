"""Which notices a person has."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, QuerySet

from pingyi.records.outbox.access import addressed_to
from pingyi.records.outbox.models import Notice, Receipt
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Seen(TypedDict):
    """What a notice is marked with."""

    seen: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A notice as its reader sees it."""

    pk: int
    kind: str
    about: Subject
    values: dict[str, str]
    at: datetime
    seen: bool


def notices(actor: Actor, *, limit: int = 20) -> list[Note]:
    """The newest notices of this actor, unread ones first: one query."""
    return _notes(_marked(actor).order_by("seen", "-pk")[:limit])


def _marked(actor: Actor) -> "QuerySet[WithAnnotations[Notice, Seen]]":
    receipts = Receipt.objects.filter(notice=OuterRef("pk"), account_id=int(actor.ref))
    return addressed_to(actor).annotate(seen=Exists(receipts))


def _notes(found: "QuerySet[WithAnnotations[Notice, Seen]]") -> list[Note]:
    return [Note(n.pk, n.kind, Subject.read(n.about), n.values, n.at, n.seen) for n in found]
