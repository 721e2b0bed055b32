"""The only writer of what is known of second factors: allauth keeps them, these two note what became of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.actions.accounts import keep_former
from pingyi.records.organisation.actions.steps import locked
from pingyi.records.organisation.errors import FactorMissing, ReasonMissing
from pingyi.records.organisation.models import Account
from pingyi.records.organisation.queries import second_factors
from pingyi.rules import mandate
from pingyi.rules.journal.vocabulary.organisation import FactorsChanged, FactorsReset
from pingyi.rules.mandate import Actor, PhaseState, Power
from pingyi.rules.writing import tidy


@dataclass(slots=True)
class Changed:
    """What became of somebody's second factors: the kinds that came and those that went."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


@contextmanager
def changing_factors(account: Account, *, actor: Actor, at: datetime) -> Iterator[Changed]:
    """Whatever is done to the person's second factors inside is recorded, or it is not done.

    allauth does the work; the account is locked meanwhile, so that two changes come one after the other.
    """
    mandate.check(actor, Power.ACCOUNT_USE, phase=PhaseState.BEFORE)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        before, changed = second_factors(account), Changed()
        yield changed
        after = second_factors(account)
        changed.added = tuple(sorted(after[pk] for pk in after.keys() - before.keys()))
        changed.removed = tuple(sorted(before[pk] for pk in before.keys() - after.keys()))
        if changed:
            entry = FactorsChanged(about=account.ref, added=changed.added, removed=changed.removed)
            append(entry, actor=actor, at=at)


@transaction.atomic
def reset_factors(account: Account, *, reason: str, actor: Actor, at: datetime) -> None:
    """Take away the second factors that a person lost, and the password with them: every session ends at once.

    The person comes back through a new invitation, which another administrator makes: nobody alone can take an account
    over. Raises Refusal.
    """
    mandate.check(actor, Power.GRANT_ADMINISTER, phase=PhaseState.BEFORE)
    account = locked(account, actor=actor)
    if not tidy(reason):
        raise ReasonMissing
    if not second_factors(account):
        raise FactorMissing
    Authenticator.objects.filter(user=account).delete()
    keep_former(account, at=at)
    account.set_unusable_password()
    account.password_set_at = None
    account.save(update_fields=["password", "password_set_at"])
    append(FactorsReset(about=account.ref, reason=tidy(reason)), actor=actor, at=at)
