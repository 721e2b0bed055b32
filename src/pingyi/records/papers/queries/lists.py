"""Papers in lists: all one may read, what awaits one's signature, what came back, what arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.papers.access import bodies_of, papers_of, side_of, units_of
from pingyi.records.papers.models import Delivery, Paper, PaperVersion
from pingyi.records.papers.parties import Parties, Party, signs
from pingyi.rules.lifecycle import DeliveryState, PaperState
from pingyi.rules.lifecycle.paper import WRITING
from pingyi.rules.mandate import Actor
from pingyi.rules.paper.content import Content, read
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in a list: `state` is that of its sender's side, `came` that of one's own delivery, or of all alike."""

    pk: int
    title: str
    kind: Text
    sender: Text
    number: str
    state: str
    came: str
    sent_at: datetime | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of paper that this person may begin, and for whom."""

    code: str
    name: Text
    senders: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """Papers of one side, of a kind, with these words.

    Sides: "writing" and "awaiting" and "sent" of one's own, what "came", and of that what is "new": not received yet.
    """

    side: str = ""
    kind: str = ""
    search: str = ""


def lines(
    actor: Actor, campaign: CurrentCampaign, sought: Sought = Sought(), start: int = 0, stop: int | None = None
) -> list[PaperLine]:
    """Those that this person may read and looks for, newest first, from one place up to another: three queries."""
    rows = _found(actor, campaign, sought).select_related("unit").prefetch_related("deliveries__unit")
    return _lines(rows.order_by("-saved_at", "-pk")[start:stop], actor, campaign)


def how_many(actor: Actor, campaign: CurrentCampaign, sought: Sought = Sought()) -> int:
    """How many there are of them: one query."""
    return _found(actor, campaign, sought).count()


def _found(actor: Actor, campaign: CurrentCampaign, sought: Sought) -> QuerySet[Paper]:
    rows = papers_of(actor, campaign)
    own = side_of(actor, campaign.book)
    match sought.side:
        case "writing":
            rows = rows.filter(own, state__in=WRITING)
        case "awaiting":
            rows = rows.filter(own, state=PaperState.AWAITING_SIGNATURE)
        case "sent":
            rows = rows.filter(own, state=PaperState.SENT)
        case "came":
            rows = rows.filter(pk__in=_come(actor, campaign).values("paper"))
        case "new":
            rows = rows.filter(pk__in=_waits(actor, campaign).values("paper"))
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.search:
        rows = rows.filter(Q(title__icontains=sought.search) | Q(spelled__icontains=sought.search))
    return rows


def newest_sent(papers: Iterable[int]) -> dict[int, Content]:
    """What each of these papers that were sent says as it was sent last: one query."""
    rows = PaperVersion.objects.filter(paper__in=list(papers), deliveries__isnull=False)
    newest = rows.order_by("paper_id", "-number").distinct("paper_id")
    return {row.paper_id: read(row.content) for row in newest}


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper that a unit has sent, or keeps under its number."""

    pk: int
    kind: str
    title: str
    number: str
    sent_at: datetime


def sent_by(unit: str, kinds: Iterable[str], campaign: CurrentCampaign) -> list[SentPaper]:
    """What a unit has sent of these kinds, oldest first: one query."""
    own = Paper.objects.filter(campaign_id=campaign.code, unit__code=unit, body="", kind__in=list(kinds))
    sent = own.filter(state=PaperState.SENT).order_by("sent_at")
    rows = sent.values_list("pk", "kind", "title", "spelled", "sent_at")
    return [SentPaper(pk, kind, title, number, at) for pk, kind, title, number, at in rows if at]


def _lines(rows: Iterable[Paper], actor: Actor, campaign: CurrentCampaign) -> list[PaperLine]:
    known, mine = Parties(campaign.book), ({*units_of(actor)}, {*bodies_of(actor, campaign.book)})
    return [_line(row, known, mine) for row in rows]


def _line(row: Paper, known: Parties, mine: tuple[set[str], set[str]]) -> PaperLine:
    newest = [each for each in row.deliveries.all() if each.sent_at == row.sent_at]
    came = next((each.state for each in newest if _to(each, mine)), "") or _agreed(row, newest)
    return PaperLine(
        row.pk,
        row.title,
        known.book.paper(row.kind).name,
        known.sender(row).name,
        row.spelled,
        row.state,
        came,
        row.sent_at,
        row.saved_at,
    )


def _agreed(row: Paper, newest: list[Delivery]) -> str:
    """What all to whom it went did with it; "" while they differ, or it is not sent."""
    states = {each.state for each in newest if not each.copy}
    return states.pop() if row.state == PaperState.SENT and len(states) == 1 else ""


def _to(delivery: Delivery, mine: tuple[set[str], set[str]]) -> bool:
    if delivery.outside:
        return False
    return delivery.unit.code in mine[0] if delivery.unit else delivery.body in mine[1]


def kinds(actor: Actor, campaign: CurrentCampaign) -> list[KindLine]:
    """The kinds of paper this person may begin; a reply is begun by approving what it answers."""
    known = Parties(campaign.book)
    found = ((kind, tuple(known.senders(kind, actor))) for kind in campaign.book.papers if kind.answers is None)
    return [KindLine(kind.code, kind.name, senders) for kind, senders in found if senders]


def paper_of_duty(duty: int) -> int | None:
    """The paper by which a duty is handed in; None while nobody has begun it."""
    return Paper.objects.filter(duty=duty).values_list("pk", flat=True).first()


def readable_paper(actor: Actor, campaign: CurrentCampaign, *, duty: int) -> int | None:
    """The same, if this person may read it."""
    return papers_of(actor, campaign).filter(duty=duty).values_list("pk", flat=True).first()


def to_sign(actor: Actor, campaign: CurrentCampaign) -> list[PaperLine]:
    """What awaits this person's signature."""
    known = Parties(campaign.book)
    rows = _own(actor, campaign).filter(state=PaperState.AWAITING_SIGNATURE).prefetch_related("versions")
    found = []
    for row in rows:
        sender = known.sender(row)
        version = max(row.versions.all(), key=lambda each: each.number)
        if signs(actor, sender, campaign.book) and actor.ref not in {
            str(version.written_by_id),
            str(version.laid_by_id),
        }:
            found.append(row)
    return _lines(found, actor, campaign)


def came_back(actor: Actor, campaign: CurrentCampaign) -> list[PaperLine]:
    """What this person's side wrote and must mend."""
    states = (PaperState.RETURNED, PaperState.HANDED_BACK, PaperState.RECALLED)
    rows = _own(actor, campaign).filter(state__in=states).prefetch_related("deliveries__unit")
    return _lines(rows, actor, campaign)


def _waits(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Delivery]:
    """What came to this person's side and nobody has acknowledged."""
    return _come(actor, campaign).filter(state=DeliveryState.SENT, paper__state=PaperState.SENT)


def _come(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Delivery]:
    """What was sent to this person's side."""
    return Delivery.objects.filter(side_of(actor, campaign.book), outside=False).exclude(state=DeliveryState.RECALLED)


def _own(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Paper]:
    own = Paper.objects.filter(side_of(actor, campaign.book), campaign_id=campaign.code)
    return own.select_related("unit").prefetch_related("deliveries__unit")
