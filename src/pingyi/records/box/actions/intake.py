"""Taking sealed ballots.

It writes no journal entry of its own: the board is itself a hash chain that everybody may download, its last event goes
into the journal every hour (`journal_heads`), and an entry per ballot would tell when each arrived
(docs/decisions/0010-ballots-and-the-journal.md). Those that come at the same moment are written together
(docs/decisions/0013-ballots-in-groups.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.box import queries
from pingyi.records.box.actions.steps import board_cursor, columns, head_of, write_steps
from pingyi.records.box.errors import BoxNotOpen
from pingyi.records.box.group_commit import GroupCommit
from pingyi.rules.ballot import box as protocol
from pingyi.rules.ballot.board import Head
from pingyi.rules.ballot.seal import check_ballot, tracker
from pingyi.rules.encoding import read_base64_unpadded
from pingyi.rules.mandate import RESPONDENT, PhaseState, Power, check


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the respondent keeps; `new` is False when this very ballot was on the board already."""

    tracker: str
    height: int
    new: bool


@dataclass(frozen=True, slots=True)
class _Sent:
    """A ballot on its way to a board."""

    uuid: str
    data: bytes
    taking: queries.Taking
    phase: Callable[[], PhaseState]


@dataclass(frozen=True, slots=True)
class _Sealed(_Sent):
    """A ballot whose seal holds: its public credential, and what a board has only once, as tracker and as SHA-256."""

    credential: str
    tracker: str
    digest: str

    @property
    def key(self) -> tuple[str, str]:
        """What two copies of it share."""
        return self.uuid, self.digest


def accept_ballot(*, uuid: str, data: bytes, at: datetime, phase: Callable[[], PhaseState]) -> Receipt:
    """Put a sealed ballot on the board, or say exactly why not; returns after the commit.

    Sending the same ballot again is answered as the first time. `at` is compared with the box's hours and forgotten;
    `phase` is asked last, in the transaction, once for all that come to this process at the same moment
    (docs/decisions/0013).
    Raises NoSuchBox, BoxNotOpen, PhaseRefused and the protocol's BallotError.
    """
    taking = queries.taking(uuid)
    if not taking.opens_at <= at < taking.closes_at:
        raise _not_open(taking)
    receipt = _INTAKE.put(_Sent(uuid, data, taking, phase))
    if receipt is None:
        raise _not_open(taking)
    return receipt


def _not_open(taking: queries.Taking) -> BoxNotOpen:
    return BoxNotOpen(opens=taking.opens_at, closes=taking.closes_at)


def _check(sent: _Sent) -> _Sealed:
    """Raises BallotError."""
    ballot, mark = check_ballot(sent.taking.setup.acceptance, sent.data), tracker(sent.data)
    digest = read_base64_unpadded(mark).hex()
    return _Sealed(sent.uuid, sent.data, sent.taking, sent.phase, ballot.credential, mark, digest)


_ENDS = """
SELECT box_id, event, height, type, ballots, size FROM box_boxhead WHERE box_id = ANY(%s) ORDER BY box_id FOR UPDATE
"""
_KNOWN = """
SELECT box_id, payload, height
FROM box_boardstep JOIN unnest(%s::text[], %s::text[]) AS sent (box_id, payload) USING (box_id, payload)
"""
"""Written out, as those of steps.py, because everybody's ballot waits for these four: with the checks they are all that
limits how many are taken."""


@transaction.atomic(durable=True)
def _append_ballots(sealed: Sequence[_Sealed]) -> list[Receipt | None]:
    """Append under the locks of their boxes; None for a box that takes no more."""
    for phase in {each.phase for each in sealed}:
        check(RESPONDENT, Power.BALLOT_CAST, phase=phase())
    boxes, keys = sorted({each.uuid for each in sealed}), [each.key for each in sealed]
    with board_cursor() as cursor:
        ends = {uuid: (head_of(*head), size) for uuid, *head, size in cursor.execute(_ENDS, [boxes])}
        known = {(uuid, digest): height for uuid, digest, height in cursor.execute(_KNOWN, columns(keys))}
        receipts, steps = _follow(sealed, ends, known)
        if steps:
            grown = {uuid for uuid, *_ in steps}
            moved = [
                (uuid, head.event, head.height, head.type, head.ballots, size)
                for uuid, (head, size) in ends.items()
                if uuid in grown
            ]
            write_steps(cursor, steps, moved)
    return receipts


def _follow(
    sealed: Sequence[_Sealed], ends: dict[str, tuple[Head, int]], known: dict[tuple[str, str], int]
) -> tuple[list[Receipt | None], list[tuple[Any, ...]]]:
    """The receipts, and the rows of what is new; `ends` and `known` move on. Two copies of a ballot become one."""
    receipts: list[Receipt | None] = []
    steps: list[tuple[Any, ...]] = []
    for each in sealed:
        head, size = ends[each.uuid]
        new = each.key not in known
        if new and not head.open:
            receipts.append(None)
            continue
        if new:
            step = protocol.append_ballot(head, each.data, each.taking.timestamp)
            after = step.head
            steps.append((each.uuid, after.height, after.type, size, step.data, each.digest, each.credential))
            ends[each.uuid], known[each.key] = (after, size + len(step.data)), after.height
        receipts.append(Receipt(each.tracker, known[each.key], new))
    return receipts, steps


_INTAKE = GroupCommit(_check, _append_ballots)
