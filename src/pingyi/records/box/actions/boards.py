"""Boxes and their boards from the freeze to the counts, ballots excepted (intake.py)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from pingyi.records.box import queries
from pingyi.records.box.actions.steps import board_cursor, head_of, write_steps
from pingyi.records.box.errors import NoSuchBox, WrongCredentials, WrongStep
from pingyi.records.box.models import Box, BoxHead
from pingyi.records.campaign.actions.turn import phase_now
from pingyi.records.journal import actions as journal
from pingyi.rules.ballot import box as protocol
from pingyi.rules.ballot.board import Appended, EventType, Head
from pingyi.rules.ballot.errors import Repeated
from pingyi.rules.ballot.form import Election, read_credentials
from pingyi.rules.ballot.tally import EncryptedTally, PartialDecryption, Result, check_share
from pingyi.rules.ballot.trustee import Trustees, owners, write_trustees
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary.box import (
    BoardHead,
    BoardHeadsRecorded,
    BoxClosed,
    BoxesCreated,
    BoxResultWritten,
    BoxSummed,
    CredentialsPublished,
    MadeBox,
    ShareGiven,
)
from pingyi.rules.mandate import Actor, PhaseState, Power, check

BOXES_PER_ENTRY = 200
"""So many fit into one journal entry, however long their units and strata are called."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """One box to be made: a unit × stratum, how many were invited, and the form its ballots are sealed for."""

    unit: str
    stratum: str
    invited: int
    election: Election


@transaction.atomic
def create_boxes(
    *,
    campaign_id: str,
    setup: int,
    trustees: Trustees,
    cells: Iterable[Cell],
    opens_at: datetime,
    closes_at: datetime,
    actor: Actor,
    at: datetime,
    phase: PhaseState,
) -> list[Box]:
    """Make the boxes of a frozen survey; they take ballots once their credentials are published (R90)."""
    check(actor, Power.BOX_CREATE, phase=phase)
    boxes = Box.objects.bulk_create(
        Box(
            uuid=cell.election.uuid,
            campaign_id=campaign_id,
            unit=cell.unit,
            stratum=cell.stratum,
            invited=cell.invited,
            setup_id=setup,
            election=cell.election.serialised.decode(),
            trustees=write_trustees(trustees).decode(),
            timestamp=int(at.timestamp()),
            opens_at=opens_at,
            closes_at=closes_at,
        )
        for cell in cells
    )
    BoxHead.objects.bulk_create(BoxHead(box=box) for box in boxes)
    made = {box.uuid: MadeBox(box.unit, box.stratum, sha256_hex(box.election.encode())) for box in boxes}
    journal.append_all((BoxesCreated(about=campaign_id, boxes=part) for part in _parts(made)), actor=actor, at=at)
    return boxes


@transaction.atomic
def publish_credentials(*, credentials: dict[str, bytes], actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Open boxes: each with its list of public credentials as the registrar made it (box number → JSON list).

    All or none. Raises NoSuchBox, WrongStep, WrongCredentials, and the protocol's Malformed and NotAnElement.
    """
    check(actor, Power.CREDENTIAL_PUBLISH, phase=phase)
    heads = _held(credentials, None)
    for campaign in {head.box.campaign_id for head in heads}:
        check(actor, Power.CREDENTIAL_PUBLISH, phase=phase_now(campaign, phase))
    steps = []
    for head in heads:
        election, trustees = queries.parts_of(head.box)
        listed = read_credentials(election.arithmetic, credentials[head.pk])
        if len(listed) != head.box.invited:
            raise WrongCredentials(box=head.pk, needed=str(head.box.invited), given=str(len(listed)))
        steps.append((head, protocol.open_box(protocol.Setup(election, trustees, listed), head.box.timestamp)))
    _append(steps, EventType.SETUP)
    published = {uuid: sha256_hex(data) for uuid, data in credentials.items()}
    journal.append_all((CredentialsPublished(boxes=part) for part in _parts(published)), actor=actor, at=at)


def hold_boards(*, campaign_id: str) -> None:
    """Let nothing be appended to any board until the caller's transaction ends."""
    list(BoxHead.objects.select_for_update().filter(box__campaign_id=campaign_id).order_by("pk"))


@transaction.atomic
def close_boxes(*, uuids: Collection[str], least: int, actor: Actor, at: datetime, phase: PhaseState) -> None:
    """End the ballots, all or none; a box with fewer than `least` voters will never be opened.

    Raises NoSuchBox, WrongStep.
    """
    check(actor, Power.BOX_CLOSE, phase=phase)
    heads = _held(uuids, EventType.SETUP, EventType.BALLOT)
    voters = queries.voters(uuids)
    for head in heads:
        head.withheld = voters[head.pk] < least
    BoxHead.objects.filter(pk__in=[head.pk for head in heads if head.withheld]).update(withheld=True)
    _append([(head, protocol.close_box(_end(head), head.box.timestamp)) for head in heads], EventType.END_BALLOTS)
    journal.append_all(
        (BoxClosed(about=head.pk, event=head.event, ballots=head.ballots, withheld=head.withheld) for head in heads),
        actor=actor,
        at=at,
    )


def claim_boxes(*, campaign_id: str, last: EventType, most: int) -> list[Box]:
    """Up to `most` boxes to be opened whose boards end with `last`, for the caller alone until its transaction ends.

    Never waits: what somebody else works on is passed over. Held is the box and not its board, so that who waits for a
    campaign's turn with boxes in hand stops nobody who holds that turn and writes to their boards.
    """
    waiting = Box.objects.filter(campaign_id=campaign_id, head__type=last, head__withheld=False).order_by("pk")
    free = waiting.select_for_update(skip_locked=True, no_key=True, of=("self",))
    while claimed := list(free[:most]):
        # a box may have been let go between looking and claiming, with its work done
        if mine := list(waiting.filter(pk__in=[box.pk for box in claimed])):
            return mine
    return []


@transaction.atomic
def sum_boxes(sums: Mapping[str, tuple[EncryptedTally, int]], *, actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Write what the sealed ballots of each box add up to (`queries.sums_of`), without opening any, all or none.

    Raises NoSuchBox, WrongStep.
    """
    check(actor, Power.OPENING_JOIN, phase=phase)
    heads = _held(sums, EventType.END_BALLOTS)
    steps = [(head, protocol.append_tally(_end(head), *sums[head.pk], head.box.timestamp)) for head in heads]
    _append(steps, EventType.ENCRYPTED_TALLY)
    summed = (BoxSummed(about=head.pk, event=head.event, counted=sums[head.pk][1]) for head in heads)
    journal.append_all(summed, actor=actor, at=at)


@transaction.atomic
def give_shares(*, shares: Mapping[str, bytes], actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Take one trustee's shares of opening boxes, with their proofs, all or none; the very same again changes nothing.

    Raises NoSuchBox, WrongStep, TrusteeRefused.
    """
    grant = check(actor, Power.BOX_OPEN, phase=phase)
    heads = _held(shares, EventType.ENCRYPTED_TALLY, EventType.PARTIAL_DECRYPTION)
    openings = queries.openings_of([head.box for head in heads])
    setups = {pk: queries.setup_progress(pk) for pk in {head.box.setup_id for head in heads}}
    owner_of = {head.pk: setups[head.box.setup_id].index_of(grant.unit) for head in heads}
    steps = []
    for head in heads:
        owner, opening = owner_of[head.pk], openings[head.pk]
        share = PartialDecryption.read(opening.election, shares[head.pk])
        if opening.shares.get(owner) == share:
            continue
        if owner in opening.shares:
            raise Repeated(owner, "it has given its share already")
        check_share(opening.election, opening.tally, owner, owners(opening.trustees)[owner - 1], share)
        steps.append((head, protocol.append_share(_end(head), owner, share, head.box.timestamp)))
    _append(steps, EventType.PARTIAL_DECRYPTION)
    given = (ShareGiven(about=head.pk, event=head.event, owner=owner_of[head.pk]) for head, _ in steps)
    journal.append_all(given, actor=actor, at=at)


@transaction.atomic
def count_boxes(results: Mapping[str, Result], *, actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Write the counts of each box (`queries.counts_of`), all or none. Raises NoSuchBox, WrongStep.

    The journal is public at once and the counts are not before the release (R150): it carries the event, whose hash
    covers them.
    """
    check(actor, Power.OPENING_CONVENE, phase=phase)
    heads = _held(results, EventType.PARTIAL_DECRYPTION)
    steps = [(head, protocol.append_result(_end(head), results[head.pk], head.box.timestamp)) for head in heads]
    _append(steps, EventType.RESULT)
    journal.append_all((BoxResultWritten(about=head.pk, event=head.event) for head in heads), actor=actor, at=at)


@transaction.atomic
def journal_heads(*, campaign_id: str, actor: Actor, at: datetime) -> int:
    """Put the last event of every board into the journal; returns how many boards there are."""
    heads = {
        head.pk: BoardHead(head.event, head.height)
        for head in BoxHead.objects.filter(box__campaign_id=campaign_id).exclude(event="")
    }
    journal.append_all(
        (BoardHeadsRecorded(about=campaign_id, boxes=part) for part in _parts(heads)), actor=actor, at=at
    )
    return len(heads)


def _parts(boxes: Mapping[str, T]) -> Iterator[dict[str, T]]:
    """Many boxes for one entry, or several: an entry has a greatest length (Protocol journal §1)."""
    members = sorted(boxes.items())
    for start in range(0, len(members), BOXES_PER_ENTRY):
        yield dict(members[start : start + BOXES_PER_ENTRY])


def _held(uuids: Collection[str], *last: EventType | None) -> list[BoxHead]:
    """The heads of boxes with their boxes, held until the transaction ends: one query.

    Raises NoSuchBox, WrongStep unless every one is at `last`.
    """
    rows = BoxHead.objects.select_for_update(of=("self",)).select_related("box")
    heads = list(rows.filter(pk__in=list(uuids)).order_by("pk"))
    if len(heads) != len(set(uuids)):
        raise NoSuchBox
    for head in heads:
        wrong = (EventType(head.type) if head.type else None) not in last
        if wrong or (head.withheld and EventType.END_BALLOTS in last):
            raise WrongStep(box=head.pk)
    return heads


def _end(row: BoxHead) -> Head:
    return head_of(row.event, row.height, row.type, row.ballots)


def _append(steps: Iterable[tuple[BoxHead, Appended]], type: EventType) -> None:
    """Write what the protocol appended to boards, and move their heads: two statements."""
    rows, ends = [], []
    for row, appended in steps:
        after, start = appended.head, row.size
        row.event, row.height, row.type, row.ballots = after.event or "", after.height, type.value, after.ballots
        row.size += len(appended.data)
        rows.append((row.pk, row.height, row.type, start, appended.data, None, ""))
        ends.append((row.pk, row.event, row.height, row.type, row.ballots, row.size))
    if rows:
        with board_cursor() as cursor:
            write_steps(cursor, rows, ends)
