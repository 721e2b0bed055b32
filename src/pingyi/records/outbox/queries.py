"""Which notices a person has, how they want to be told, what is to be mailed and how mail fares."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from pingyi.records.outbox.access import addressed_to
from pingyi.records.outbox.links import confirmation
from pingyi.records.outbox.models import EVENING, MORNING, Enclosure, Mail, Notice, Preference, Receipt
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


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be told; who never said anything has these."""

    address: str = ""
    confirmed: bool = False
    refused_at: datetime | None = None
    muted: frozenset[str] = frozenset()
    quiet_from: int = EVENING
    quiet_until: int = MORNING
    calendar: bool = False


def wishes(actor: Actor) -> Wishes:
    """This actor's own: one query."""
    row = Preference.objects.filter(pk=int(actor.ref)).first()
    if row is None:
        return Wishes()
    return Wishes(
        row.address,
        row.confirmed_at is not None,
        row.refused_at,
        frozenset(row.muted),
        row.quiet_from,
        row.quiet_until,
        bool(row.calendar_digest),
    )


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to be worded: to whom, what it tells; `token` confirms the address where it asks for that."""

    pk: int
    made_at: datetime
    account: int
    address: str
    notes: tuple[Note, ...]
    token: str = ""

    def kinds_besides(self, ordered: frozenset[str]) -> frozenset[str]:
        """The kinds of which it tells, without these."""
        return frozenset(note.kind for note in self.notes) - ordered


def outgoing(mail: Mail) -> Outgoing | None:
    """What this mail is; None when its address is not the person's any more: two queries."""
    person = Preference.objects.filter(pk=mail.account_id, account__is_active=True).exclude(address="").first()
    confirms = mail.kind == Mail.Kind.CONFIRMATION
    if person is None or confirms == (person.confirmed_at is not None):
        return None
    token = confirmation(person.pk, person.address, made_at=mail.made_at) if confirms else ""
    enclosed = Enclosure.objects.filter(mail=mail).select_related("notice").order_by("notice_id")
    notes = [
        Note(n.pk, n.kind, Subject.read(n.about), n.values, n.at, False) for n in (each.notice for each in enclosed)
    ]
    return Outgoing(mail.pk, mail.made_at, person.pk, person.address, tuple(notes), token)


@dataclass(frozen=True, slots=True)
class Post:
    """How mail fares: what waits since when, why the last failed try did, what was sent last."""

    waiting: int
    since: datetime | None
    fault: str
    next_at: datetime | None
    sent_at: datetime | None
    addresses: int
    """How many are confirmed."""


def post_office() -> Post:
    """For the administrator: four queries."""
    unsent = Mail.objects.filter(sent_at=None, dropped_at=None)
    waiting = unsent.aggregate(n=Count("pk"), since=Min("made_at"), next_at=Min("next_at"))
    failed = unsent.exclude(fault="").order_by("-next_at").values_list("fault", flat=True).first() or ""
    rest = Mail.objects.aggregate(sent=Max("sent_at"))
    confirmed = Preference.objects.filter(confirmed_at__isnull=False).count()
    return Post(waiting["n"], waiting["since"], failed, waiting["next_at"], rest["sent"], confirmed)
