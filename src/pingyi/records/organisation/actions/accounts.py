"""What becomes of an account: its password, its sessions, shut and open again; the prohibitions signed with it."""

from datetime import datetime

from django.db import connection, transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.actions.steps import allow, locked
from pingyi.records.organisation.errors import ReasonMissing
from pingyi.records.organisation.models import Account, FormerPassword
from pingyi.rules.journal.vocabulary import organisation as entries
from pingyi.rules.mandate import Actor, Power
from pingyi.rules.writing import tidy

_SIGN = """
INSERT INTO organisation_acknowledgement (account_id, campaign_id, text_digest, at) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING RETURNING id
"""
"""One statement, whether or not the person signs at two windows at once."""


@transaction.atomic
def acknowledge(account: Account, *, campaign_id: str, text_digest: str, actor: Actor, at: datetime) -> None:
    """The person signs the eight prohibitions (R190); a second signature changes nothing."""
    allow(Power.PROHIBITIONS_ACKNOWLEDGE, actor=actor)
    with connection.cursor() as cursor:
        if cursor.execute(_SIGN, [account.pk, campaign_id, text_digest, at]).fetchone():
            signed = entries.ProhibitionsAcknowledged(about=account.ref, campaign=campaign_id, text=text_digest)
            append(signed, actor=actor, at=at)


@transaction.atomic
def close_account(account: Account, *, reason: str, actor: Actor, at: datetime) -> None:
    """Shut a person out at once; roles and history stay. Raises Refusal."""
    _switch(account, False, reason, actor, at)


@transaction.atomic
def reopen_account(account: Account, *, reason: str, actor: Actor, at: datetime) -> None:
    """Let a person in again. Raises Refusal."""
    _switch(account, True, reason, actor, at)


@transaction.atomic
def change_password(account: Account, password: str, *, actor: Actor, at: datetime) -> None:
    """Set a new password (validated before); the old hash joins the history."""
    allow(Power.ACCOUNT_USE, actor=actor)
    set_password(account, password, at=at)
    append(entries.PasswordChanged(about=account.ref), actor=actor, at=at)


@transaction.atomic
def open_session(account: Account, session_key: str, *, actor: Actor, at: datetime) -> str:
    """Note a sign-in; the answer is the key of the session opened before, which a privileged person may not keep."""
    allow(Power.ACCOUNT_USE, actor=actor)
    former = account.session_key
    account.session_key = session_key
    account.save(update_fields=["session_key"])
    append(entries.SessionOpened(about=account.ref), actor=actor, at=at)
    return former


@transaction.atomic
def close_session(account: Account, *, actor: Actor, at: datetime) -> None:
    """Note a sign-out."""
    allow(Power.ACCOUNT_USE, actor=actor)
    account.session_key = ""
    account.save(update_fields=["session_key"])
    append(entries.SessionClosed(about=account.ref), actor=actor, at=at)


@transaction.atomic
def note_refused_sign_in(username: str, *, actor: Actor, at: datetime) -> None:
    """Note that somebody could not prove to be this user (E-D D7). Nothing public says who."""
    allow(Power.SESSION_OPEN, actor=actor)
    append(entries.SessionRefused(username=username[:200]), actor=actor, at=at)


def set_password(account: Account, password: str, *, at: datetime) -> None:
    """Another password (validated before); the old one joins those that may not be chosen again."""
    keep_former(account, at=at)
    account.set_password(password)
    account.password_set_at = at
    account.save(update_fields=["password", "password_set_at"])


def keep_former(account: Account, *, at: datetime) -> None:
    """The password joins those that may not be chosen again."""
    if account.has_usable_password():
        FormerPassword.objects.create(account=account, password=account.password, set_at=at)


def _switch(account: Account, active: bool, reason: str, actor: Actor, at: datetime) -> None:
    allow(Power.ACCOUNT_ADMINISTER, actor=actor)
    account = locked(account, actor=actor)
    if not tidy(reason):
        raise ReasonMissing
    account.is_active = active
    account.save(update_fields=["is_active"])
    switched = entries.AccountReopened if active else entries.AccountShut
    append(switched(about=account.ref, reason=tidy(reason)), actor=actor, at=at)
