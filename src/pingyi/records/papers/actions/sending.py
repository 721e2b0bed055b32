"""A paper is laid before its signer, and signed: at that moment it has its number and is on its way."""

from datetime import datetime

from django.db import transaction

from pingyi.records.duties.actions import by_paper
from pingyi.records.journal.actions import append
from pingyi.records.papers.actions.numbering import next_number
from pingyi.records.papers.actions.steps import Hand, taken_up
from pingyi.records.papers.children import sound
from pingyi.records.papers.compose import bound, chosen, composed, ensure_sound
from pingyi.records.papers.errors import (
    Altered,
    ChildrenMoved,
    NobodyThere,
    NotYours,
    OwnPaper,
    ReadAlready,
    ReasonsMissing,
    RowsMoved,
    TimeOver,
)
from pingyi.records.papers.models import Delivery, Paper, PaperVersion
from pingyi.records.papers.parties import Party, mark, signs, writes
from pingyi.rules.journal.vocabulary.paper import PaperHandedBack, PaperLaid, PaperSent, PaperWithdrawn
from pingyi.rules.lifecycle import DeliveryState
from pingyi.rules.lifecycle.paper import UNDONE
from pingyi.rules.mandate import Actor
from pingyi.rules.paper import number
from pingyi.rules.paper.content import ensure_written
from pingyi.rules.writing import tidy


@transaction.atomic
def lay(pk: int, revision: int, *, actor: Actor, at: datetime) -> str:
    """Lay what is saved before whoever signs for the sender; answers its digest.

    Raises NotNow, NotYours, Altered, NothingWritten, UnknownFigure, TotalsDisagree, NobodyThere, and what
    `ensure_sound` raises.
    """
    hand = taken_up(pk, actor=actor, at=at)
    if not writes(actor, hand.sender, hand.campaign.book):
        raise NotYours(who=hand.sender.name)
    hand.walk("lay")
    if hand.paper.revision != revision:
        raise Altered
    version = fix(hand)
    hand.paper.save()
    hand.move("lay", version=version)
    append(PaperLaid(**hand.entry_fields(version)), actor=actor, at=at)
    hand.notify_signer("paper-to-sign")
    return version.digest


def fix(hand: Hand) -> PaperVersion:
    """The paper as it stands, as a version of its own: complete, or refused."""
    paper, kind = hand.paper, hand.kind
    made = composed(paper, hand.campaign, hand.known, at=hand.at)
    ensure_sound(made, paper.draft.get("rows", []), hand.campaign.book)
    if kind.recipients and not made.recipients:
        raise NobodyThere
    content = made.content()
    ensure_written(content.sections)
    return PaperVersion.objects.create(
        paper=paper,
        number=paper.versions.count() + 1,
        content=content.data.decode(),
        digest=content.digest,
        written_by_id=paper.saved_by_id,
        laid_by_id=hand.by,
        at=hand.at,
    )


@transaction.atomic
def hand_back(pk: int, reasons: str, *, actor: Actor, at: datetime) -> None:
    """The signer, or whoever wrote it, takes it back to be mended. Raises NotNow, NotYours, ReasonsMissing."""
    hand = taken_up(pk, actor=actor, at=at)
    book = hand.campaign.book
    if not signs(actor, hand.sender, book) and not writes(actor, hand.sender, book):
        raise NotYours(who=hand.sender.name)
    if not tidy(reasons):
        raise ReasonsMissing
    hand.walk("hand_back")
    hand.paper.save()
    version = hand.newest()
    hand.move("hand_back", version=version, text=reasons)
    append(PaperHandedBack(**hand.entry_fields(version), reasons=reasons), actor=actor, at=at)
    hand.notify_signer("paper-handed-back")


@transaction.atomic
def sign(pk: int, digest: str, *, actor: Actor, at: datetime) -> str:
    """Sign exactly what was read; it is numbered and sent, and hands in its duty. Answers its number.

    Raises NotNow, NotYours, Altered, OwnPaper, ContentAltered, TotalsDisagree, ChildrenMoved, RowsMoved, and what the
    duty refuses.
    """
    hand = taken_up(pk, actor=actor, at=at)
    if not signs(actor, hand.sender, hand.campaign.book):
        raise NotYours(who=hand.sender.name)
    hand.walk("send")
    version = hand.newest(digest)
    if hand.by in (version.written_by_id, version.laid_by_id):
        raise OwnPaper
    _ensure_as_laid(hand, version)
    send(hand, version)
    return hand.paper.spelled


def _ensure_as_laid(hand: Hand, version: PaperVersion) -> None:
    """It is what its fingerprint says, and what its table and its roll-up come from is as it was when it was laid."""
    laid = sound(version, hand.kind.table, hand.sender.name)
    now = composed(hand.paper, hand.campaign, hand.known, at=hand.at)
    if now.rollup and now.rollup.pulled != laid.pulled:
        raise ChildrenMoved
    for before, after in zip(bound(laid, hand.kind), bound(now.content(), hand.kind), strict=True):
        if before != after:
            raise RowsMoved(table=before.name)


def send(hand: Hand, version: PaperVersion) -> None:
    """Number it, write down where it goes, hand in its duty, tell the recipients."""
    paper = hand.paper
    give_number(paper, hand.sender, hand)
    paper.sent_at = hand.at
    paper.save()
    going = chosen(paper, hand.known, hand.kind)
    Delivery.objects.bulk_create(
        Delivery(
            paper=paper,
            version=version,
            unit_id=party.unit_pk,
            body=party.body,
            outside=party.outside,
            copy=party.copy,
            state=DeliveryState.SENT,
            sent_at=hand.at,
        )
        for party in going
    )
    hand.move("send", version=version, reference=paper.spelled)
    sent = PaperSent(**hand.entry_fields(version), number=paper.spelled, count=len(going))
    append(sent, actor=hand.actor, at=hand.at)
    if paper.duty_id:
        by_paper.sent(hand.campaign, paper.duty_id, paper.title, paper.spelled, actor=hand.actor, at=hand.at)
    hand.settle()
    hand.notify_recipients("paper-arrived", going)


def give_number(paper: Paper, sender: Party, hand: Hand) -> None:
    """The next number of the sender's register for the year; a paper that has one keeps it."""
    if paper.number is not None:
        return
    year = hand.at.astimezone(hand.campaign.timetable.zone).year
    last = next_number(sender.unit_pk, sender.body, year)
    paper.year, paper.number = year, last
    paper.spelled = number.spelled(mark(sender, hand.campaign.book), year, last)


@transaction.atomic
def withdraw(pk: int, *, actor: Actor, at: datetime) -> None:
    """Take back what nobody has read, within ten minutes; it keeps its number and is sent anew under it.

    Raises NotNow, NotYours, ReadAlready, TimeOver.
    """
    hand = taken_up(pk, actor=actor, at=at)
    if not signs(actor, hand.sender, hand.campaign.book):
        raise NotYours(who=hand.sender.name)
    hand.walk("withdraw")
    paper, version = hand.paper, hand.newest()
    assert paper.sent_at is not None
    if at > paper.sent_at + UNDONE:
        raise TimeOver(until=paper.sent_at + UNDONE)
    deliveries = list(version.deliveries.select_for_update())
    if any(each.read_at or each.state != DeliveryState.SENT for each in deliveries):
        raise ReadAlready
    for each in deliveries:
        hand.pass_on(each, "withdraw")
    Delivery.objects.bulk_update(deliveries, ["state"])
    paper.save()
    hand.move("withdraw", version=version)
    append(PaperWithdrawn(**hand.entry_fields(version)), actor=actor, at=at)
    if paper.duty_id:
        by_paper.withdrawn(hand.campaign, paper.duty_id, actor=actor, at=at)
    hand.settle()
