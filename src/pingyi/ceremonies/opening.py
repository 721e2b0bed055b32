"""The opening: the joint, closed tally of the boxes (R149, R150, C4.10).

convene → the parties sign the frozen inputs, then every box that may be opened is summed while still sealed;
give_shares → the trustees, each on a machine of their own, open the sums; count → the server combines the shares;
sign_count → the statistics bureau has counted the downloaded boards itself, and only equal counts can be signed.

Adding up and counting take their time, so they go box by box: the last signature and `count` begin them, `go_on` does
some more, each chunk in a transaction of its own. How far they are is told by the boards alone, so whoever comes next,
the clockwork or a person, goes on where it stands, and any number may at once.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from pingyi.ceremonies.errors import BoxesOpen, CountsDiffer, NoBoxes, SharesMissing, SumsMissing
from pingyi.records.acts import actions as acts
from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts import queries as act_queries
from pingyi.records.acts.act import JointAct, Signed
from pingyi.records.acts.queries import ActView
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.box.models import Box
from pingyi.records.box.queries import BoxView
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import commitments as journal
from pingyi.rules.acts import content
from pingyi.rules.acts.kind import COUNT, OPENING
from pingyi.rules.ballot.board import EventType
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.box import BOX, BoxResultWritten
from pingyi.rules.mandate import Actor, Power, Role, check
from pingyi.rules.rulebook.words import Text

CHUNK = 10
"""So many boxes are added up or counted in one transaction: about a second."""

JOB = "opening:go_on"
"""What the clockwork calls its task."""

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Work(Generic[Made]):
    """What is done box by box: to boxes whose boards end how, what is computed of them, and how it is written."""

    last: EventType
    compute: Callable[[Sequence[Box]], Made]
    write: Callable[..., None]


SUMMING = _Work(EventType.END_BALLOTS, box_queries.sums_of, boxes.sum_boxes)
COUNTING = _Work(EventType.PARTIAL_DECRYPTION, box_queries.counts_of, boxes.count_boxes)


def _all_closed(campaign: CurrentCampaign, _at: datetime) -> None:
    """Raises DoneAlready, NoBoxes, BoxesOpen."""
    acts.ensure_open(OPENING, campaign_id=campaign.code)
    views = box_queries.boxes(campaign.code)
    if not views:
        raise NoBoxes
    if any(box.type is not EventType.END_BALLOTS for box in views):
        raise BoxesOpen


def _begin_summing(signed: Signed) -> None:
    _some(SUMMING, signed.campaign, signed.actor, signed.at)
    if unfinished(signed.campaign.code):
        call_clockwork()


@transaction.atomic
def give_shares(*, campaign: CurrentCampaign, shares: Mapping[str, bytes], actor: Actor, at: datetime) -> int:
    """Take one trustee's shares for any number of boxes, all or none, once every box is added up.

    Raises TrusteeRefused, WrongStep, SumsMissing.
    """
    campaign, at = turn(campaign, at=at)
    _ensure_summed(campaign.code)
    boxes.give_shares(shares=shares, actor=actor, at=at, phase=campaign.phase)
    return len(shares)


@transaction.atomic
def count(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ActView | None:
    """Begin to combine the shares of the boxes; the counts are laid before the parties when the last one is done.

    None: there is more to do. Raises DoneAlready, SumsMissing, SharesMissing.
    """
    campaign, at = turn(campaign, at=at)
    check(actor, Power.OPENING_CONVENE, phase=campaign.phase)
    acts.ensure_open(COUNT, campaign_id=campaign.code)
    _ensure_summed(campaign.code)
    needed = campaign.book.survey.sealing.threshold
    given = box_queries.shares_given(campaign.code)
    short = tuple(_name(campaign, box) for box in _to_open(campaign) if given[box.uuid] < needed)
    if short:
        raise SharesMissing(boxes=short)
    _some(COUNTING, campaign, actor, at)
    laid = _lay_counts(campaign, at, actor)
    if laid is None:
        call_clockwork()
    return laid


def summing(campaign_id: str) -> bool:
    """Whether all have signed the inputs and some of the boxes are not added up yet: at most two queries."""
    stands = box_queries.tallying(campaign_id)
    return stands.summed < stands.wanted and act_queries.done(campaign_id, OPENING.code)


def unfinished(campaign_id: str) -> bool:
    """Whether there is something that `go_on` may do."""
    return box_queries.tallying(campaign_id).counting or summing(campaign_id)


def go_on(*, campaign: CurrentCampaign, actor: Actor, at: datetime, chunks: int) -> bool:
    """Add up or count up to so many chunks of what was begun; False when there was less to do than that."""
    return all(_chunk(campaign, actor, at) for _ in range(chunks))


def finish(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Add up or count all that was begun."""
    while go_on(campaign=campaign, actor=actor, at=at, chunks=1):
        pass


def requested_by(campaign_id: str) -> str | None:
    """The reference of whoever asked last for what is unfinished: who signed last, or has counted."""
    counting = journal.last_actor(
        BoxResultWritten, [Subject.of(BOX, uuid) for uuid in box_queries.closed_by(campaign_id)]
    )
    signed = act_queries.latest(campaign_id, OPENING.code)
    return counting or (signed.signatures[-1].signer if signed and signed.complete else None)


def call_clockwork() -> None:
    """Let the clockwork go on, once the caller's transaction is committed and only then."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(JOB, queueing_lock=JOB).defer(timestamp=0)


@transaction.atomic
def _chunk(campaign: CurrentCampaign, actor: Actor, at: datetime) -> bool:
    """One chunk of what is unfinished; False when there is none that nobody else works on.

    The arithmetic comes before the turn, so that two can do it at once: it rests on ballots and shares that boards
    keep for good, and on boxes that nobody else has meanwhile.
    """
    if not unfinished(campaign.code):
        return False
    _ensure_present(campaign.code)
    if _some(SUMMING, campaign, actor, at):
        return True
    if not _some(COUNTING, campaign, actor, at):
        return False
    _lay_counts(*turn(campaign, at=at), actor)
    return True


def _some(work: _Work[Made], campaign: CurrentCampaign, actor: Actor, at: datetime) -> bool:
    """A chunk of the boxes that nobody else works on; False when there is none."""
    rows = boxes.claim_boxes(campaign_id=campaign.code, last=work.last, most=CHUNK)
    if rows:
        made = work.compute(rows)
        campaign, at = turn(campaign, at=at)
        work.write(made, actor=actor, at=at, phase=campaign.phase)
    return bool(rows)


def _lay_counts(campaign: CurrentCampaign, at: datetime, actor: Actor) -> ActView | None:
    """Lay the counts before the parties once every box is counted; within the turn, so that exactly one does."""
    stands = box_queries.tallying(campaign.code)
    if stands.counted < stands.wanted:
        return None
    return acts.draw_up(COUNT, _counts(campaign), campaign_id=campaign.code, actor=actor, at=at, phase=campaign.phase)


def _ensure_present(campaign_id: str) -> None:
    """Nothing is added up, opened or counted on signatures that nobody gave. Raises RowsAltered."""
    if laid := act_queries.latest(campaign_id, OPENING.code):
        as_signed.ensure(laid)


def _ensure_summed(campaign_id: str) -> None:
    _ensure_present(campaign_id)
    if summing(campaign_id):
        stands = box_queries.tallying(campaign_id)
        raise SumsMissing(done=str(stands.summed), all=str(stands.wanted))


def _to_open(campaign: CurrentCampaign) -> list[BoxView]:
    return [box for box in box_queries.boxes(campaign.code) if not box.withheld]


def _name(campaign: CurrentCampaign, box: BoxView) -> Text:
    """What people call a box."""
    book = campaign.book
    unit = book.unit(box.unit).name
    stratum = book.survey.stratum_name(box.stratum)
    return Text(zh=f"{unit.zh} · {stratum.zh}", en=f"{unit.en} · {stratum.en}")


def _inputs(campaign: CurrentCampaign) -> dict[str, Any]:
    closed_by = box_queries.closed_by(campaign.code)
    boxes = {
        box.uuid: content.BoxToOpen(
            unit=box.unit,
            stratum=box.stratum,
            invited=box.invited,
            ballots=box.ballots,
            voters=box.voters,
            withheld=box.withheld,
            closed_by=closed_by.get(box.uuid),
        )
        for box in box_queries.boxes(campaign.code)
    }
    return content.opening(campaign.digest, boxes)


def _counts(campaign: CurrentCampaign) -> dict[str, Any]:
    results = box_queries.results_of(campaign.code)
    return content.count({box.uuid: results.get(box.uuid, ()) for box in _to_open(campaign)})


def _counted_alike(campaign: CurrentCampaign, laid: ActView, *, recount: str) -> None:
    """Raises Outdated, CountsDiffer."""
    COUNT_ACT.ensure_true(campaign, laid)
    if recount != laid.content["counts_digest"]:
        raise CountsDiffer(theirs=recount[:64] or "—")


ACT = JointAct(kind=OPENING, ready=_all_closed, content=_inputs, done=_begin_summing)
convene, sign_inputs = partial(acts.lay, ACT), partial(acts.sign, ACT)
COUNT_ACT = JointAct(kind=COUNT, content=_counts)


def sign_count(*, campaign: CurrentCampaign, digest: str, recount: str, actor: Actor, at: datetime) -> ActView:
    """Sign the counts; the statistics bureau brings the digest of its own. Raises CountsDiffer, Outdated…"""
    act = COUNT_ACT
    if actor.holds(Role.STAT_LEAD):
        act = replace(COUNT_ACT, stands=partial(_counted_alike, recount=recount.strip().lower()))
    return acts.sign(act, campaign=campaign, digest=digest, actor=actor, at=at)
