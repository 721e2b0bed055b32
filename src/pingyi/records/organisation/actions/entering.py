"""Who enters units and people into the house: all or none, and nobody can sign in yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from pingyi.records.journal.actions import append
from pingyi.records.organisation.actions.inviting import Invited, new_link
from pingyi.records.organisation.actions.steps import BATCH, account_of, allow, ensure_grantable
from pingyi.records.organisation.errors import AlreadyFurnished
from pingyi.records.organisation.models import Account, Grant, Unit
from pingyi.rules.journal.vocabulary import organisation as entries
from pingyi.rules.mandate import Actor, Power, Role


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
        invited.append(Invited("", person.name, person.username, new_link(account, actor=actor, at=at)))
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
