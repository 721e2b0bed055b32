"""The invented people and units of a rehearsal, entered through the administrators' own actions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pingyi.records.organisation import actions
from pingyi.records.organisation.actions import NewPerson, NewUnit, Office
from pingyi.records.organisation.models import Account, Unit
from pingyi.records.organisation.queries import actor_of
from pingyi.records.organisation.terms import OrgType
from pingyi.rehearsal.chance import Chance
from pingyi.rules.mandate import UNIT_BOUND, Actor, Grant, PersonRef, Role
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.words import Text

SURNAMES = "安白柏卞蔡岑常程池褚戴邓丁董杜范方房费冯傅高葛耿顾关郭韩郝何贺洪侯胡华黄霍姬纪季贾简江姜蒋焦金靳景康柯孔"
GIVEN = "安邦伯川承德道恒方刚广海涵浩和恒宏怀建江锦景静敬靖静君开可立林茂明宁平启清庆秋然如若善尚诗书淑思松素天文贤晓心"
SYSTEM = Actor(PersonRef("rehearsal-sys"), "rehearsal", (Grant(Role.SYS_ADMIN),), acknowledged=True, strong=True)
SECURITY = Actor(PersonRef("rehearsal-sec"), "rehearsal", (Grant(Role.SEC_ADMIN),), acknowledged=True, strong=True)

TEAMS = 3
INSPECTORS_PER_TEAM = 3
KINDS = {
    BodyKind.OFFICE: OrgType.OFFICE,
    BodyKind.STATISTICS: OrgType.STAT_BUREAU,
    BodyKind.SUPERVISOR: OrgType.SUPERVISOR,
    BodyKind.LEADING_GROUP: OrgType.LEADING_GROUP,
}
CENTRAL = (
    (Role.LEADING_GROUP_LEADER, BodyKind.LEADING_GROUP, 1),
    (Role.LEADING_GROUP_MEMBER, BodyKind.LEADING_GROUP, 2),
    (Role.OFFICE_DIRECTOR, BodyKind.OFFICE, 1),
    (Role.OFFICE_STAFF, BodyKind.OFFICE, 2),
    (Role.STAT_LEAD, BodyKind.STATISTICS, 1),
    (Role.STAT_OFFICER, BodyKind.STATISTICS, 1),
    (Role.SUPERVISOR, BodyKind.SUPERVISOR, 1),
    (Role.SYS_ADMIN, None, 1),
    (Role.SEC_ADMIN, None, 1),
    (Role.AUDIT_ADMIN, None, 1),
)
"""How many of each role work in the city; counties, inspectors and trustees come on top."""

APPRAISERS_PER_UNIT = 2
WAITING = (
    Role.APPRAISER,
    Role.REPRESENTATIVE,
    Role.INTAKE_CLERK,
    Role.IDENTITY_CUSTODIAN,
    Role.DISCIPLINE_LIAISON,
    Role.PROV_GUEST,
)
"""Roles with little to do here yet: their people sign in, sign the prohibitions, and read what they may."""


class People(Protocol):
    """Whoever plays a campaign: somebody for every role, and for the unit or body it is good for."""

    def actor(self, role: Role, unit: str = "", /) -> Actor: ...


@dataclass
class Company:
    """Everybody, by role and by the unit the role is good for."""

    campaign_id: str = ""
    accounts: dict[tuple[Role, str], list[Account]] = field(default_factory=dict)
    signed_in: dict[Account, Actor] = field(default_factory=dict)

    def actor(self, role: Role, unit: str = "", number: int = 0) -> Actor:
        """One of them, signed in once with a second factor: nobody's roles change in a rehearsal."""
        account = self.accounts[role, unit][number]
        if account not in self.signed_in:
            self.signed_in[account] = actor_of(account, campaign_id=self.campaign_id, strong=True)
        return self.signed_in[account]

    def everybody(self) -> list[Account]:
        """Each account once."""
        return list({account.pk: account for group in self.accounts.values() for account in group}.values())


def assemble(book: Rulebook, chance: Chance, at: datetime) -> Company:
    """Enter units and people, and grant every role."""
    actions.add_units(list(_units(book)), actor=SYSTEM, at=at)
    roster = list(_roster(book))
    people = [NewPerson(username=username, name=_name(chance), unit=home) for username, _, _, home in _unique(roster)]
    made = {account.username: account for account in actions.add_people(people, actor=SYSTEM, at=at, invented=True)}
    units = {unit.code: unit for unit in Unit.objects.all()}
    company, offices = Company(), []
    for username, role, unit, _ in roster:
        bound = units[unit] if role in UNIT_BOUND else None
        offices.append(Office(made[username], role, bound))
        company.accounts.setdefault((role, unit if bound else ""), []).append(made[username])
    actions.grant_roles(offices, actor=SECURITY, at=at)
    return company


def acknowledge(
    company: Company, accounts: Iterable[Account], campaign_id: str, text_digest: str, at: datetime
) -> None:
    """These people sign the eight prohibitions of a campaign ("" before there is one), as R190 asks of everybody."""
    company.campaign_id = campaign_id
    company.signed_in.clear()
    for account in accounts:
        actor = Actor(account.ref, account.name, strong=True)
        actions.acknowledge(account, campaign_id=campaign_id, text_digest=text_digest, actor=actor, at=at)


def _units(book: Rulebook) -> list[NewUnit]:
    ranked = {unit.code for unit in book.ranked_units}
    bodies = [
        NewUnit(code=body.code, name_zh=body.name.zh, name_en=body.name.en, kind=KINDS[body.kind])
        for body in book.bodies
        if body.kind in KINDS
    ]
    appraised = [
        NewUnit(
            code=unit.code,
            name_zh=unit.name.zh,
            name_en=unit.name.en,
            kind=OrgType.COUNTY_BUREAU if unit.code in ranked else OrgType.CITY_BUREAU,
            ranked=unit.code in ranked,
            remit_zh=unit.remit.zh,
            remit_en=unit.remit.en,
        )
        for unit in book.units
    ]
    return bodies + appraised


Post = tuple[str, Role, str, str]
"""User name, role, the unit it is good for, and the unit the person works in."""


def _roster(book: Rulebook) -> list[Post]:
    ranked = [unit.code for unit in book.ranked_units]
    posts = [post for role, kind, count in CENTRAL for post in _central(book, role, kind, count)]
    posts += [(f"trustee-{body.replace('_', '-')}", Role.TRUSTEE, body, body) for body in book.survey.sealing.trustees]
    for unit in book.units:
        if unit.code in ranked:
            posts += [
                (f"leader-{unit.code}", Role.COUNTY_LEADER, unit.code, unit.code),
                (f"office-{unit.code}", Role.COUNTY_OFFICE, unit.code, unit.code),
            ]
        else:
            posts += [
                (f"bureau-{unit.code}", Role.CITY_BUREAU_UNIT, unit.code, unit.code),
                (f"bureau-{unit.code}-2", Role.CITY_BUREAU_UNIT, unit.code, unit.code),
            ]
    for number, unit_code in enumerate(ranked):
        team = number % min(TEAMS, len(ranked)) + 1
        posts.append((f"inspector-{team}-1", Role.INSPECTION_HEAD, unit_code, ""))
        posts += [
            (f"inspector-{team}-{seat}", Role.INSPECTOR, unit_code, "") for seat in range(2, INSPECTORS_PER_TEAM + 1)
        ]
    many = APPRAISERS_PER_UNIT * len(ranked) if any(each.act is Settling.APPRAISAL_TEAM for each in book.tasks) else 1
    posts += [(f"appraiser-{number}", Role.APPRAISER, "", "") for number in range(2, many + 1)]
    return posts + [(role.replace("_", "-"), role, "", "") for role in WAITING]


def _central(book: Rulebook, role: Role, kind: BodyKind | None, count: int) -> list[Post]:
    home = book.bodies_of(kind)[0].code if kind else ""
    name = role.replace("_", "-")
    return [(name if count == 1 else f"{name}-{number}", role, "", home) for number in range(1, count + 1)]


def _unique(roster: list[Post]) -> list[Post]:
    return list({post[0]: post for post in roster}.values())


def _name(chance: Chance) -> str:
    return chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)


def with_units(text: str, book: Rulebook, count: int) -> str:
    """The plan's text for `count` ranked units: the plan's own first, then invented ones."""
    ranked = {unit.code for unit in book.ranked_units}
    blocks = list(re.finditer(r"^\[\[units\]\]\n(?:(?!^\[|^#).*\n)*", text, re.MULTILINE))
    own = [block for block in blocks if _code(block.group()) in ranked]
    for block in reversed(own[count:]):
        text = text[: block.start()] + text[block.end() :]
    sort = next(each.name for each in book.unit_classes if each.ranked)
    made = "".join(_variant(own[0].group(), sort, number) for number in range(len(own) + 1, count + 1))
    end = own[min(count, len(own)) - 1].end()
    return text[:end] + made + text[end:]


def _code(block: str) -> str:
    found = re.search(r'^code = "([^"]+)"', block, re.MULTILINE)
    assert found
    return found[1]


def _variant(block: str, sort: Text, number: int) -> str:
    """One more unit like the first, by sort and number: a rehearsal of 200 counties needs no 200 names."""
    block = block.replace(f'code = "{_code(block)}"', f'code = "u{number:03d}"', 1)
    name = f'name = {{ zh = "{sort.zh}第{number}家", en = "{sort.en} No. {number}" }}'
    block = re.sub(r"^name = .*$", name, block, flags=re.M)
    return re.sub(r"^place = .*$", f'place = {{ zh = "第{number}处", en = "place {number}" }}', block, flags=re.M)
