"""The fixed cast: one invented person per role, in invented units. Permission tests use these and nobody else."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client

from pingyi.records.journal.actions import append_all
from pingyi.records.organisation.models import Account, Acknowledgement, Grant, OrgType, Unit
from pingyi.records.organisation.queries import actor_of
from pingyi.rules.journal.vocabulary.organisation import RoleGranted
from pingyi.rules.mandate import UNIT_BOUND, Actor, Role
from pingyi.rules.mandate.role import INSPECTION

AT = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
PASSWORD = "Willow-Bridge-7"

UNITS = (
    ("office", "云州市科技评议办", "Yunzhou appraisal office", OrgType.OFFICE, False),
    ("statistics", "云州市统计局", "Yunzhou statistics bureau", OrgType.STAT_BUREAU, False),
    ("leading-group", "云州市评议领导小组", "Yunzhou leading group", OrgType.LEADING_GROUP, False),
    ("supervisor", "云州市政风监督员办公室", "Yunzhou supervisors", OrgType.SUPERVISOR, False),
    ("city-bureau", "云州市科技局", "Yunzhou science bureau", OrgType.CITY_BUREAU, False),
    ("qinghe", "清河县科技局", "Qinghe science bureau", OrgType.COUNTY_BUREAU, True),
    ("linshan", "林山县科技局", "Linshan science bureau", OrgType.COUNTY_BUREAU, True),
    ("donghu", "东湖区科技局", "Donghu science bureau", OrgType.COUNTY_BUREAU, True),
)

PEOPLE = {
    Role.APPRAISER: ("叶知秋", None),
    Role.AUDIT_ADMIN: ("孙明鉴", None),
    Role.CITY_BUREAU_UNIT: ("周行远", "city-bureau"),
    Role.COUNTY_LEADER: ("吴定山", "qinghe"),
    Role.COUNTY_OFFICE: ("郑若水", "qinghe"),
    Role.DISCIPLINE_LIAISON: ("王守正", None),
    Role.IDENTITY_CUSTODIAN: ("冯静言", None),
    Role.INSPECTION_HEAD: ("陈望岳", "city-bureau"),
    Role.INSPECTOR: ("褚怀仁", "city-bureau"),
    Role.INTAKE_CLERK: ("卫听雨", None),
    Role.LEADING_GROUP_LEADER: ("蒋长河", "leading-group"),
    Role.LEADING_GROUP_MEMBER: ("沈一舟", "leading-group"),
    Role.OFFICE_DIRECTOR: ("韩思齐", "office"),
    Role.OFFICE_STAFF: ("杨小满", "office"),
    Role.PROV_GUEST: ("朱同和", None),
    Role.REPRESENTATIVE: ("秦采薇", None),
    Role.SEC_ADMIN: ("钱慎行", None),
    Role.STAT_LEAD: ("尤数理", "statistics"),
    Role.STAT_OFFICER: ("许可量", "statistics"),
    Role.SUPERVISOR: ("何远观", "supervisor"),
    Role.SYS_ADMIN: ("赵维新", None),
    Role.TRUSTEE: ("吕持钥", "office"),
}
"""Role → name and home unit; a unit-bound role is granted for that unit, any other for all."""

INSPECTED = "qinghe"
"""The unit for which the inspectors hold their roles: never their own."""


@dataclass(frozen=True)
class Cast:
    """Everybody, by role, and the units, by code."""

    accounts: dict[Role, Account]
    units: dict[str, Unit]

    def __getitem__(self, role: Role) -> Account:
        return self.accounts[role]

    def actor(self, role: Role, *, strong: bool = True, campaign_id: str = "") -> Actor:
        """The person of that role, signed in with a second factor."""
        return actor_of(self.accounts[role], campaign_id=campaign_id, strong=strong)


def cast(*, campaign_id: str = "") -> Cast:
    """Bring the whole cast into the database, the eight prohibitions signed."""
    units = {
        code: Unit.objects.create(code=code, name_zh=zh, name_en=en, kind=kind, ranked=ranked, created_at=AT)
        for code, zh, en, kind, ranked in UNITS
    }
    accounts = {
        role: Account(
            username=role.replace("_", "-"),
            name=name,
            unit=units.get(unit or ""),
            password=_hashed(),
            password_set_at=settings.CLOCK.now(),
            created_at=AT,
        )
        for role, (name, unit) in PEOPLE.items()
    }
    Account.objects.bulk_create(accounts.values())
    Grant.objects.bulk_create(
        Grant(
            account=account,
            role=role,
            unit=_good_for(role, account, units),
            proposed_at=AT,
            granted_at=AT,
        )
        for role, account in accounts.items()
    )
    Acknowledgement.objects.bulk_create(
        Acknowledgement(account=account, campaign_id=campaign_id, text_digest="0" * 64, at=AT)
        for account in accounts.values()
    )
    return Cast(accounts, units)


def record_grants(cast: Cast) -> None:
    """The journal says of the cast's roles what it would, had they been granted at a desk."""
    held = Grant.objects.select_related("unit")
    said = [
        RoleGranted(about=each.account_id, role=each.role, unit=each.unit.code if each.unit else None, post="")
        for each in held
    ]
    with transaction.atomic():
        append_all(said, actor=cast.actor(Role.SEC_ADMIN), at=AT)


def show_factor(client: Client, account: Account) -> None:
    """Let the session of a client have seen the second factor of its person, who has one from now on."""
    if (factor := Authenticator.objects.filter(user=account, type="totp").first()) is None:
        factor = TOTP.activate(account, generate_totp_secret()).instance
    session = client.session
    session["account_authentication_methods_user"] = str(account.pk)
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp", "id": factor.pk}]
    session.save()


def _good_for(role: Role, account: Account, units: dict[str, Unit]) -> Unit | None:
    if role in INSPECTION:
        return units[INSPECTED]
    return account.unit if role in UNIT_BOUND else None


@cache
def _hashed() -> str:
    return make_password(PASSWORD)
