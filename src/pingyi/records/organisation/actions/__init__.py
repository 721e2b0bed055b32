"""The only writer of units, accounts, grants, invitations and acknowledgements: allow, change, record, announce."""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.actions.granting import Office as Office
from pingyi.records.organisation.actions.granting import confirm_grants as confirm_grants
from pingyi.records.organisation.actions.granting import grant_role as grant_role
from pingyi.records.organisation.actions.granting import grant_roles as grant_roles
from pingyi.records.organisation.actions.granting import withdraw_grant as withdraw_grant
from pingyi.records.organisation.actions.steps import BATCH, account_of, allow, ensure_grantable, locked
from pingyi.records.organisation.errors import (
    AccountClosed,
    AlreadyFurnished,
    InvitationExpired,
    InvitationUsed,
    InvitationWithdrawn,
    NameDiffers,
    ReasonMissing,
)
from pingyi.records.organisation.models import Account, FormerPassword, Grant, Invitation, Unit
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary import organisation as entries
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.writing import tidy

INVITATION_DAYS = 7
INVITING = int.from_bytes(b"inviting")
_SIGN = """
INSERT INTO organisation_acknowledgement (account_id, campaign, text_digest, at) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING RETURNING id
"""
"""One statement, whether or not the person signs at two windows at once."""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be entered."""

    code: str
    name_zh: str
    kind: str
    name_en: str = ""
    ranked: bool = False
    remit_zh: str = ""
    remit_en: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be entered: account, home unit, and a role that somebody else has still to grant."""

    username: str
    name: str
    unit: str = ""
    email: str = ""
    role: Role | None = None
    for_unit: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A person and the token of their new link."""

    unit: str
    name: str
    username: str
    token: str


@transaction.atomic
def install_administrators(
    people: Mapping[Role, NewPerson], *, actor: Actor, at: datetime, invented: bool = False
) -> tuple[Invited, ...]:
    """Bring the first administrators into an empty house. Raises AlreadyFurnished, ValidationError."""
    allow(Power.ADMINISTRATOR_INSTALL, actor=actor)
    if Account.objects.exists():
        raise AlreadyFurnished
    invited = []
    accounts = _enter(list(people.values()), {}, None, at, invented)
    for (role, person), account in zip(people.items(), accounts, strict=True):
        account.grants.create(role=role, proposed_at=at, granted_at=at)
        append(entries.AdministratorInstalled(about=account.ref, role=role), actor=actor, at=at)
        invited.append(Invited("", person.name, person.username, _new_link(account, actor, at)))
    return tuple(invited)


@transaction.atomic
def add_units(units: Sequence[NewUnit], *, actor: Actor, at: datetime) -> None:
    """Enter units, all or none. Raises ValidationError."""
    allow(Power.UNIT_IMPORT, actor=actor)
    rows = [Unit(**{name: getattr(unit, name) for name in NewUnit.__slots__}, created_at=at) for unit in units]
    _ensure_new(rows, "code")
    Unit.objects.bulk_create(rows, batch_size=BATCH)
    append(entries.UnitsEntered(units=[unit.code for unit in units]), actor=actor, at=at)


@transaction.atomic
def add_people(people: Sequence[NewPerson], *, actor: Actor, at: datetime, invented: bool = False) -> list[Account]:
    """Enter people, all or none: accounts that open only by invitation. Raises ValidationError."""
    allow(Power.PERSON_IMPORT, actor=actor)
    units = {unit.code: unit for unit in Unit.objects.all()}
    accounts = _enter(people, units, account_of(actor=actor), at, invented)
    entered = entries.PeopleEntered(
        accounts=len(accounts), references=[account.ref for account in accounts], people=list(people)
    )
    append(entered, actor=actor, at=at)
    return accounts


@transaction.atomic
def invite(account: Account, *, actor: Actor, at: datetime) -> str:
    """Make a new invitation, which replaces any earlier one; the answer is its token, kept nowhere."""
    allow(Power.INVITATION_SEND, actor=actor)
    account = Account.objects.select_for_update(of=["self"]).get(pk=account.pk)
    if not account.is_active:
        raise AccountClosed
    return _new_link(account, actor, at)


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
    campaign: str,
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
    _set_password(account, password, at)
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    append(entries.InvitationAccepted(about=account.ref), actor=_self(account), at=at)
    acknowledge(account, campaign=campaign, text_digest=text_digest, actor=_self(account), at=at)
    return account


@transaction.atomic
def acknowledge(account: Account, *, campaign: str, text_digest: str, actor: Actor, at: datetime) -> None:
    """The person signs the eight prohibitions (R190); a second signature changes nothing."""
    allow(Power.PROHIBITIONS_ACKNOWLEDGE, actor=actor)
    with connection.cursor() as cursor:
        if cursor.execute(_SIGN, [account.pk, campaign, text_digest, at]).fetchone():
            signed = entries.ProhibitionsAcknowledged(about=account.ref, campaign=campaign, text=text_digest)
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
    _set_password(account, password, at)
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


def _self(account: Account) -> Actor:
    return Actor(account.ref, account.name)


def _enter(
    people: Sequence[NewPerson], units: dict[str, Unit], by: Account | None, at: datetime, invented: bool
) -> list[Account]:
    accounts = [
        Account(
            username=person.username,
            name=person.name,
            email=person.email,
            unit=units[person.unit] if person.unit else None,
            created_at=at,
            invented=invented,
        )
        for person in people
    ]
    for account in accounts:
        account.set_unusable_password()
    _ensure_new(accounts, "username")
    Account.objects.bulk_create(accounts, batch_size=BATCH)
    proposed = []
    for person, account in zip(people, accounts, strict=True):
        if person.role:
            unit = units[person.for_unit] if person.for_unit else None
            ensure_grantable(account, person.role, unit, ())
            post = Grant(account=account, role=person.role, unit=unit, post=person.post)
            post.proposed_at, post.proposed_by = at, by
            proposed.append(post)
    Grant.objects.bulk_create(proposed, batch_size=BATCH)
    return accounts


def _ensure_new(rows: Sequence[Unit] | Sequence[Account], name: str) -> None:
    """Each row is valid, and its `name` nobody else's. Raises ValidationError."""
    model = type(rows[0]) if rows else Unit
    wanted = [getattr(row, name) for row in rows]
    taken = set(model._default_manager.filter(**{f"{name}__in": wanted}).values_list(name, flat=True))
    for row in rows:
        row.clean_fields(exclude={"unit"})  # which was looked up just now
        row.clean()
        if getattr(row, name) in taken:
            raise ValidationError({name: row.unique_error_message(model, (name,))})
        taken.add(getattr(row, name))


def _everybody_waits() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INVITING])


def _new_link(account: Account, actor: Actor, at: datetime) -> str:
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


def _set_password(account: Account, password: str, at: datetime) -> None:
    keep_former(account, at=at)
    account.set_password(password)
    account.password_set_at = at
    account.save(update_fields=["password", "password_set_at"])


def keep_former(account: Account, *, at: datetime) -> None:
    """The password joins those that may not be chosen again."""
    if account.has_usable_password():
        FormerPassword.objects.create(account=account, password=account.password, set_at=at)


def _spelled(name: str) -> str:
    """A name as people compare names: full-width and half-width alike, without spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _switch(account: Account, active: bool, reason: str, actor: Actor, at: datetime) -> None:
    allow(Power.ACCOUNT_ADMINISTER, actor=actor)
    account = locked(account, actor=actor)
    if not tidy(reason):
        raise ReasonMissing
    account.is_active = active
    account.save(update_fields=["is_active"])
    switched = entries.AccountReopened if active else entries.AccountShut
    append(switched(about=account.ref, reason=tidy(reason)), actor=actor, at=at)
