"""What pages may know of opinions, as frozen values."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.reading import pieces
from pingyi.records.voices.access import access_exhibit, visible
from pingyi.records.voices.exhibits import ExhibitLine, came_with, line_of
from pingyi.records.voices.models import Batch, Deed, Exhibit, Miss, Note, Opinion, Statement
from pingyi.rules import voices
from pingyi.rules.casework import LIMITS
from pingyi.rules.journal.tree import HASH_SIZE
from pingyi.rules.lifecycle import OpinionState
from pingyi.rules.mandate import Actor
from pingyi.rules.sorting import Entered
from pingyi.rules.voices import Inclusion, Kind, Original, Receipt, Side, hour_of, pairs
from pingyi.rules.voices.batch import begins


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion in the list of those who answer. `due`: the last day for the answer it waits for, if it has one."""

    number: str
    kind: Kind
    source: str
    units: tuple[str, ...]
    received: datetime
    text: str
    state: OpinionState
    due: date | None


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement: whose, in which hour, word for word; `included`: whether the tree of its hour is closed."""

    number: int
    side: Side
    at: datetime
    text: str
    included: bool
    exhibits: tuple[ExhibitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DeedLine:
    """What somebody of the office did, by that person's number."""

    verb: str
    handler: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """An opinion in full."""

    key: str
    number: str
    kind: Kind
    source: str
    units: tuple[str, ...]
    received: datetime
    state: OpinionState
    due: date | None
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: words of at least two signs or digits of a number, or else about one of these `units`.

    `order`: one of ORDERS, "" for those that wait first, the oldest first; `down`: from the end.
    `concealed`: leaves of the statements in which these words are hidden by a mask: they are not found by them.
    """

    words: str = ""
    units: Collection[str] = ()
    order: str = ""
    down: bool = False
    concealed: Collection[bytes] = ()


ORDERS = {"number": "number", "kind": "kind", "source": "source", "received": "hour", "state": "state"}


def opinions(
    actor: Actor, campaign: CurrentCampaign, sought: Sought = Sought(), start: int = 0, stop: int | None = None
) -> list[OpinionLine]:
    """The opinions that exist for this person and were looked for, from one place up to another: one query."""
    rows = _found(actor, campaign, sought).annotate(text=_first_text(), waits=Q(state=OpinionState.WAITING))
    order = [ORDERS[sought.order], "number"] if sought.order in ORDERS else ["-waits", "hour", "number"]
    ordered = rows.order_by(*order)
    return [_line(row, campaign) for row in (ordered.reverse() if sought.down else ordered)[start:stop]]


def how_many(actor: Actor, campaign: CurrentCampaign, sought: Sought = Sought()) -> int:
    """How many there are of them."""
    return _found(actor, campaign, sought).count()


def _found(actor: Actor, campaign: CurrentCampaign, sought: Sought) -> QuerySet[Opinion]:
    rows = visible(actor, campaign)
    words = sought.words.strip()
    if not words:
        return rows
    near = pairs(words)
    kept = Statement.objects.filter(pairs__contains=near) if near else Statement.objects.filter(text__contains=words)
    kept = kept.exclude(leaf__in=sought.concealed) if sought.concealed else kept
    about = (Q(units__contains=[unit]) for unit in sought.units)
    return rows.filter(reduce(or_, about, Q(pk__in=kept.values("opinion")) | Q(number__startswith=words)))


def _first_text() -> Subquery:
    return Subquery(Statement.objects.filter(opinion=OuterRef("pk"), number=0).values("text"))


def _line(row: Any, campaign: CurrentCampaign) -> OpinionLine:
    return OpinionLine(
        number=row.number,
        kind=Kind(row.kind),
        source=row.source,
        units=tuple(row.units),
        received=begins(row.hour),
        text=row.text,
        state=OpinionState(row.state),
        due=_due(row, campaign),
    )


def first_words(
    actor: Actor, campaign: CurrentCampaign, numbers: Collection[str] | None = None, most: int | None = None
) -> dict[str, str]:
    """What the raiser wrote first in each of these opinions, or in all, as far as this person may see them.

    What was taken back is not among them. `most`: that many, the lowest numbers first; numbers tell nothing of when.
    """
    rows = Statement.objects.filter(number=0, opinion__in=visible(actor, campaign))
    rows = rows.exclude(opinion__state=OpinionState.WITHDRAWN)
    if numbers is not None:
        rows = rows.filter(opinion__number__in=numbers)
    return dict(rows.order_by("opinion__number").values_list("opinion__number", "text")[:most])


def newest_pairs(actor: Actor, campaign: CurrentCampaign, most: int) -> dict[str, list[str]]:
    """The pairs in what raisers wrote first in the newest opinions not taken back, by number: one query."""
    rows = Statement.objects.filter(number=0, opinion__in=visible(actor, campaign))
    rows = rows.exclude(opinion__state=OpinionState.WITHDRAWN).order_by("-hour", "opinion__number")
    return dict(rows.values_list("opinion__number", "pairs")[:most])


def noted(actor: Actor, campaign: CurrentCampaign) -> dict[str, Any]:
    """What this person typed and has not kept yet; empty where there is none: one query."""
    kept = Note.objects.filter(campaign_id=campaign.code, handler=actor.ref).values_list("typed", flat=True).first()
    return dict(kept or {})


def entered(
    actor: Actor, campaign: CurrentCampaign, *, unit: str | None = None, numbers: Collection[str] | None = None
) -> list[Entered]:
    """Every opinion that exists for this person, without its words, as it came in: of these, about this unit, or all.

    One query.
    """
    rows = visible(actor, campaign)
    if unit is not None:
        rows = rows.filter(units__contains=[unit])
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    return [
        Entered(number, source, tuple(units), Kind(kind), state == OpinionState.WITHDRAWN)
        for number, source, units, kind, state in rows.values_list("number", "source", "units", "kind", "state")
    ]


def arrived(actor: Actor, campaign: CurrentCampaign) -> Counter[date]:
    """How many of the opinions that exist for this person came on which day: one query."""
    found: Counter[date] = Counter()
    for hour, many in visible(actor, campaign).values_list("hour").annotate(many=Count("pk")).order_by():
        found[campaign.day_of(begins(hour))] += many
    return found


@dataclass(frozen=True, slots=True)
class Came:
    """A statement as it was taken in. `intact`: its row still has the leaf that stands in the tree of its hour."""

    text: str
    leaf: bytes
    intact: bool


def as_taken_in(numbers: Collection[str], actor: Actor, campaign: CurrentCampaign) -> dict[tuple[str, int], Came]:
    """What raisers stated in these opinions, as far as they exist for this person, by number of both: two queries."""
    rows = Statement.objects.filter(side=Side.RAISER, opinion__in=visible(actor, campaign))
    rows = rows.filter(opinion__number__in=numbers).select_related("opinion").prefetch_related("exhibits")
    return {(row.opinion.number, row.number): _came(row) for row in rows}


def taken_back(numbers: Collection[str], campaign: CurrentCampaign) -> frozenset[str]:
    """Those of these opinions that their raisers took back: one query."""
    rows = Opinion.objects.filter(campaign_id=campaign.code, number__in=numbers, state=OpinionState.WITHDRAWN)
    return frozenset(rows.values_list("number", flat=True))


def _came(row: Statement) -> Came:
    leaf = bytes(row.leaf)
    return Came(row.text, leaf, _original(row.opinion, row).leaf(bytes(row.salt)) == leaf)


def waiting(actor: Actor, campaign: CurrentCampaign) -> tuple[int, date | None]:
    """How many opinions wait for an answer of this person, and the first of their last days: one query."""
    rows = visible(actor, campaign).filter(state=OpinionState.WAITING).order_by()
    kinds = list(rows.values("kind").annotate(many=Count("pk"), first=Min("hour")))
    due = [_ends(Kind(row["kind"]), row["first"], campaign) for row in kinds]
    return sum(row["many"] for row in kinds), min((day for day in due if day), default=None)


def existing(actor: Actor, campaign: CurrentCampaign, numbers: Collection[str]) -> frozenset[str]:
    """Those of these opinions that exist for this person: one query, none for none."""
    if not numbers:
        return frozenset()
    return frozenset(visible(actor, campaign).filter(number__in=numbers).values_list("number", flat=True))


def conversation(opinion: Opinion, campaign: CurrentCampaign) -> Conversation:
    """One opinion with all that was said: three queries."""
    rows = list(opinion.statements.order_by("number").prefetch_related("exhibits"))
    closed = _closed(opinion.campaign_id, [row.hour for row in rows])
    return Conversation(
        key=str(opinion.key),
        number=opinion.number,
        kind=Kind(opinion.kind),
        source=opinion.source,
        units=tuple(opinion.units),
        received=begins(opinion.hour),
        state=OpinionState(opinion.state),
        due=_due(opinion, campaign),
        statements=tuple(
            StatementLine(
                row.number,
                Side(row.side),
                begins(row.hour),
                row.text,
                row.hour in closed,
                tuple(map(line_of, row.exhibits.all())),
            )
            for row in rows
        ),
    )


def hardness(campaign: CurrentCampaign, at: datetime) -> int:
    """How many times the work of an ordinary form a look-up costs now, by the misses of two hours: one query."""
    since = hour_of(at - timedelta(hours=1))
    return voices.hardness(Miss.objects.filter(campaign_id=campaign.code, hour__gte=since).count())


def exhibit(opinion: Opinion, key: str) -> ExhibitLine:
    """One file beside a statement of this opinion. Raises ExhibitHidden."""
    return line_of(access_exhibit(opinion, key))


def bytes_of(line: ExhibitLine) -> Iterator[bytes]:
    """The file itself, piece by piece."""
    return pieces(line)


def exhibit_digests() -> frozenset[str]:
    """The digest of every file beside a statement: one query."""
    return frozenset(Exhibit.objects.values_list("sha256", flat=True))


def key_of(number: str, campaign: CurrentCampaign) -> str:
    """The key of the opinion with this number: one query."""
    return str(Opinion.objects.values_list("key", flat=True).get(campaign_id=campaign.code, number=number))


def deeds(opinion: Opinion) -> list[DeedLine]:
    """Who of the office did what with it: one query."""
    return [DeedLine(row.verb, row.handler, row.at) for row in Deed.objects.filter(opinion=opinion)]


def receipt(opinion: Opinion, number: int) -> Receipt | None:
    """The receipt of one statement, with the proof of inclusion once its hour is over: three queries."""
    row = opinion.statements.filter(number=number).first()
    if row is None:
        return None
    tree = batch_of(opinion.campaign_id, row.hour)
    return Receipt(
        _original(opinion, row), bytes(row.salt), row.promise, _inclusion(tree, bytes(row.leaf)) if tree else None
    )


def _original(opinion: Opinion, row: Statement) -> Original:
    return Original(
        campaign=opinion.campaign_id,
        hour=row.hour,
        kind=Kind(opinion.kind),
        units=tuple(opinion.units),
        number=row.number,
        side=Side(row.side),
        text=row.text,
        files=came_with(row),
    )


def batch_of(campaign_id: str, hour: str) -> voices.Batch | None:
    """The tree of an hour, None before the hour is over: one query."""
    kept = Batch.objects.filter(campaign_id=campaign_id, hour=hour).values_list("leaves", flat=True).first()
    if kept is None:
        return None
    leaves = bytes(kept)
    return voices.Batch(tuple(leaves[start : start + HASH_SIZE] for start in range(0, len(leaves), HASH_SIZE)))


def _inclusion(tree: voices.Batch, leaf: bytes) -> Inclusion:
    index, path = tree.path(leaf)
    return Inclusion(index, tree.size, path)


def _closed(campaign_id: str, hours: Collection[str]) -> set[str]:
    return set(Batch.objects.filter(campaign_id=campaign_id, hour__in=hours).values_list("hour", flat=True))


def _due(opinion: Opinion, campaign: CurrentCampaign) -> date | None:
    if opinion.state == OpinionState.COLLECTED:
        return None
    return _ends(Kind(opinion.kind), opinion.hour, campaign)


def _ends(kind: Kind, hour: str, campaign: CurrentCampaign) -> date | None:
    return campaign.last_day(LIMITS.get(kind, ""), campaign.day_of(begins(hour)))
