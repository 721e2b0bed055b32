"""The opening: the joint, closed tally of the boxes (R149, R150, C4.10).

convene → both bodies sign the frozen inputs, then every box that may be opened is summed while still sealed;
give_shares → the trustees, each on a machine of their own, open the sums; count → the server combines the shares;
confirm → the statistics bureau has counted the downloaded boards itself, and only equal counts can be signed.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.ceremonies.errors import BoxesOpen, CountsDiffer, NoBoxes, SharesMissing
from pingyi.ceremonies.joint import ensure_open, laid_before
from pingyi.records.box import actions as boxes
from pingyi.records.box import queries as box_queries
from pingyi.records.box.queries import BoxView
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.minutes import actions as minutes
from pingyi.records.minutes.queries import MinutesView
from pingyi.rules.ballot.board import EventType
from pingyi.rules.encoding import digest as digest_of
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.rulebook.words import Text

INPUTS, COUNT = "opening", "count"
PARTIES = (Role.OFFICE_DIRECTOR, Role.STAT_LEAD, Role.SUPERVISOR)


@transaction.atomic
def convene(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> MinutesView:
    """Lay the closed boards before the parties. Raises DoneAlready, NoBoxes, BoxesOpen."""
    campaign, at = turn(campaign, at=at)
    ensure_open(campaign.code, INPUTS)
    views = box_queries.boxes(campaign.code)
    if not views:
        raise NoBoxes
    if any(box.type is not EventType.END_BALLOTS for box in views):
        raise BoxesOpen
    return minutes.draw_up(
        kind=INPUTS,
        content=_inputs(campaign),
        parties=PARTIES,
        campaign=campaign.code,
        power=Power.OPENING_CONVENE,
        actor=actor,
        at=at,
        phase=campaign.phase,
    )


@transaction.atomic
def sign_inputs(*, campaign: CurrentCampaign, digest: str, actor: Actor, at: datetime) -> MinutesView:
    """Be present: sign the inputs. When all parties have, the sealed ballots are added up.

    Raises MinutesRefused, DoneAlready, Outdated.
    """
    campaign, at = turn(campaign, at=at)
    laid = laid_before(campaign.code, INPUTS, _inputs(campaign))
    signed = minutes.sign(pk=laid.pk, digest=digest, power=Power.OPENING_JOIN, actor=actor, at=at, phase=campaign.phase)
    if signed.complete:
        uuids = [box.uuid for box in _to_open(campaign)]
        boxes.sum_boxes(uuids=uuids, actor=actor, at=at, phase=campaign.phase)
    return signed


@transaction.atomic
def give_shares(*, campaign: CurrentCampaign, shares: Mapping[str, bytes], actor: Actor, at: datetime) -> int:
    """Take one trustee's shares for any number of boxes, all or none. Raises TrusteeRefused, WrongStep."""
    campaign, at = turn(campaign, at=at)
    boxes.give_shares(shares=shares, actor=actor, at=at, phase=campaign.phase)
    return len(shares)


@transaction.atomic
def count(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> MinutesView:
    """Combine the shares of every box and lay the counts before the parties. Raises DoneAlready, SharesMissing."""
    campaign, at = turn(campaign, at=at)
    ensure_open(campaign.code, COUNT)
    needed = campaign.book.survey.sealing.threshold
    views, given = _to_open(campaign), box_queries.shares_given(campaign.code)
    short = tuple(_name(campaign, box) for box in views if given[box.uuid] < needed)
    if short:
        raise SharesMissing(boxes=short)
    uncounted = [box.uuid for box in views if box.type is not EventType.RESULT]
    boxes.count_boxes(uuids=uncounted, actor=actor, at=at, phase=campaign.phase)
    return minutes.draw_up(
        kind=COUNT,
        content=_counts(campaign),
        parties=PARTIES,
        campaign=campaign.code,
        power=Power.OPENING_CONVENE,
        actor=actor,
        at=at,
        phase=campaign.phase,
    )


@transaction.atomic
def sign_count(*, campaign: CurrentCampaign, digest: str, recount: str, actor: Actor, at: datetime) -> MinutesView:
    """Sign the counts; the statistics bureau brings the digest of its own.

    Raises CountsDiffer, MinutesRefused, DoneAlready, Outdated.
    """
    campaign, at = turn(campaign, at=at)
    laid = laid_before(campaign.code, COUNT, _counts(campaign))
    ours = laid.content["counts_digest"]
    if actor.holds(Role.STAT_LEAD) and recount.strip().lower() != ours:
        raise CountsDiffer(theirs=recount.strip()[:64] or "—")
    return minutes.sign(pk=laid.pk, digest=digest, power=Power.OPENING_JOIN, actor=actor, at=at, phase=campaign.phase)


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
    return {
        "plan": campaign.digest,
        "boxes": {
            box.uuid: {
                "unit": box.unit,
                "stratum": box.stratum,
                "invited": box.invited,
                "ballots": box.ballots,
                "voters": box.voters,
                "withheld": box.withheld,
                "closed_by": closed_by.get(box.uuid),
            }
            for box in box_queries.boxes(campaign.code)
        },
    }


def _counts(campaign: CurrentCampaign) -> dict[str, Any]:
    results = box_queries.results_of(campaign.code)
    counts = {box.uuid: results.get(box.uuid) for box in _to_open(campaign)}
    return {
        "counts": {uuid: [list(row) for row in result or ()] for uuid, result in counts.items()},
        "counts_digest": digest_of(counts),
    }
