"""What pages may know about units and people, as frozen values. Each answer costs a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from pingyi.records.organisation.models import Account, Acknowledgement, Grant, Invitation, Suspension, Unit
from pingyi.records.organisation.terms import OrgType
from pingyi.rules import mandate
from pingyi.rules.mandate import ROLE_NAMES, Actor, Role, UnitRef
from pingyi.rules.mandate.role import COUNTY, INSPECTION, SUSPENDABLE
from pingyi.rules.people.fitness import Fitness
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name in two languages."""

    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as lists show it."""

    code: str
    name: Name
    kind: OrgType
    ranked: bool
    people: int
    remit: Name


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A role of one person, proposed or held."""

    ref: str
    role: Role
    label: str
    unit: Name | None
    unit_code: str
    post: str
    granted_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as lists show them. `invited_until`: a live link waits to be used; `joined`: a password is set."""

    ref: str
    username: str
    name: str
    unit: Name | None
    active: bool
    joined: bool
    invited_until: datetime | None
    held: tuple[GrantLine, ...]
    proposed: tuple[GrantLine, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A role that somebody was proposed for."""

    ref: str
    person: str
    name: str
    label: str
    unit: Name | None
    post: str


@dataclass(frozen=True, slots=True)
class GrantEvent:
    """Something that happened to a role: who did it to whom, when and why."""

    at: datetime
    verb: str
    person: str
    label: str
    unit: Name | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who may inspect a unit; `leads`: also as head of the team; `home`: the unit they work in."""

    ref: str
    name: str
    home: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with the roles that were asked for."""

    ref: str
    name: str
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that somebody has now, for the organiser ("") or a unit, and whether they signed the prohibitions."""

    ref: str
    name: str
    role: Role
    unit: str
    signed: bool


@dataclass(frozen=True, slots=True)
class Suspended:
    """Somebody whose roles are withheld; `final`: the violation was found to be so."""

    name: str
    since: datetime
    final: bool


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An invented person whom anybody may play in a demo; `county`: one of many alike."""

    username: str
    name: str
    unit: Name | None
    roles: tuple[str, ...]
    county: bool


def actor_of(account: Account, *, campaign_id: str, strong: bool) -> Actor:
    """The actor that a signed-in account is: two queries. An account that was closed has no grants."""
    held = live_grants(account) if account.is_active else ()
    signed = Acknowledgement.objects.filter(account=OuterRef("pk"), campaign_id=campaign_id)
    withheld = Suspension.objects.filter(account=OuterRef("pk"), campaign_id=campaign_id, lifted_at=None)
    known = Account.objects.filter(pk=account.pk).values_list(Exists(signed), Exists(withheld)).first()
    acknowledged, suspended = known or (False, False)
    if suspended:
        held = tuple(grant for grant in held if grant.role not in SUSPENDABLE)
    return Actor(account.ref, account.name, held, acknowledged=acknowledged, strong=strong, suspended=suspended)


def actor_named(ref: str, *, campaign_id: str, strong: bool) -> Actor | None:
    """The actor that the account of this number is now; None when there is none: three queries."""
    account = Account.objects.filter(pk=ref).first() if ref.isascii() and ref.isdigit() else None
    return actor_of(account, campaign_id=campaign_id, strong=strong) if account else None


def acknowledged_at(ref: str, *, campaign_id: str) -> datetime | None:
    """When this person signed the eight prohibitions of a campaign: one query."""
    signed = Acknowledgement.objects.filter(account__pk=ref, campaign_id=campaign_id).order_by("at")
    return signed.values_list("at", flat=True).first()


def live_grants(account: Account) -> tuple[mandate.Grant, ...]:
    """What the account holds now."""
    grants = Grant.objects.filter(account=account, granted_at__isnull=False, withdrawn_at=None).order_by("pk")
    return tuple(
        mandate.Grant(Role(role), UnitRef(unit) if unit else None)
        for role, unit in grants.values_list("role", "unit__code")
    )


def second_factors(account: Account) -> dict[int, str]:
    """The second factors of the account, by number: what kind each is. One query."""
    return dict(Authenticator.objects.filter(user=account).values_list("pk", "type"))


def units() -> tuple[UnitLine, ...]:
    """Every unit, by code."""
    rows = Unit.objects.annotate(count=Count("people", filter=Q(people__is_active=True)))
    return tuple(
        UnitLine(
            row.code,
            Name(row.name_zh, row.name_en),
            OrgType(row.kind),
            row.ranked,
            row.count,
            Name(row.remit_zh, row.remit_en),
        )
        for row in rows
    )


def unit_names() -> dict[str, Text]:
    """Every unit's name by its code, in the order of codes."""
    rows = Unit.objects.values_list("code", "name_zh", "name_en")
    return {code: Text(zh, en or zh) for code, zh, en in rows}


def usernames() -> frozenset[str]:
    """Every name that is taken."""
    return frozenset(Account.objects.values_list("username", flat=True))


def people(*, at: datetime, waiting: bool = False) -> tuple[PersonLine, ...]:
    """Everybody, unit by unit; `waiting`: only those with a proposed role. Three queries."""
    found = Account.objects.order_by("unit__code", "username")
    if waiting:
        found = found.filter(grants__granted_at=None, grants__withdrawn_at=None, grants__isnull=False).distinct()
    return _lines(found, at)


def person(account: Account, *, at: datetime) -> PersonLine:
    """One person."""
    return _lines(Account.objects.filter(pk=account.pk), at)[0]


def proposals() -> tuple[Proposal, ...]:
    """Every role that was proposed and waits, role by role: one query."""
    rows = Grant.objects.filter(granted_at=None, withdrawn_at=None, account__is_active=True)
    return proposals_of(rows.select_related("account", "unit").order_by("role", "unit__code", "account__name", "pk"))


def proposals_of(rows: Iterable[Grant]) -> tuple[Proposal, ...]:
    """Rows as lines of a list."""
    return tuple(
        Proposal(str(row.pk), row.account.ref, row.account.name, ROLE_NAMES[Role(row.role)], _name(row.unit), row.post)
        for row in rows
    )


def grant_history(limit: int = 200) -> tuple[GrantEvent, ...]:
    """What happened to roles, newest first."""
    rows = Grant.objects.select_related("account", "unit", "proposed_by", "granted_by", "withdrawn_by").order_by("-pk")
    events = [event for row in rows[:limit] for event in _events(row)]
    return tuple(sorted(events, key=lambda event: event.at, reverse=True)[:limit])


def actors(refs: Iterable[str]) -> dict[str, tuple[str, tuple[Role, ...]]]:
    """Who the numbers in the journal are, and what they are here now, for those who audit it: two queries."""
    wanted = {int(ref) for ref in refs if ref.isdigit()}
    held: dict[int, list[Role]] = {}
    rows = Grant.objects.filter(account__in=wanted, granted_at__isnull=False, withdrawn_at=None).order_by("pk")
    for account, role in rows.values_list("account_id", "role"):
        own = held.setdefault(account, [])
        if Role(role) not in own:
            own.append(Role(role))
    named = Account.objects.filter(pk__in=wanted).values_list("pk", "name")
    return {str(pk): (name, tuple(held.get(pk, ()))) for pk, name in named}


def found_refs(search: str) -> frozenset[str]:
    """The numbers of those whose name or username contains this."""
    rows = Account.objects.filter(Q(name__icontains=search) | Q(username__icontains=search))
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))


def inspectors() -> dict[str, tuple[Inspector, ...]]:
    """Who holds an inspector's role, by the unit it is for, heads first: one query."""
    heads = {Role.INSPECTION_HEAD.value}
    rows = (
        Grant.objects.filter(role__in=INSPECTION, granted_at__isnull=False, withdrawn_at=None, account__is_active=True)
        .order_by("unit__code", "account__name", "pk")
        .values_list("unit__code", "account_id", "account__name", "account__unit__code", "role")
    )
    found: dict[str, dict[str, Inspector]] = {}
    for unit, pk, name, home, role in rows:
        own = found.setdefault(unit, {})
        known = own.get(str(pk))
        own[str(pk)] = Inspector(str(pk), name, home or "", role in heads or bool(known and known.leads))
    return {unit: tuple(sorted(own.values(), key=lambda each: not each.leads)) for unit, own in found.items()}


def holders(roles: Collection[Role]) -> tuple[Holder, ...]:
    """Who holds one of these roles now, by name: one query."""
    rows = (
        Grant.objects.filter(role__in=roles, granted_at__isnull=False, withdrawn_at=None, account__is_active=True)
        .order_by("account__name", "account_id", "pk")
        .values_list("account_id", "account__name", "role")
    )
    found: dict[str, Holder] = {}
    for pk, name, role in rows:
        held = found.get(str(pk), Holder(str(pk), name))
        found[str(pk)] = replace(held, roles=tuple(dict.fromkeys((*held.roles, Role(role)))))
    return tuple(found.values())


def holdings(campaign_id: str) -> tuple[Holding, ...]:
    """Every role that is held now, by name: one query."""
    signed = Exists(Acknowledgement.objects.filter(account=OuterRef("account_id"), campaign_id=campaign_id))
    rows = (
        Grant.objects.filter(granted_at__isnull=False, withdrawn_at=None, account__is_active=True)
        .annotate(signed=signed)
        .order_by("account__name", "account_id", "pk")
        .values_list("account_id", "account__name", "role", "unit__code", "signed")
    )
    return tuple(Holding(str(pk), name, Role(role), unit or "", own) for pk, name, role, unit, own in rows)


def suspensions(campaign_id: str) -> dict[str, Suspended]:
    """Whose roles are withheld, or were taken for good, by reference: one query."""
    rows = Suspension.objects.filter(campaign_id=campaign_id, lifted_at=None).select_related("account").order_by("pk")
    return {row.account.ref: Suspended(row.account.name, row.begun_at, row.final) for row in rows}


def fitness(refs: Iterable[str], *, campaign_id: str) -> dict[str, Fitness]:
    """What accounts say of these people's fitness for work: name, home, prohibitions signed. One query."""
    wanted = [int(ref) for ref in refs if ref.isascii() and ref.isdigit() and len(ref) < 19]
    signed = Exists(Acknowledgement.objects.filter(account=OuterRef("pk"), campaign_id=campaign_id))
    rows = Account.objects.filter(pk__in=wanted).values_list("pk", "name", "unit__code", signed)
    return {str(pk): Fitness(name=name, signed=own, home=home or "") for pk, name, home, own in rows}


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Every invented account with what it holds, body by body."""
    found = Account.objects.filter(invented=True, is_active=True).order_by(F("unit").asc(nulls_last=True), "pk")
    rows = found.select_related("unit").prefetch_related(_grants())
    return tuple(
        DemoAccount(
            row.username,
            row.name,
            _name(row.unit),
            _held_labels(row),
            county=any(Role(grant.role) in COUNTY | INSPECTION for grant in row.grants.all()),
        )
        for row in rows
    )


def _grants() -> "Prefetch[str]":
    """`grants.all()` of every account are then those that were not withdrawn."""
    live = Grant.objects.filter(withdrawn_at=None).select_related("unit").order_by("pk")
    return Prefetch("grants", queryset=live)


def _lines(found: QuerySet[Account], at: datetime) -> tuple[PersonLine, ...]:
    waiting = Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=at)
    rows = found.select_related("unit").prefetch_related(_grants(), Prefetch("invitations", queryset=waiting))
    return tuple(_line(row) for row in rows)


def _line(row: Account) -> PersonLine:
    grants = [_grant_line(grant) for grant in row.grants.all()]
    waiting = row.invitations.all()
    return PersonLine(
        ref=row.ref,
        username=row.username,
        name=row.name,
        unit=_name(row.unit),
        active=row.is_active,
        joined=row.password_set_at is not None,
        invited_until=waiting[0].expires_at if waiting else None,
        held=tuple(grant for grant in grants if grant.granted_at),
        proposed=tuple(grant for grant in grants if not grant.granted_at),
    )


def _grant_line(row: Grant) -> GrantLine:
    role, code = Role(row.role), row.unit.code if row.unit else ""
    return GrantLine(str(row.pk), role, ROLE_NAMES[role], _name(row.unit), code, row.post, row.granted_at)


def _held_labels(row: Account) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ROLE_NAMES[Role(grant.role)] for grant in row.grants.all() if grant.granted_at))


def _name(unit: Unit | None) -> Name | None:
    return Name(unit.name_zh, unit.name_en) if unit else None


def _events(row: Grant) -> list[GrantEvent]:
    label, unit = ROLE_NAMES[Role(row.role)], _name(row.unit)
    steps = [
        (row.proposed_at, "proposed", row.proposed_by, ""),
        (row.granted_at, "granted", row.granted_by, ""),
        (row.withdrawn_at, "withdrawn", row.withdrawn_by, row.reason),
    ]
    return [
        GrantEvent(at, verb, row.account.name, label, unit, by.name if by else "", reason)
        for at, verb, by, reason in steps
        if at
    ]
