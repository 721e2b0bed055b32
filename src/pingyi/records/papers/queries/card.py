"""One paper as a person sees it: what it says, what became of it at each recipient, what one may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from pingyi.records.campaign.annexing import annex
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.tables import TABLES
from pingyi.records.papers.access import home_of
from pingyi.records.papers.compose import beside
from pingyi.records.papers.models import Delivery, Paper, PaperMove, PaperVersion
from pingyi.records.papers.parties import Parties, Party, party_of, signs, takes, writes
from pingyi.rules.lifecycle import DeliveryState, PaperState
from pingyi.rules.lifecycle.paper import UNDONE, WRITING
from pingyi.rules.mandate import Actor, Power, may
from pingyi.rules.paper.content import Content, read
from pingyi.rules.rulebook.duties import Decision
from pingyi.rules.rulebook.papers import PaperKind
from pingyi.rules.rulebook.words import Text

APPROVING = frozenset({Decision.APPROVE, Decision.ACCEPT, Decision.VERIFY})


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What became of a paper at one recipient, and what this person may do with it there."""

    pk: int
    name: Text
    state: str
    outside: bool
    copy: bool
    sent_at: datetime
    read_at: datetime | None
    received_at: datetime | None
    receipt: str
    reply: int | None
    reply_number: str
    may_take: bool
    may_approve: bool
    may_acknowledge: bool


@dataclass(frozen=True, slots=True)
class PaperMoveLine:
    """One thing that happened to a paper."""

    verb: str
    by: str
    at: datetime
    text: str
    section: Text | None
    reference: str


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A paper in full, and what this person may do with it."""

    pk: int
    kind: PaperKind
    title: str
    sender: Party
    state: str
    number: str
    sent_at: datetime | None
    version: int
    digest: str
    content: Content | None
    signer: str
    deliveries: tuple[DeliveryLine, ...]
    moves: tuple[PaperMoveLine, ...]
    may_write: bool
    may_sign: bool
    may_hand_back: bool
    may_withdraw: bool
    may_supplement: bool
    moved: tuple[str, ...]
    """The tables whose records say something else by now, as far as whoever sends it looks."""
    supplements: int | None
    is_own: bool
    returnable: bool
    """Whether a recipient may still return it: what was taken into a roll-up or approved is not."""

    @property
    def is_upward(self) -> bool:
        """Whether it names its signer beside its number."""
        return self.kind.layout == "upward"


class _Offered(TypedDict):
    """What this person may do with the paper now, as `PaperCard` says it."""

    may_write: bool
    may_sign: bool
    may_hand_back: bool
    may_withdraw: bool
    may_supplement: bool


def card(paper: Paper, actor: Actor, campaign: CurrentCampaign, *, at: datetime) -> PaperCard:
    """One paper as this person sees it: its newest version, or for whom it only came to the newest that was sent."""
    book = campaign.book
    kind, sender = book.paper(paper.kind), Parties(book).sender(paper)
    drafts, leads = writes(actor, sender, book), signs(actor, sender, book)
    version = _shown(paper, own=drafts or leads)
    sent = _sent(paper, version)
    moves = paper.moves.select_related("by")
    return PaperCard(
        paper.pk,
        kind,
        paper.title,
        sender,
        paper.state,
        paper.spelled,
        paper.sent_at,
        version.number if version else 0,
        version.digest if version else "",
        read(version.content) if version else None,
        next((move.by.name for move in reversed(moves) if move.verb == "send" and move.by), ""),
        tuple(_delivery(each, kind, sender, actor, campaign, paper=paper) for each in sent),
        tuple(moves_of(moves, kind, within=drafts or leads)),
        **_offered(paper, version, sent, actor, campaign, drafts=drafts, leads=leads, at=at),
        moved=_moved(version, sender, kind, campaign) if version and (drafts or leads) else (),
        supplements=paper.supplements_id,
        is_own=drafts or leads,
        returnable=_returnable(paper),
    )


def _moved(version: PaperVersion, sender: Party, kind: PaperKind, campaign: CurrentCampaign) -> tuple[str, ...]:
    laid = beside(read(version.content).annexes, kind)
    pairs = zip(kind.annexes, laid, strict=True)
    return tuple(table.name for asked, table in pairs if annex(campaign, asked, sender.unit) != table)


def _sent(paper: Paper, version: PaperVersion | None) -> list[Delivery]:
    rows = paper.deliveries.select_related("unit", "reply")
    return [each for each in rows if version and each.version_id == version.pk]


def _offered(
    paper: Paper,
    version: PaperVersion | None,
    sent: Sequence[Delivery],
    actor: Actor,
    campaign: CurrentCampaign,
    *,
    drafts: bool,
    leads: bool,
    at: datetime,
) -> _Offered:
    awaiting, is_sent = paper.state == PaperState.AWAITING_SIGNATURE, paper.state == PaperState.SENT
    writer = version is not None and actor.ref in {str(version.written_by_id), str(version.laid_by_id)}
    unread = not any(each.read_at or each.state != DeliveryState.SENT for each in sent)
    task = campaign.book.paper(paper.kind).task
    rolls_up = any(line.task == task and line.rolls_up for line in campaign.book.lines)
    return {
        "may_write": paper.state in WRITING and drafts and may(actor, Power.PAPER_DRAFT, phase=campaign.phase),
        "may_sign": awaiting and leads and not writer,
        "may_hand_back": awaiting and (drafts or leads),
        "may_withdraw": bool(is_sent and leads and unread and paper.sent_at and at <= paper.sent_at + UNDONE),
        "may_supplement": is_sent and (drafts or leads) and paper.supplements_id is None and rolls_up,
    }


def _returnable(paper: Paper) -> bool:
    if paper.duty is None:
        return paper.state == PaperState.SENT
    return any(step.verb == "return" for step in TABLES[paper.duty.table].possible(paper.duty.state)) or (
        paper.duty.table == "county_plan" and paper.duty.state == "submitted"
    )


def _shown(paper: Paper, *, own: bool) -> PaperVersion | None:
    versions = paper.versions.order_by("-number")
    return versions.first() if own else versions.filter(deliveries__isnull=False).distinct().first()


def _delivery(
    row: Delivery,
    kind: PaperKind,
    sender: Party,
    actor: Actor,
    campaign: CurrentCampaign,
    *,
    paper: Paper,
) -> DeliveryLine:
    party = party_of(row.unit, row.body, campaign.book, outside=row.outside)
    approvable = any(line.task == kind.task and line.decision in APPROVING for line in campaign.book.lines)
    foreign = not sender.unit or (not writes(actor, sender, campaign.book) and home_of(actor) != sender.unit)
    waits = row.state in (DeliveryState.SENT, DeliveryState.RECEIVED) and paper.state == PaperState.SENT
    take = waits and foreign and takes(actor, party, campaign.book)
    return DeliveryLine(
        row.pk,
        party.name,
        row.state,
        row.outside,
        row.copy,
        row.sent_at,
        row.read_at,
        row.received_at,
        row.receipt,
        row.reply_id,
        row.reply.spelled if row.reply else "",
        may_take=take,
        may_approve=take and approvable and may(actor, Power.PAPER_APPROVE, phase=campaign.phase),
        may_acknowledge=row.outside
        and row.state == DeliveryState.SENT
        and paper.state == PaperState.SENT
        and writes(actor, sender, campaign.book),
    )


def moves_of(moves: Iterable[PaperMove], kind: PaperKind, *, within: bool) -> Iterable[PaperMoveLine]:
    """What happened; what passes between its people before it is sent only for their own eyes."""
    names = {part.code: part.name for part in kind.parts}
    for move in moves:
        if within or move.verb not in ("lay", "hand_back"):
            yield PaperMoveLine(
                move.verb,
                move.by.name if move.by else "",
                move.at,
                move.text,
                names.get(move.section),
                move.reference,
            )


def versions(paper: Paper) -> tuple[Content, ...]:
    """Every version that was laid, oldest first."""
    return tuple(read(each.content) for each in paper.versions.all())
