"""Everything that is ever appended to a board, and the trustees' key messages.

Taking a ballot writes no journal entry of its own: the board is itself a hash chain that everybody may download, its
last event goes into the journal every hour (`journal_heads`), and an entry per ballot would tell when each arrived
(docs/decisions/0010-ballots-and-the-journal.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from pingyi.records.box import queries
from pingyi.records.box.access import access_box
from pingyi.records.box.errors import (
    BoxNotOpen,
    KeyInUse,
    RestartUnexplained,
    SetupEnded,
    WrongCredentials,
    WrongStep,
)
from pingyi.records.box.models import BoardStep, Box, BoxHead, KeySetup, SetupMessage, SetupObjection
from pingyi.records.box.progress import State
from pingyi.records.journal import actions as journal
from pingyi.rules.ballot import box as protocol
from pingyi.rules.ballot.board import Appended, EventType, Head
from pingyi.rules.ballot.errors import Repeated, TrusteeRefused
from pingyi.rules.ballot.form import Election, read_credentials
from pingyi.rules.ballot.seal import check_ballot, tracker
from pingyi.rules.ballot.tally import PartialDecryption, Result, check_share, open_tally
from pingyi.rules.ballot.trustee import Trustees, owners, write_trustees
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.mandate import RESPONDENT, Actor, PhaseState, Power, check

LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """One box to be made: a unit × stratum, how many were invited, and the form its ballots are sealed for."""

    unit: str
    stratum: str
    invited: int
    election: Election


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the respondent keeps; `new` is False when this very ballot was on the board already."""

    tracker: str
    height: int
    new: bool


@transaction.atomic
def start_setup(
    *,
    campaign: str,
    group: str,
    threshold: int,
    trustees: Sequence[str],
    actor: Actor,
    at: datetime,
    phase: PhaseState,
    reason: str = "",
) -> KeySetup:
    """Begin a key ceremony; an earlier one is thereby abandoned, for a reason, and stays on record.

    Raises KeyInUse, RestartUnexplained.
    """
    check(actor, Power.BOX_CREATE, phase=phase)
    if Box.objects.filter(campaign=campaign).exists():
        raise KeyInUse
    if not reason.strip() and KeySetup.objects.filter(campaign=campaign).exists():
        raise RestartUnexplained
    setup = KeySetup.objects.create(
        campaign=campaign, group=group, threshold=threshold, trustees=list(trustees), started_at=at
    )
    public = {"group": group, "threshold": threshold, "trustees": list(trustees), "reason": reason.strip()}
    journal.append("keys:start:1", actor=actor, at=at, subject=f"setup:{setup.pk}", public=public)
    return setup


@transaction.atomic
def send_setup_message(
    *, setup: KeySetup, step: str, body: str, actor: Actor, at: datetime, phase: PhaseState
) -> SetupMessage:
    """Take one trustee's next message, checked against everybody's earlier ones; the very same again changes nothing.

    Raises SetupEnded, TrusteeRefused.
    """
    grant = check(actor, Power.KEY_MAKE, phase=phase)
    KeySetup.objects.select_for_update().get(pk=setup.pk)
    progress = queries.setup_progress(setup.pk)
    index = progress.index_of(grant.unit)
    if progress.sent.get((index, step)) == body.encode():
        return setup.messages.get(trustee=index, step=step)
    progress.check_next(index, step, body.encode())
    message = SetupMessage.objects.create(setup=setup, trustee=index, step=step, body=body)
    public = {"trustee": index, "step": step, "sha256": sha256_hex(body.encode())}
    journal.append("keys:message:1", actor=actor, at=at, subject=f"setup:{setup.pk}", public=public)
    return message


@transaction.atomic
def stop_setup(
    *, setup: KeySetup, blamed: int | None, reason: str, actor: Actor, at: datetime, phase: PhaseState
) -> None:
    """A trustee refuses to go on, because of the message of trustee `blamed`, or of nobody in particular (None).

    Raises SetupEnded when it is over already, TrusteeRefused for somebody who is no trustee of it.
    """
    grant = check(actor, Power.KEY_MAKE, phase=phase)
    KeySetup.objects.select_for_update().get(pk=setup.pk)
    progress = queries.setup_progress(setup.pk)
    index = progress.index_of(grant.unit)
    if progress.state is not State.OPEN:
        raise SetupEnded
    if blamed is not None and blamed not in progress.numbers:
        raise TrusteeRefused(0, f"there is no trustee {blamed} to blame")
    SetupObjection.objects.create(setup=setup, trustee=index, blamed=blamed, reason=reason[:LONGEST_REASON])
    public = {"trustee": index, "blamed": blamed, "reason": reason[:LONGEST_REASON]}
    journal.append("keys:stop:1", actor=actor, at=at, subject=f"setup:{setup.pk}", public=public)


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
    journal.append("box:create:1", actor=actor, at=at, subject=f"campaign:{campaign}", public=public)
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
    journal.append("credentials:publish:1", actor=actor, at=at, subject="boxes", public=public)


def accept_ballot(*, uuid: str, data: bytes, at: datetime, phase: PhaseState) -> Receipt:
    """Put a sealed ballot on the board, or say exactly why not; returns after the commit.

    Sending the same ballot again is answered as the first time. `at` is compared with the box's hours and forgotten.
    Raises NoSuchBox, BoxNotOpen and the protocol's BallotError.
    """
    check(RESPONDENT, Power.BALLOT_CAST, phase=phase)
    taking = queries.taking(uuid)
    if not taking.opens_at <= at < taking.closes_at:
        raise BoxNotOpen(opens=queries.day(taking.opens_at), closes=queries.day(taking.closes_at))
    ballot = check_ballot(taking.setup.acceptance, data)
    height, new = _take(uuid, data, ballot.credential, taking)
    return Receipt(tracker(data), height, new)


_LOCK = "SELECT event, height, type, ballots, size FROM box_boxhead WHERE box_id = %s FOR UPDATE"
_PUT = """
WITH step AS (
  INSERT INTO box_boardstep (box_id, height, type, start, data, payload, credential)
  VALUES (%(box)s, %(height)s, %(type)s, %(start)s, %(data)s, %(payload)s, %(credential)s)
  ON CONFLICT (box_id, payload) DO NOTHING RETURNING height
)
UPDATE box_boxhead SET event = %(event)s, height = %(height)s, type = %(type)s, ballots = %(ballots)s, size = %(end)s
WHERE box_id = %(box)s AND EXISTS (SELECT FROM step)
"""
"""Written out because everybody's ballot waits for it: with the checks it is all that limits how many are taken."""


@transaction.atomic
def _take(uuid: str, data: bytes, credential: str, taking: "queries.Taking") -> tuple[int, bool]:
    """Append under the lock of this one box; two copies, arriving together or years apart, become one."""
    digest = sha256_hex(data)
    with connection.cursor() as cursor:
        event, height, last, ballots, size = cursor.execute(_LOCK, [uuid]).fetchone()
        head = Head(event or None, height, EventType(last), ballots)
        if head.open:
            appended = protocol.append_ballot(head, data, taking.timestamp)
            after = appended.head
            written = {"box": uuid, "type": after.type, "start": size, "data": appended.data, "payload": digest}
            moved = {"event": after.event, "height": after.height, "ballots": after.ballots}
            cursor.execute(_PUT, written | moved | {"credential": credential, "end": size + len(appended.data)})
            if cursor.rowcount:
                return after.height, True
    known = queries.height_of(uuid, digest)
    if known is None:
        raise BoxNotOpen(opens=queries.day(taking.opens_at), closes=queries.day(taking.closes_at))
    return known, False


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
    if heads:
        journal.append("box:heads:1", actor=actor, at=at, subject=f"campaign:{campaign}", public=heads)
    return len(heads)


def _locked(uuid: str, *last: EventType | None) -> tuple[Box, BoxHead]:
    """A box and its head, held until the transaction ends. Raises NoSuchBox, WrongStep unless it is at `last`."""
    box = access_box(uuid)
    head = BoxHead.objects.select_for_update().get(pk=uuid)
    if (EventType(head.type) if head.type else None) not in last or (head.withheld and EventType.END_BALLOTS in last):
        raise WrongStep(box=uuid, last="withheld" if head.withheld else head.type or "none")
    return box, head


def _head(row: BoxHead) -> Head:
    return Head(row.event or None, row.height, EventType(row.type) if row.type else None, row.ballots)


def _append(box: Box, row: BoxHead, appended: Appended, type: EventType) -> None:
    """Write what the protocol appended, and move the head."""
    after = appended.head
    BoardStep.objects.create(box=box, height=after.height, type=type.value, start=row.size, data=appended.data)
    row.event, row.height, row.type, row.ballots = after.event or "", after.height, type.value, after.ballots
    row.size += len(appended.data)
    row.save()


def _digest(box: Box) -> str:
    return sha256_hex(box.election.encode())
