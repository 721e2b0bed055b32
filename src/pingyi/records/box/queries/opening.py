"""Boxes that are added up, opened share by share, and counted."""

import io
import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import cast

from django.db.models import BinaryField, Count, F, Func, IntegerField, Q, Value

from pingyi.records.box.errors import WrongStep, intact
from pingyi.records.box.joined import Joined
from pingyi.records.box.models import BoardStep, Box, BoxHead
from pingyi.records.box.progress import Tallying
from pingyi.records.box.queries.contents import BoxView, boxes, parts_of
from pingyi.records.box.queries.key import latest_setup
from pingyi.rules.ballot.board import EventType, Step, read_steps, step_contents
from pingyi.rules.ballot.form import Election, read_election
from pingyi.rules.ballot.seal import recall_choices
from pingyi.rules.ballot.tally import (
    EncryptedTally,
    PartialDecryption,
    Result,
    open_tally,
    read_result,
    read_tally,
    tally_of,
)
from pingyi.rules.ballot.trustee import Trustees

AT_ONCE = 100
"""So many boxes with their sums, some 3 MB, are in memory together."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A box between its encrypted tally and its result."""

    election: Election
    trustees: Trustees
    tally: EncryptedTally
    counted: int
    shares: dict[int, PartialDecryption]


@dataclass(frozen=True, slots=True)
class TrusteeShares:
    """How many of the boxes to be opened a trustee has given its share of."""

    body: str
    given: int
    wanted: int


def sums_of(rows: Iterable[Box]) -> dict[str, tuple[EncryptedTally, int]]:
    """For each box the sum of its voters' last ballots, and how many there are: one query.

    Every ballot was checked when it was taken; that the boards still say what they said then is checked here. Raises
    BoardAltered.
    """
    elections = {row.uuid: parts_of(row)[0] for row in rows}
    found = {}
    with closing(_boards(elections)) as boards:
        for uuid, steps in boards:
            with intact(uuid):
                last = dict(recall_choices(step.contents[0]) for step in steps if step.event.type is EventType.BALLOT)
                found[uuid] = tally_of(elections[uuid], last.values()), len(last)
    return found


def _boards(uuids: Iterable[str]) -> Generator[tuple[str, Iterator[Step]], None, None]:
    """Boards with their verified steps, one after the other: one query."""
    kept = BoardStep.objects.filter(box__in=list(uuids)).order_by("box", "height").values_list("box", "data")
    rows = cast("Generator[tuple[str, bytes]]", kept.iterator(64))
    with closing(rows) as found:  # a cursor of the database, to be let go before its transaction ends
        for uuid, own in groupby(found, key=itemgetter(0)):
            yield uuid, read_steps(Joined(bytes(data) for _, data in own))


def openings_of(rows: Sequence[Box]) -> dict[str, Opening]:
    """Boxes with their sums and the shares given so far, as their boards have them: one query.

    Each share was checked when it was appended. Raises WrongStep before the sum, BoardAltered.
    """
    steps: dict[str, list[tuple[bytes, ...]]] = {row.uuid: [] for row in rows}
    kinds = (EventType.ENCRYPTED_TALLY, EventType.PARTIAL_DECRYPTION)
    written = BoardStep.objects.filter(box__in=list(steps), type__in=kinds).order_by("box", "height")
    for uuid, data in written.values_list("box", "data"):
        with intact(uuid):
            steps[uuid].append(_contents(data))
    return {row.uuid: _opening(row, steps[row.uuid]) for row in rows}


def _opening(row: Box, steps: Sequence[Sequence[bytes]]) -> Opening:
    if not steps:
        raise WrongStep(box=row.uuid)
    with intact(row.uuid):
        election, trustees = parts_of(row)
        (tally, size), *given = steps
        shares = {_owner(owned): PartialDecryption.read(election, share) for share, owned in given}
        return Opening(election, trustees, read_tally(election, tally), int(json.loads(size)["num_tallied"]), shares)


def counts_of(rows: Sequence[Box]) -> dict[str, Result]:
    """For each box its counts, combined from the shares given so far: one query.

    Raises WrongStep before the sum, BoardAltered where the shares that are there open no number of ballots.
    """
    results = {}
    for uuid, found in openings_of(rows).items():
        with intact(uuid):
            results[uuid] = open_tally(found.election, found.trustees, found.tally, found.shares, found.counted)
    return results


def tallying(campaign_id: str) -> Tallying:
    """How far the boxes to be opened have come, by where their boards end: one query."""
    counted = Q(type=EventType.RESULT)
    summed = counted | Q(type__in=(EventType.ENCRYPTED_TALLY, EventType.PARTIAL_DECRYPTION))
    heads = BoxHead.objects.filter(box__campaign_id=campaign_id, withheld=False)
    found = heads.aggregate(wanted=Count("pk"), summed=Count("pk", filter=summed), counted=Count("pk", filter=counted))
    return Tallying(**found)


def openings(campaign_id: str) -> Iterator[tuple[str, Opening]]:
    """What a trustee needs to make its share of each box to be opened: one query, and one for every hundred boxes.

    Raises WrongStep where a box is not added up yet.
    """
    rows = list(Box.objects.filter(campaign_id=campaign_id, head__withheld=False).select_related("head"))
    for start in range(0, len(rows), AT_ONCE):
        yield from openings_of(rows[start : start + AT_ONCE]).items()


def shares_given(campaign_id: str) -> Counter[str]:
    """How many trustees have opened their part of each box: one query."""
    rows = BoardStep.objects.filter(box__campaign_id=campaign_id, type=EventType.PARTIAL_DECRYPTION).order_by("box")
    return Counter(dict(rows.values_list("box").annotate(Count("pk"))))


def gave(uuid: str, number: int) -> bool:
    """Whether trustee `number` has opened its part of a box."""
    return any(owner == number for _, owner in _givers(box=uuid))


_OWNED = b'{"owner":'
"""How the small second file of a share's step begins; hashes and texts of the first have no such place."""


def _givers(**boxes: str) -> Iterator[tuple[str, int]]:
    """Whose shares boards hold, box by box; the shares themselves, some 20 kB each, stay in the database."""
    at = Func(
        Value(_OWNED),
        F("data"),
        function="position",
        arg_joiner=" in ",
        output_field=IntegerField(),
    )
    start = Func(F("data"), at, Value(40), function="substring", output_field=BinaryField())
    rows = BoardStep.objects.filter(type=EventType.PARTIAL_DECRYPTION, **boxes)
    for uuid, start_of in rows.values_list("box").annotate(owned=start).values_list("box", "owned"):
        yield uuid, int(bytes(start_of)[len(_OWNED) :].partition(b",")[0])


def to_open(campaign_id: str, number: int) -> list[tuple[BoxView, bool]]:
    """The boxes whose sum waits for trustees, each with whether trustee `number` has opened its part: two queries."""
    given = {uuid for uuid, owner in _givers(box__campaign_id=campaign_id) if owner == number}
    waiting = (EventType.ENCRYPTED_TALLY, EventType.PARTIAL_DECRYPTION)
    return [(box, box.uuid in given) for box in boxes(campaign_id) if box.type in waiting]


def trustees(campaign_id: str) -> list[TrusteeShares]:
    """Every trustee of the boxes' key with the boxes it has opened its part of: four queries."""
    progress = latest_setup(campaign_id)
    if progress is None:
        return []
    given = Counter(owner for _, owner in _givers(box__campaign_id=campaign_id))
    wanted = BoxHead.objects.filter(box__campaign_id=campaign_id, withheld=False).count()
    return [TrusteeShares(body, given[number], wanted) for number, body in enumerate(progress.trustees, 1)]


def closed_by(campaign_id: str) -> dict[str, str]:
    """The hash of the event that closed each box: the name of that step's only member. One query."""
    rows = BoardStep.objects.filter(box__campaign_id=campaign_id, type=EventType.END_BALLOTS).values_list("box", "data")
    return {uuid: bytes(data[:64]).decode() for uuid, data in rows}


def results_of(campaign_id: str) -> dict[str, Result]:
    """The counts of every opened box, question by question: one query. Raises BoardAltered."""
    rows = BoardStep.objects.filter(box__campaign_id=campaign_id, type=EventType.RESULT).order_by("box")
    results = {}
    for uuid, election, data in rows.values_list("box", "box__election", "data"):
        with intact(uuid):
            results[uuid] = read_result(read_election(election.encode()), _contents(data)[0])
    return results


def _contents(data: bytes | memoryview) -> tuple[bytes, ...]:
    """The data of one row of a board."""
    return step_contents(io.BytesIO(data))


def _owner(owned: bytes) -> int:
    """Whose share a step holds, by its second data (Protocol box §6)."""
    return int(json.loads(owned)["owner"])
