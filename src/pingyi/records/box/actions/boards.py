"""Boxes and their boards from the freeze to the counts, ballots excepted (intake.py)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.box import queries
from pingyi.records.box.access import access_box
from pingyi.records.box.errors import WrongCredentials, WrongStep
from pingyi.records.box.models import BoardStep, Box, BoxHead
from pingyi.records.journal import actions as journal
from pingyi.rules.ballot import box as protocol
from pingyi.rules.ballot.board import Appended, EventType, Head
from pingyi.rules.ballot.errors import Repeated
from pingyi.rules.ballot.form import Election, read_credentials
from pingyi.rules.ballot.tally import PartialDecryption, Result, check_share, open_tally
from pingyi.rules.ballot.trustee import Trustees, owners, write_trustees
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import Actor, PhaseState, Power, check

BOXES_PER_ENTRY = 200
"""So many fit into one journal entry, however long their units and strata are called."""


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
    campaign: str,
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
            campaign=campaign,
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
    public = {box.uuid: {"unit": box.unit, "stratum": box.stratum, "election": _digest(box)} for box in boxes}
    _record("box:create:1", public, subject=f"campaign:{campaign}", actor=actor, at=at)
    return boxes


@transaction.atomic
def publish_credentials(*, credentials: dict[str, bytes], actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Open boxes: each with its list of public credentials as the registrar made it (box number → JSON list).

    All or none. Raises NoSuchBox, WrongStep, WrongCredentials, and the protocol's Malformed and NotAnElement.
    """
    check(actor, Power.CREDENTIAL_PUBLISH, phase=phase)
    for uuid, data in credentials.items():
        box, head = _locked(uuid, None)
        election, trustees = queries.parts_of(box)
        listed = read_credentials(election.arithmetic, data)
        if len(listed) != box.invited:
            raise WrongCredentials(box=uuid, needed=str(box.invited), given=str(len(listed)))
        _append(
            box, head, protocol.open_box(protocol.Setup(election, trustees, listed), box.timestamp), EventType.SETUP
        )
    public = {uuid: sha256_hex(data) for uuid, data in credentials.items()}
    _record("credentials:publish:1", public, subject="boxes", actor=actor, at=at)


def hold_boards(*, campaign: str) -> None:
    """Let nothing be appended to any board until the caller's transaction ends."""
    list(BoxHead.objects.select_for_update().filter(box__campaign=campaign).order_by("pk"))


@transaction.atomic
def close_box(*, uuid: str, least: int, actor: Actor, at: datetime, phase: PhaseState) -> None:
    """End the ballots; a box with fewer than `least` voters will never be opened. Raises NoSuchBox, WrongStep."""
    check(actor, Power.BOX_CLOSE, phase=phase)
    box, head = _locked(uuid, EventType.SETUP, EventType.BALLOT)
    head.withheld = queries.voters(uuid) < least
    _append(box, head, protocol.close_box(_head(head), box.timestamp), EventType.END_BALLOTS)
    public = {"event": head.event, "ballots": head.ballots, "withheld": head.withheld}
    journal.append("box:close:1", actor=actor, at=at, subject=f"box:{uuid}", public=public)


@transaction.atomic
def sum_box(*, uuid: str, actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Add the sealed ballots up, without opening any. Raises NoSuchBox, WrongStep."""
    check(actor, Power.OPENING_JOIN, phase=phase)
    box, head = _locked(uuid, EventType.END_BALLOTS)
    tally, counted = queries.sum_of(box)
    _append(box, head, protocol.append_tally(_head(head), tally, counted, box.timestamp), EventType.ENCRYPTED_TALLY)
    public = {"event": head.event, "counted": counted}
    journal.append("box:sum:1", actor=actor, at=at, subject=f"box:{uuid}", public=public)


@transaction.atomic
def give_share(*, uuid: str, data: bytes, actor: Actor, at: datetime, phase: PhaseState) -> None:
    """Take one trustee's share of opening a box, with its proof; the very same again changes nothing.

    Raises NoSuchBox, WrongStep, TrusteeRefused.
    """
    grant = check(actor, Power.BOX_OPEN, phase=phase)
    box, head = _locked(uuid, EventType.ENCRYPTED_TALLY, EventType.PARTIAL_DECRYPTION)
    opening = queries.opening_of(box)
    owner = queries.setup_progress(box.setup_id).index_of(grant.unit)
    share = PartialDecryption.read(opening.setup.election, data)
    if opening.shares.get(owner) == share:
        return
    if owner in opening.shares:
        raise Repeated(owner, "it has given its share already")
    check_share(opening.setup.election, opening.tally, owner, owners(opening.setup.trustees)[owner - 1], share)
    _append(box, head, protocol.append_share(_head(head), owner, share, box.timestamp), EventType.PARTIAL_DECRYPTION)
    public = {"event": head.event, "owner": owner}
    journal.append("box:share:1", actor=actor, at=at, subject=f"box:{uuid}", public=public)


@transaction.atomic
def count_box(*, uuid: str, actor: Actor, at: datetime, phase: PhaseState) -> Result:
    """Combine the shares, checked once more, into the counts.

    Raises NoSuchBox, WrongStep, TrusteeRefused, TallyRefused while shares are missing.

    The journal is public at once and the counts are not before the release (R150): it carries the event, whose hash
    covers them.
    """
    check(actor, Power.OPENING_CONVENE, phase=phase)
    box, head = _locked(uuid, EventType.PARTIAL_DECRYPTION)
    opening = queries.opening_of(box)
    election, trustees, tally = opening.setup.election, opening.setup.trustees, opening.tally
    for owner, share in opening.shares.items():
        check_share(election, tally, owner, owners(trustees)[owner - 1], share)
    result = open_tally(election, trustees, tally, opening.shares, opening.counted)
    _append(box, head, protocol.append_result(_head(head), result, box.timestamp), EventType.RESULT)
    journal.append("box:count:1", actor=actor, at=at, subject=f"box:{uuid}", public={"event": head.event})
    return result


@transaction.atomic
def journal_heads(*, campaign: str, actor: Actor, at: datetime) -> int:
    """Put the last event of every board into the journal; returns how many boards there are."""
    heads = {
        head.pk: {"event": head.event, "height": head.height}
        for head in BoxHead.objects.filter(box__campaign=campaign).exclude(event="")
    }
    _record("box:heads:1", heads, subject=f"campaign:{campaign}", actor=actor, at=at)
    return len(heads)


def _record(kind: str, boxes: Mapping[str, Any], *, subject: str, actor: Actor, at: datetime) -> None:
    """One entry over many boxes, or several: an entry has a greatest length (Protocol journal §1)."""
    members = sorted(boxes.items())
    for start in range(0, len(members), BOXES_PER_ENTRY):
        public = dict(members[start : start + BOXES_PER_ENTRY])
        journal.append(kind, actor=actor, at=at, subject=subject, public=public)


def _locked(uuid: str, *last: EventType | None) -> tuple[Box, BoxHead]:
    """A box and its head, held until the transaction ends. Raises NoSuchBox, WrongStep unless it is at `last`."""
    box = access_box(uuid)
    head = BoxHead.objects.select_for_update().get(pk=uuid)
    if (EventType(head.type) if head.type else None) not in last or (head.withheld and EventType.END_BALLOTS in last):
        raise WrongStep(box=uuid, last="withheld" if head.withheld else head.type or "none")
    return box, head


def _head(row: BoxHead) -> Head:
    return head_of(row.event, row.height, row.type, row.ballots)


def head_of(event: str, height: int, type: str, ballots: int) -> Head:
    """The protocol's head from the columns of ours."""
    return Head(event or None, height, EventType(type) if type else None, ballots)


def _append(box: Box, row: BoxHead, appended: Appended, type: EventType) -> None:
    """Write what the protocol appended, and move the head."""
    after = appended.head
    BoardStep.objects.create(box=box, height=after.height, type=type.value, start=row.size, data=appended.data)
    row.event, row.height, row.type, row.ballots = after.event or "", after.height, type.value, after.ballots
    row.size += len(appended.data)
    row.save()


def _digest(box: Box) -> str:
    return sha256_hex(box.election.encode())
