"""Withholding somebody's roles while a violation is looked into, and what is decided about that (R199)."""

from datetime import datetime

from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.models import Account, Suspension
from pingyi.rules.journal.vocabulary.organisation import RolesWithheld, SuspensionDecided
from pingyi.rules.mandate import Actor, PhaseState, Power, check


@transaction.atomic
def suspend(account: Account, cause: str, *, campaign_id: str, phase: PhaseState, actor: Actor, at: datetime) -> None:
    """From now on the roles in the appraisal give no power; a second time changes nothing."""
    check(actor, Power.VIOLATION_HANDLE, phase=phase)
    _, new = Suspension.objects.get_or_create(
        account=account, campaign_id=campaign_id, cause=cause, defaults={"begun_at": at}
    )
    if new:
        append(RolesWithheld(about=account.ref, cause=cause), actor=actor, at=at)


@transaction.atomic
def end_suspension(cause: str, *, final: bool, campaign_id: str, phase: PhaseState, actor: Actor, at: datetime) -> None:
    """The roles are taken for the rest of the campaign, or given back."""
    check(actor, Power.VIOLATION_DECIDE, phase=phase)
    rows = Suspension.objects.select_for_update(of=("self",)).select_related("account")
    row = rows.filter(campaign_id=campaign_id, cause=cause).first()
    if row is None:
        return
    row.final, row.lifted_at = final, None if final else at
    row.save(update_fields=["final", "lifted_at"])
    append(SuspensionDecided(about=row.account.ref, final=final), actor=actor, at=at)
