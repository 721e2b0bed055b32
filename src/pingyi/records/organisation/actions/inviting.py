"""The only writer of invitations: sent, sent anew, accepted."""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.actions.accounts import acknowledge, set_password
from pingyi.records.organisation.actions.steps import account_of, allow
from pingyi.records.organisation.errors import (
    AccountClosed,
    InvitationExpired,
    InvitationUsed,
    InvitationWithdrawn,
    NameDiffers,
)
from pingyi.records.organisation.models import Account, Invitation
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary import organisation as entries
from pingyi.rules.mandate import Actor, Power

INVITATION_DAYS = 7
INVITING = int.from_bytes(b"inviting")


@dataclass(frozen=True, slots=True)
class Invited:
    """A person and the token of their new link."""

    unit: str
    name: str
    username: str
    token: str


@transaction.atomic
def invite(account: Account, *, actor: Actor, at: datetime) -> str:
    """Make a new invitation, which replaces any earlier one; the answer is its token, kept nowhere."""
    allow(Power.INVITATION_SEND, actor=actor)
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if not account.is_active:
        raise AccountClosed
    return new_link(account, actor=actor, at=at)


@transaction.atomic
def invite_newcomers(*, actor: Actor, at: datetime) -> tuple[Invited, ...]:
    """Invite everybody who has neither an account in use nor a link that still works.

    Whoever presses twice waits for the first time to end, and then finds nobody left to invite.
    """
    allow(Power.INVITATION_SEND, actor=actor)
    _everybody_waits()
    waiting = Invitation.objects.filter(withdrawn_at=None, expires_at__gt=at).values("account")
    newcomers = Account.objects.filter(is_active=True, password_set_at=None).exclude(pk__in=waiting)
    return tuple(
        Invited(
            account.unit.name_zh if account.unit else "",
            account.name,
            account.username,
            invite(account, actor=actor, at=at),
        )
        for account in newcomers.select_related("unit").order_by("unit__code", "username")
    )


def ensure_open(invitation: Invitation, *, at: datetime) -> None:
    """Raises InvitationUsed, InvitationWithdrawn, InvitationExpired or AccountClosed."""
    if invitation.used_at:
        raise InvitationUsed(day=invitation.used_at)
    if invitation.withdrawn_at:
        raise InvitationWithdrawn
    if at >= invitation.expires_at:
        raise InvitationExpired(day=invitation.expires_at)
    if not invitation.account.is_active:
        raise AccountClosed


@transaction.atomic
def accept_invitation(
    invitation: Invitation,
    *,
    name: str,
    password: str,
    campaign_id: str,
    text_digest: str,
    actor: Actor,
    at: datetime,
) -> Account:
    """The invited person proves the name, sets the password and signs the prohibitions; the link is spent.

    Raises Refusal.
    """
    allow(Power.SESSION_OPEN, actor=actor)
    account = Account.objects.select_for_update().get(pk=invitation.account_id)  # before its invitations, as everywhere
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    ensure_open(invitation, at=at)
    if _spelled(name) != _spelled(account.name):
        raise NameDiffers
    set_password(account, password, at=at)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    append(entries.InvitationAccepted(about=account.ref), actor=_self(account), at=at)
    acknowledge(account, campaign_id=campaign_id, text_digest=text_digest, actor=_self(account), at=at)
    return account


def new_link(account: Account, *, actor: Actor, at: datetime) -> str:
    """A new invitation in the place of any earlier one; the token is kept nowhere."""
    token = secrets.token_urlsafe(32)
    expires_at = at + timedelta(days=INVITATION_DAYS)
    account.invitations.filter(used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    Invitation.objects.create(
        account=account,
        token_digest=sha256_hex(token.encode()),
        created_at=at,
        created_by=account_of(actor=actor),
        expires_at=expires_at,
    )
    append(entries.InvitationSent(about=account.ref, expires=expires_at), actor=actor, at=at)
    return token


def _everybody_waits() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INVITING])


def _self(account: Account) -> Actor:
    return Actor(account.ref, account.name)


def _spelled(name: str) -> str:
    """A name as people compare names: full-width and half-width alike, without spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
