"""What recipients do with a paper: acknowledge it, return it with reasons, approve it by a reply.

The reply is a paper of its own with a number of its own; whoever decides first decides.
"""

from datetime import datetime

from django.db import transaction

from pingyi.records.duties.actions import by_paper
from pingyi.records.journal.actions import append
from pingyi.records.organisation.models import Account
from pingyi.records.papers.access import home_of
from pingyi.records.papers.actions import drafting, sending
from pingyi.records.papers.actions.steps import Hand, taken_up
from pingyi.records.papers.errors import (
    Altered,
    DecidedAlready,
    NotYours,
    OwnUnit,
    ReasonsMissing,
    ReceiptMissing,
)
from pingyi.records.papers.models import Delivery, PaperVersion
from pingyi.records.papers.parties import Party, party_of, takes, writes
from pingyi.rules.journal.vocabulary.paper import PaperApproved, PaperReceived, PaperReturned
from pingyi.rules.lifecycle import DeliveryState, PaperState
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.writing import tidy


@transaction.atomic
def mark_read(paper: int, pk: int, *, actor: Actor, at: datetime) -> None:
    """Somebody of the recipient has opened it: from now on it cannot be withdrawn."""
    check(actor, Power.ACCOUNT_USE, phase=taken_up(paper, actor=actor, at=at).campaign.phase)
    Delivery.objects.filter(pk=pk, paper_id=paper, read_at=None).update(read_at=at)


@transaction.atomic
def receive(paper: int, pk: int, *, actor: Actor, at: datetime) -> None:
    """The recipient has it; a report is complete, a county's plan is in review. Raises NotNow, NotYours, OwnUnit."""
    hand, delivery, party = _before(paper, pk, actor, at)
    _ensure_taker(hand, party)
    hand.pass_on(delivery, "receive")
    _received(hand, delivery, party, "")
    if hand.paper.duty_id and not by_paper.received(hand.campaign, hand.paper.duty_id, actor=actor, at=at):
        _settle(hand, delivery.version)


@transaction.atomic
def acknowledge(paper: int, pk: int, receipt: str, *, actor: Actor, at: datetime) -> None:
    """The sender writes down the receipt of a body that has no accounts here. Raises NotYours, ReceiptMissing."""
    hand, delivery, party = _before(paper, pk, actor, at)
    check(actor, Power.PAPER_DRAFT, phase=hand.campaign.phase)
    if not party.outside or not writes(actor, hand.sender, hand.campaign.book):
        raise NotYours(who=party.name)
    if not tidy(receipt):
        raise ReceiptMissing
    hand.pass_on(delivery, "receive")
    _received(hand, delivery, party, tidy(receipt))
    if hand.paper.duty_id:
        _settle(hand, delivery.version)


@transaction.atomic
def send_back(paper: int, pk: int, digest: str, reasons: str, section: str = "", *, actor: Actor, at: datetime) -> None:
    """Return it with reasons, to a section or as a whole. Raises NotNow, NotYours, OwnUnit, Altered, ReasonsMissing."""
    hand, delivery, party = _before(paper, pk, actor, at)
    _ensure_taker(hand, party)
    version = _as_read(hand, delivery, digest)
    if not tidy(reasons):
        raise ReasonsMissing
    hand.pass_on(delivery, "return")
    hand.walk("return")
    delivery.decided_at, delivery.decided_by_id = at, hand.by
    delivery.save()
    hand.paper.save()
    named = section if any(part.code == section for part in hand.kind.parts) else ""
    hand.move("return", version=version, delivery=delivery, text=reasons, section=named)
    returned = PaperReturned(**hand.entry_fields(version), recipient=party.key, section=named, reasons=reasons)
    append(returned, actor=actor, at=at)
    if hand.paper.duty_id:
        by_paper.returned(hand.campaign, hand.paper.duty_id, reasons, actor=actor, at=at)
    hand.settle()
    hand.notify_sender("paper-returned")


@transaction.atomic
def approve(paper: int, pk: int, digest: str, conditions: str = "", *, actor: Actor, at: datetime) -> str:
    """Approve exactly what was read: the reply has the next number of the register. Answers that number.

    Raises NotNow, NotYours, OwnUnit, Altered, DecidedAlready.
    """
    hand, delivery, party = _before(paper, pk, actor, at)
    _ensure_taker(hand, party)
    if delivery.state == DeliveryState.APPROVED:
        raise DecidedAlready(name=_name(delivery.decided_by), number=delivery.reply.spelled if delivery.reply else "—")
    version = _as_read(hand, delivery, digest)
    hand.pass_on(delivery, "approve")
    number = _replied(hand, delivery, party, conditions)
    delivery.decided_at, delivery.decided_by_id = at, hand.by
    delivery.received_at = delivery.received_at or at
    delivery.received_by_id = delivery.received_by_id or hand.by
    delivery.save()
    hand.move("approve", version=version, delivery=delivery, reference=number)
    append(PaperApproved(**hand.entry_fields(version), recipient=party.key, number=number), actor=actor, at=at)
    if hand.paper.duty_id:
        by_paper.approved(hand.campaign, hand.paper.duty_id, number, actor=actor, at=at)
    hand.notify_sender("paper-approved")
    return number


def _before(paper: int, pk: int, actor: Actor, at: datetime) -> tuple[Hand, Delivery, Party]:
    """The paper and one of its deliveries, locked, and who the recipient is."""
    hand = taken_up(paper, actor=actor, at=at)
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("unit", "version", "decided_by", "reply")
    delivery = rows.get(pk=pk, paper_id=paper)
    party = party_of(delivery.unit, delivery.body, hand.campaign.book, outside=delivery.outside, copy=delivery.copy)
    return hand, delivery, party


def _ensure_taker(hand: Hand, party: Party) -> None:
    """It came to this person, and not from their own unit (R58)."""
    if not takes(hand.actor, party, hand.campaign.book):
        raise NotYours(who=party.name)
    own = hand.sender.unit
    if own and (home_of(hand.actor) == own or writes(hand.actor, hand.sender, hand.campaign.book)):
        raise OwnUnit


def _as_read(hand: Hand, delivery: Delivery, digest: str) -> PaperVersion:
    """The version that was read, and nothing newer."""
    newest = hand.newest(digest)
    if newest.pk != delivery.version_id or hand.paper.state != PaperState.SENT:
        raise Altered
    return newest


def _received(hand: Hand, delivery: Delivery, party: Party, receipt: str) -> None:
    delivery.received_at, delivery.received_by_id, delivery.receipt = hand.at, hand.by, receipt
    delivery.read_at = delivery.read_at or hand.at
    delivery.save()
    hand.move("receive", version=delivery.version, delivery=delivery, reference=receipt)
    entry = PaperReceived(**hand.entry_fields(delivery.version), recipient=party.key, receipt=receipt)
    append(entry, actor=hand.actor, at=hand.at)


def _settle(hand: Hand, version: PaperVersion) -> None:
    """When all to whom it went have it, its duty is done, unless somebody decides on it."""
    waiting = version.deliveries.filter(copy=False, state=DeliveryState.SENT)
    if hand.paper.duty_id and not waiting.exists():
        by_paper.receipted(hand.campaign, hand.paper.duty_id, actor=hand.actor, at=hand.at)


def _replied(hand: Hand, delivery: Delivery, party: Party, conditions: str) -> str:
    """The reply's number: a paper of the kind that answers this one; where the plan has none, a number alone."""
    reply = next((kind for kind in hand.campaign.book.papers if kind.answers == hand.kind.code), None)
    if reply is None or reply.sender != party.body:
        return ""
    made = drafting.new(reply, party, hand.campaign, actor=hand.actor, at=hand.at, answers=hand.paper)
    texts = made.draft["texts"]
    last = reply.parts[-1]
    texts[last.code] = tidy(conditions) or texts[last.code] or NO_CONDITIONS
    made.title = f"关于{hand.sender.name.zh}《{hand.paper.title}》的批复"[:200]
    made.saved_by_id = None
    of_reply = Hand(hand.campaign, hand.known, made, reply, party, hand.actor, hand.at)
    version = sending.fix(of_reply)
    made.state = PaperState.SENT
    sending.send(of_reply, version)
    delivery.reply = made
    return made.spelled


NO_CONDITIONS = "请按批准的内容组织实施，不得擅自变更。"


def _name(account: Account | None) -> str:
    return account.name if account else "—"
