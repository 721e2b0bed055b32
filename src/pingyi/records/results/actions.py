"""Keeping reckonings, ruling on them, releasing one. No number is ever typed in here (R151)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.journal import actions as journal
from pingyi.records.results import queries
from pingyi.records.results.errors import NoReckoning, NotApproved, ReasonMissing, RuledAlready
from pingyi.records.results.models import Reckoning, Release, Ruling, RulingKind
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.encoding import canonical, digest
from pingyi.rules.mandate import Actor, PhaseState, Power, check


@transaction.atomic
def keep(
    *,
    campaign: str,
    plan: str,
    inputs: Mapping[str, Any],
    result: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    phase: PhaseState,
) -> ReckoningView:
    """Keep a computed result beside its inputs; the journal carries both digests."""
    check(actor, Power.RECKONING_RUN, phase=phase)
    row = Reckoning.objects.create(
        campaign=campaign,
        plan=plan,
        inputs=canonical(inputs).decode(),
        result=canonical(result).decode(),
        digest=digest(result["exact"]),
        reckoned_at=at,
    )
    public = {"plan": plan, "inputs": digest(inputs), "result": row.digest}
    journal.append("reckoning:keep:1", actor=actor, at=at, subject=f"reckoning:{row.pk}", public=public)
    return queries.reckoning(row.pk)


@transaction.atomic
def approve(*, pk: int, actor: Actor, at: datetime, phase: PhaseState) -> ReckoningView:
    """审定: the result stands as computed. Raises NoReckoning, RuledAlready."""
    check(actor, Power.RANKING_APPROVE, phase=phase)
    return _rule(pk, RulingKind.APPROVED, "", actor, at)


@transaction.atomic
def return_for_recheck(*, pk: int, reason: str, actor: Actor, at: datetime, phase: PhaseState) -> ReckoningView:
    """Send the result back to be checked again, saying why. Raises NoReckoning, RuledAlready, ReasonMissing."""
    check(actor, Power.RANKING_RETURN, phase=phase)
    if not reason.strip():
        raise ReasonMissing
    return _rule(pk, RulingKind.RETURNED, reason.strip(), actor, at)


def _rule(pk: int, kind: RulingKind, reason: str, actor: Actor, at: datetime) -> ReckoningView:
    row = Reckoning.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise NoReckoning
    if Ruling.objects.filter(reckoning=row).exists():
        raise RuledAlready
    Ruling.objects.create(reckoning=row, kind=kind, reason=reason, by=actor.name, at=at)
    public = {"kind": kind.value, "digest": row.digest}
    journal.append(
        "ranking:rule:1", actor=actor, at=at, subject=f"reckoning:{pk}", public=public, private={"reason": reason}
    )
    return queries.reckoning(pk)


@transaction.atomic
def release(*, pk: int, actor: Actor, at: datetime, phase: PhaseState) -> ReckoningView:
    """Publish an approved result. Raises NoReckoning, NotApproved."""
    check(actor, Power.RANKING_PUBLISH, phase=phase)
    Reckoning.objects.select_for_update().filter(pk=pk).first()
    view = queries.reckoning(pk)
    if not view.approved:
        raise NotApproved
    if view.released_at is None:
        Release.objects.create(reckoning_id=pk, at=at)
        journal.append(
            "ranking:release:1", actor=actor, at=at, subject=f"reckoning:{pk}", public={"digest": view.digest}
        )
    return queries.reckoning(pk)
