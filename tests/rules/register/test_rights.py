"""The plan names roles, a grant says for which unit; a personal register shows a writer their own rows alone."""

from dataclasses import replace

from pingyi.rules.mandate import Actor, Grant, PersonRef, Role, UnitRef
from pingyi.rules.register import amendable, readable, writable
from pingyi.rules.rulebook import parse
from tests.rules.rulebook.planting import SCHOOL, SCIENCE

REGISTER = parse(SCHOOL).register("open-days")


def person(role: Role, unit: str | None = None) -> Actor:
    return Actor(PersonRef("1"), "…", (Grant(role, UnitRef(unit) if unit else None),))


CLERK, OFFICE = person(Role.COUNTY_OFFICE, "ml"), person(Role.OFFICE_STAFF)


def test_a_unit_has_its_own_rows_and_the_office_all() -> None:
    assert writable(REGISTER, CLERK).covers("ml", mine=False)
    assert not writable(REGISTER, CLERK).covers("xh", mine=True)
    assert not writable(REGISTER, CLERK).covers("", mine=False), "the organiser's own rows"
    assert readable(REGISTER, CLERK).covers("ml", mine=False)
    assert readable(REGISTER, OFFICE).covers("xh", mine=False)
    assert readable(REGISTER, OFFICE).covers("", mine=False)
    assert not writable(REGISTER, OFFICE), "it only reads"
    assert not readable(REGISTER, person(Role.STAT_LEAD))


def test_who_may_amend_is_who_writes_unless_the_plan_says_otherwise() -> None:
    assert amendable(REGISTER, CLERK).covers("ml", mine=False)
    strict = replace(REGISTER, amended_by=(Role.OFFICE_STAFF,))
    assert not amendable(strict, CLERK)
    assert amendable(strict, OFFICE).covers("ml", mine=False)


def test_of_a_personal_register_a_writer_sees_only_their_own() -> None:
    personal = replace(REGISTER, personal=True)
    assert readable(personal, CLERK).covers("ml", mine=True)
    assert not readable(personal, CLERK).covers("ml", mine=False)
    assert not amendable(personal, CLERK).covers("ml", mine=False)
    assert readable(personal, OFFICE).covers("ml", mine=False), "a reader reads"


def test_what_a_unit_says_of_its_inspectors_reaches_neither_them_nor_the_office() -> None:
    feedback = parse(SCIENCE).register("team-feedback")
    assert writable(feedback, CLERK).covers("ml", mine=True)
    for role in (Role.INSPECTION_HEAD, Role.INSPECTOR, Role.OFFICE_DIRECTOR, Role.OFFICE_STAFF):
        assert not readable(feedback, person(role, "ml" if role is not Role.OFFICE_DIRECTOR else None)), role
    assert readable(feedback, person(Role.SUPERVISOR)).covers("ml", mine=False)
