"""Boxes and the ballots in them: what lists show, what taking a ballot needs, the bytes of a board."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from django.db.models import Count, Max, Q, Sum

from pingyi.records.box.access import access_box
from pingyi.records.box.errors import NoSuchBox, WrongStep
from pingyi.records.box.models import BoardStep, Box, BoxHead
from pingyi.rules.ballot import box as protocol
from pingyi.rules.ballot.board import EventType, read_steps
from pingyi.rules.ballot.form import Election, read_election
from pingyi.rules.ballot.group import group_named
from pingyi.rules.ballot.trustee import Trustees, read_trustees


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box as lists and pages show it."""

    uuid: str
    campaign_id: str
    unit: str
    stratum: str
    invited: int
    type: EventType | None
    event: str
    height: int
    ballots: int
    voters: int
    size: int
    withheld: bool
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking a ballot needs; fixed once the box is set up, so kept in memory."""

    setup: protocol.Setup
    timestamp: int
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """A ballot on the board: at which height, and whether a later one of the same code replaced it."""

    height: int
    replaced: bool


def boxes(campaign_id: str) -> list[BoxView]:
    """All boxes of a campaign, by unit and stratum: one query."""
    voters = Count("board__credential", distinct=True, filter=~Q(board__credential=""))
    rows = Box.objects.filter(campaign_id=campaign_id).select_related("head").annotate(voters=voters)
    return [_view(row, row.voters) for row in rows.defer("election", "trustees").order_by("unit", "stratum")]


def cells(campaign_id: str) -> dict[str, tuple[str, str]]:
    """Unit and stratum of every box of a campaign, by its number: one query."""
    rows = Box.objects.filter(campaign_id=campaign_id).values_list("uuid", "unit", "stratum")
    return {uuid: (unit, stratum) for uuid, unit, stratum in rows}


def fielded(campaign_id: str) -> dict[str, tuple[int, int]]:
    """How many codes went out about each unit, and how many ballots came: one query."""
    rows = Box.objects.filter(campaign_id=campaign_id).order_by().values_list("unit")
    return {
        unit: (sent, came or 0) for unit, sent, came in rows.annotate(sent=Sum("invited"), came=Sum("head__ballots"))
    }


def response(campaign_id: str) -> Fraction | None:
    """Ballots received of codes sent, all boxes together; None before there are any: one query."""
    found = Box.objects.filter(campaign_id=campaign_id).aggregate(sent=Sum("invited"), came=Sum("head__ballots"))
    return Fraction(found["came"] or 0, found["sent"]) if found["sent"] else None


def received(campaign_id: str) -> int:
    """How many ballots all boxes of a campaign hold."""
    return BoxHead.objects.filter(box__campaign_id=campaign_id).aggregate(total=Sum("ballots"))["total"] or 0


def box(uuid: str) -> BoxView:
    """One box. Raises NoSuchBox."""
    voted = Count("board__credential", distinct=True, filter=~Q(board__credential=""))
    row = Box.objects.filter(pk=uuid).select_related("head").annotate(voters=voted).first()
    if row is None:
        raise NoSuchBox
    return _view(row, row.voters)


def _view(row: Box, voters: int) -> BoxView:
    head = row.head
    return BoxView(
        uuid=row.uuid,
        campaign_id=row.campaign_id,
        unit=row.unit,
        stratum=row.stratum,
        invited=row.invited,
        type=EventType(head.type) if head.type else None,
        event=head.event,
        height=head.height,
        ballots=head.ballots,
        voters=voters,
        size=head.size,
        withheld=head.withheld,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
    )


def parts_of(row: Box) -> tuple[Election, Trustees]:
    """A box's election and its verified trustees."""
    election = read_election(row.election.encode())
    return election, _trustees(election.group, row.trustees)


@lru_cache(maxsize=16)
def _trustees(group: str, text: str) -> Trustees:
    return read_trustees(group_named(group), text.encode())


@lru_cache(maxsize=1024)
def taking(uuid: str) -> Taking:
    """What ballots of this box are checked against. Raises NoSuchBox, WrongStep before its set-up event."""
    row = access_box(uuid)
    return Taking(_setup(row), row.timestamp, row.opens_at, row.closes_at)


def _setup(row: Box) -> protocol.Setup:
    data = BoardStep.objects.filter(box=row.uuid, height=0).values_list("data", flat=True).first()
    if data is None:
        raise WrongStep(box=row.uuid)
    return protocol.read_setup(next(read_steps(io.BytesIO(data))).contents)


def presence(uuid: str, digest: str) -> Presence | None:
    """Whether a ballot is in the box, and still the one that counts."""
    step = BoardStep.objects.filter(box=uuid, payload=digest, type=EventType.BALLOT).defer("data").first()
    if step is None:
        return None
    latest = BoardStep.objects.filter(box=uuid, credential=step.credential).aggregate(Max("height"))["height__max"]
    return Presence(step.height, latest != step.height)


def voters(uuids: Iterable[str]) -> Counter[str]:
    """How many different codes have voted in each box: one query."""
    cast = BoardStep.objects.filter(box__in=list(uuids), type=EventType.BALLOT).order_by("box")
    return Counter(dict(cast.values_list("box").annotate(Count("credential", distinct=True))))


def has_voted(uuid: str, credential: str) -> bool:
    """Whether a ballot of this public credential is on the board, as anybody can see there."""
    return BoardStep.objects.filter(box=uuid, credential=credential).exists()


def pieces(uuid: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """The bytes of a board from `start` up to `end`, streamed row by row (range requests)."""
    rows = BoardStep.objects.filter(box=uuid).order_by("height")
    first = rows.filter(start__lte=start).aggregate(Max("height"))["height__max"]
    for offset, data in rows.filter(height__gte=first or 0).values_list("start", "data").iterator(64):
        if end is not None and offset >= end:
            return
        piece = bytes(data)[max(0, start - offset) : None if end is None else end - offset]
        if piece:
            yield piece


def sealed_size(uuid: str) -> int:
    """How many bytes of a board tell no count: all before the first share. Raises NoSuchBox."""
    shares = BoardStep.objects.filter(box=uuid, type=EventType.PARTIAL_DECRYPTION).order_by("height")
    first = shares.values_list("start", flat=True).first()
    return box(uuid).size if first is None else first
