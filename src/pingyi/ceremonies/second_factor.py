"""What opens an account changes: second factors and passwords. The journal notes it, and the person is told.

Whoever changes them with somebody else's password, or at a desk left unattended, is found out by the notice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from pingyi.records.organisation import actions
from pingyi.records.organisation.actions import factors
from pingyi.records.organisation.models import Account
from pingyi.records.outbox.actions import post
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.organisation import ACCOUNT
from pingyi.rules.mandate import Actor


@contextmanager
def changing(account: Account, *, actor: Actor, at: datetime) -> Iterator[factors.Changed]:
    """What is done inside to the person's second factors is recorded and told, or it is not done."""
    with transaction.atomic():
        with factors.changing_factors(account, actor=actor, at=at) as changed:
            yield changed
        if changed:
            post("factor-changed", about=Subject.of(ACCOUNT, account.ref), at=at, person=account.ref)


@transaction.atomic
def change_password(account: Account, password: str, *, actor: Actor, at: datetime) -> None:
    """Set a new password (validated before)."""
    actions.change_password(account, password, actor=actor, at=at)
    post("password-changed", about=Subject.of(ACCOUNT, account.ref), at=at, person=account.ref)


@transaction.atomic
def reset(account: Account, *, reason: str, actor: Actor, at: datetime) -> None:
    """Take away lost second factors, and the password with them. Raises Refusal."""
    factors.reset_factors(account, reason=reason, actor=actor, at=at)
    post("factor-reset", about=Subject.of(ACCOUNT, account.ref), at=at, person=account.ref)
