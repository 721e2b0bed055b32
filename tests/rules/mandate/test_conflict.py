"""Who may not be both: every pair of domain B refused in both orders, beside neighbours that go together."""

import pytest

from pingyi.rules.mandate import (
    GRANTABLE,
    UNIT_BOUND,
    Grant,
    IncompatibleGrants,
    Role,
    UnitRef,
    conflict,
    ensure_compatible,
)

EAST, WEST = UnitRef("east"), UnitRef("west")


def grant(role: Role, unit: UnitRef = EAST) -> Grant:
    return Grant(role, unit if role in UNIT_BOUND else None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.IDENTITY_CUSTODIAN, Role.COUNTY_OFFICE),
        (Role.IDENTITY_CUSTODIAN, Role.CITY_BUREAU_UNIT),
        (Role.STAT_OFFICER, Role.OFFICE_STAFF),
        (Role.STAT_LEAD, Role.OFFICE_DIRECTOR),
        (Role.SUPERVISOR, Role.STAT_OFFICER),
        (Role.INSPECTOR, Role.COUNTY_LEADER),
        (Role.INSPECTION_HEAD, Role.CITY_BUREAU_UNIT),
        (Role.LEADING_GROUP_LEADER, Role.COUNTY_OFFICE),
        (Role.REPRESENTATIVE, Role.COUNTY_OFFICE),
        (Role.TRUSTEE, Role.INSPECTOR),
    ],
)
def test_incompatible_in_either_order(one: Role, other: Role) -> None:
    for held, new in ((one, other), (other, one)):
        found = conflict([grant(held)], grant(new))
        assert found is not None
        assert (found.held, found.new) == (grant(held), grant(new))
        assert found.because


@pytest.mark.parametrize("admin", [Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN])
def test_an_administrator_is_nothing_else(admin: Role) -> None:
    for other in GRANTABLE - {admin}:
        assert conflict([grant(admin)], grant(other))
        assert conflict([grant(other)], grant(admin))
    assert conflict([grant(admin)], grant(admin)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.OFFICE_DIRECTOR, Role.LEADING_GROUP_MEMBER),  # R68
        (Role.SUPERVISOR, Role.LEADING_GROUP_MEMBER),  # R65: the head of discipline is a deputy
        (Role.TRUSTEE, Role.OFFICE_DIRECTOR),
        (Role.TRUSTEE, Role.STAT_LEAD),
        (Role.TRUSTEE, Role.SUPERVISOR),
        (Role.INSPECTOR, Role.INSPECTION_HEAD),
        (Role.COUNTY_OFFICE, Role.COUNTY_LEADER),
    ],
)
def test_these_go_together(one: Role, other: Role) -> None:
    assert conflict([grant(one)], grant(other)) is None
    assert conflict([grant(other)], grant(one)) is None


def test_a_city_colleague_inspects_counties_but_not_the_city() -> None:
    held = [Grant(Role.CITY_BUREAU_UNIT, EAST)]
    assert conflict(held, Grant(Role.INSPECTOR, EAST))
    assert conflict(held, Grant(Role.INSPECTOR, WEST)) is None


def test_a_county_inspects_nobody_not_even_its_peers() -> None:
    """R58."""
    assert conflict([Grant(Role.COUNTY_OFFICE, EAST)], Grant(Role.INSPECTOR, WEST))


def test_the_refusal_is_a_sentence() -> None:
    ensure_compatible([grant(Role.OFFICE_STAFF)], grant(Role.LEADING_GROUP_MEMBER))
    with pytest.raises(IncompatibleGrants, match=r"statistics officer: .*two independent parties") as refusal:
        ensure_compatible([grant(Role.OFFICE_STAFF)], grant(Role.STAT_OFFICER))
    assert refusal.value.code == "conflict"
