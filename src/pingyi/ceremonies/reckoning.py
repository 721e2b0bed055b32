"""The reckoning (R150–R152, R161): counts, frames and signed points go in, the ranking comes out, both parties sign.

Nobody types a number. The same inputs give the same result on any machine: `pingyi verify` repeats it.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from pingyi.ceremonies import commitments
from pingyi.ceremonies.errors import BeforeTheLeaders, CountUnsigned, Decided, NotComputable, SheetsMissing
from pingyi.records.acts import actions as acts
from pingyi.records.acts import queries as act_queries
from pingyi.records.acts.act import JointAct, Signed
from pingyi.records.acts.errors import Outdated
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.campaign.actions import turn
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import fulfil
from pingyi.records.inspection import commitments as as_signed
from pingyi.records.inspection import queries as inspection
from pingyi.records.results import actions as results
from pingyi.records.results import queries as results_queries
from pingyi.records.roll import queries as roll
from pingyi.rules.acts import content
from pingyi.rules.acts.kind import COUNT, RECKONING
from pingyi.rules.bundle.inputs import BoxCounted, Sheet, inputs
from pingyi.rules.encoding import digest as digest_of
from pingyi.rules.mandate import Actor
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.rulebook.survey import parts_of
from pingyi.rules.scoring.errors import BadTable
from pingyi.rules.scoring.published import result_of


@transaction.atomic
def reckon(*, campaign: CurrentCampaign, actor: Actor, at: datetime) -> ActView:
    """Compute the result and lay it before the parties; again while it is not signed by all, when it was returned, or
    when a unit was disqualified since. What lies before them already, of the same inputs, is not laid again.

    Raises Decided, BeforeTheLeaders, CountUnsigned, SheetsMissing, NotComputable.
    """
    campaign, at = turn(campaign, at=at)
    commitments.ensure_decisions(campaign)
    before = laid(campaign)
    _ensure_open(before)
    counted = act_queries.latest(campaign.code, COUNT.code)
    if counted is None or not counted.complete:
        raise CountUnsigned
    commitments.ensure_count(campaign, counted)
    commitments.ensure_sheets(campaign)
    given = inputs_of(campaign)
    unsigned = tuple(campaign.book.unit(code).name for code, unit in given["units"].items() if not unit["blocks"])
    if unsigned:
        raise SheetsMissing(units=unsigned)
    basis = {"plan": campaign.digest, "count": counted.digest, "inputs": digest_of(given)}
    if before is not None and not before.complete and basis.items() <= before.content.items():
        return before
    kept = results.keep(
        campaign_id=campaign.code,
        plan=campaign.digest,
        inputs=given,
        result=_computed(campaign, given),
        actor=actor,
        at=at,
        phase=campaign.phase,
    )
    signed = content.reckoning(**basis, result=kept.digest, number=kept.pk)
    return acts.draw_up(RECKONING, signed, campaign_id=campaign.code, actor=actor, at=at, phase=campaign.phase)


def _computed(campaign: CurrentCampaign, given: Any) -> Any:
    """Raises NotComputable."""
    try:
        return result_of(campaign.book, given)
    except BadTable as fault:
        raise NotComputable(reason=str(fault)) from fault


def laid(campaign: CurrentCampaign) -> ActView | None:
    """The result that lies before its parties: the one all have signed, until it may be computed anew."""
    standing = act_queries.latest(campaign.code, RECKONING.code)
    if standing is not None and standing.complete and _may_be_done_again(_kept(standing)):
        return act_queries.newest(campaign.code, RECKONING.code)
    return standing


def signed_reckoning(campaign: CurrentCampaign) -> results_queries.ReckoningView | None:
    """What lies before the parties, once all have signed it: what the leading group may rule on."""
    standing = laid(campaign)
    return _kept(standing) if standing is not None and standing.complete else None


def checked(campaign: CurrentCampaign) -> results_queries.ReckoningView | None:
    """The signed result, after all it rests on was compared with what was signed. Raises RowsAltered."""
    standing = laid(campaign)
    if standing is None or not standing.complete:
        return None
    kept = _kept(standing)
    commitments.ensure_reckoned(campaign, standing, kept)
    return kept


def is_open(before: ActView | None, kept: results_queries.ReckoningView | None = None) -> bool:
    """Whether the result may be computed: there is none yet, not all have signed, or it may be done again.

    `kept`: the result before the parties, where it was read already.
    """
    return before is None or not before.complete or _may_be_done_again(kept or _kept(before))


def _ensure_open(before: ActView | None) -> None:
    """Raises Decided, BeforeTheLeaders while a result that all have signed stands."""
    if before is not None and not is_open(before):
        raise Decided if _kept(before).approved else BeforeTheLeaders


def _may_be_done_again(kept: results_queries.ReckoningView) -> bool:
    """Whether it was returned, or other units are disqualified since."""
    return (kept.ruling is not None and not kept.approved) or results_queries.outdated(kept)


def _kept(view: ActView) -> results_queries.ReckoningView:
    return results_queries.reckoning(view.content["reckoning"])


def inputs_of(campaign: CurrentCampaign) -> Any:
    """Everything the result follows from, as it will be published. A withheld box brings no counts."""
    points, salts = inspection.signed_points(campaign.code, campaign.book.inspection), as_signed.salts(campaign.code)
    members = {(frame.unit, part.stratum): part.size for frame in roll.frames(campaign.code) for part in frame.strata}
    results = boxes.results_of(campaign.code)
    counted = {
        (box.unit, box.stratum): BoxCounted(
            uuid=box.uuid,
            members=sum(members[box.unit, part] for part in parts_of(box.stratum)),
            invited=box.invited,
            voters=box.voters,
            withheld=box.withheld,
            result=results.get(box.uuid),
        )
        for box in boxes.boxes(campaign.code)
    }
    sheets = {unit.code: Sheet(points.get(unit.code, {}), salts.get(unit.code)) for unit in campaign.book.ranked_units}
    return inputs(campaign.book, boxes=counted, sheets=sheets, grounds=results_queries.grounds(campaign.code))


def _ensure_current(campaign: CurrentCampaign, before: ActView) -> None:
    """Raises Outdated after a disqualification, RowsAltered."""
    if results_queries.outdated(_kept(before)):
        raise Outdated
    commitments.ensure_reckoned(campaign, before, _kept(before))


def _settle(signed: Signed) -> None:
    fulfil(Settling.RECKONING, actor=signed.actor, at=signed.at)


ACT = JointAct(kind=RECKONING, lying=laid, stands=_ensure_current, done=_settle)
sign = partial(acts.sign, ACT)
