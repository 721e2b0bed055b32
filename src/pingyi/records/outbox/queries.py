"""Which notices a person has."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from pingyi.rules.mandate import Actor

from .access import addressed_to
from .models import Receipt


@dataclass(frozen=True, slots=True)
class Note:
    """A notice as its reader sees it."""

    pk: int
    kind: str
    about: str
    values: dict[str, str]
    at: datetime
    seen: bool


def notices(actor: Actor, *, limit: int = 20) -> list[Note]:
    """The newest notices of this actor, unread ones first: one query."""
    receipts = Receipt.objects.filter(notice=OuterRef("pk"), account_id=int(actor.ref))
    found = addressed_to(actor).annotate(seen=Exists(receipts)).order_by("seen", "-pk")
    return [Note(n.pk, n.kind, n.about, n.values, n.at, n.seen) for n in found[:limit]]
