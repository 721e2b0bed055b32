"""The only writer of a corrected name."""

from datetime import datetime

from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.actions.steps import locked
from pingyi.records.organisation.errors import NameMissing, ReasonMissing
from pingyi.records.organisation.models import Account
from pingyi.rules import mandate
from pingyi.rules.journal.vocabulary.organisation import PersonRenamed
from pingyi.rules.mandate import Actor, PhaseState, Power
from pingyi.rules.writing import tidy


@transaction.atomic
def correct_name(account: Account, name: str, *, reason: str, actor: Actor, at: datetime) -> None:
    """Write a person's name as it should have been; what stood there and why is private to the journal.

    Raises NameMissing, ReasonMissing, OwnAccount, ValidationError.
    """
    mandate.check(actor, Power.ACCOUNT_ADMINISTER, phase=PhaseState.BEFORE)
    row = locked(account, actor=actor)
    name, reason, before = tidy(name), tidy(reason), row.name
    if not name or name == before:
        raise NameMissing
    if not reason:
        raise ReasonMissing
    row.name = name
    row.full_clean()
    row.save(update_fields=["name"])
    append(PersonRenamed(about=account.ref, before=before, after=name, reason=reason), actor=actor, at=at)
