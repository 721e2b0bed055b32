"""Each test of `check` refuses alone, with its own reason, beside the case it lets through."""

import pytest

from pingyi.rules.mandate import (
    CLOCKWORK,
    PUBLIC,
    RESPONDENT,
    AcknowledgementMissing,
    Actor,
    Grant,
    PersonRef,
    PhaseRefused,
    PhaseState,
    Power,
    Role,
    RoleRefused,
    ScopeRefused,
    SecondFactorMissing,
    UnitRef,
    check,
    may,
    reach,
)

EAST, WEST = UnitRef("east"), UnitRef("west")


def person(*grants: Grant, acknowledged: bool = True, strong: bool = True) -> Actor:
    return Actor(PersonRef("p-1"), "Lin Qiu", grants, acknowledged, strong)


def test_role_refused_and_allowed() -> None:
    assert check(person(Grant(Role.SYS_ADMIN)), Power.ACCOUNT_ADMINISTER, phase=PhaseState.BEFORE) == Grant(
        Role.SYS_ADMIN
    )
    with pytest.raises(RoleRefused, match="belongs to: system administrator") as refusal:
        check(person(Grant(Role.SEC_ADMIN)), Power.ACCOUNT_ADMINISTER, phase=PhaseState.BEFORE)
    assert refusal.value.code == "role"
    assert not refusal.value.hidden, "an officer is told why"


@pytest.mark.parametrize("stranger", [PUBLIC, RESPONDENT, CLOCKWORK, person()])
def test_strangers_learn_nothing(stranger: Actor) -> None:
    with pytest.raises(RoleRefused) as refusal:
        check(stranger, Power.RANKING_READ, phase=PhaseState.INSPECT)
    assert refusal.value.hidden


def test_scope_is_the_granted_unit() -> None:
    inspector = person(Grant(Role.INSPECTOR, EAST))
    assert check(inspector, Power.INSPECTION_SCORE, phase=PhaseState.INSPECT, unit=EAST)
    assert check(inspector, Power.INSPECTION_SCORE, phase=PhaseState.INSPECT), "somewhere"
    with pytest.raises(ScopeRefused) as refusal:
        check(inspector, Power.INSPECTION_SCORE, phase=PhaseState.INSPECT, unit=WEST)
    assert refusal.value.hidden, "another unit's thing is absent, not forbidden"


def test_an_office_without_unit_reaches_all() -> None:
    assert check(person(Grant(Role.OFFICE_STAFF)), Power.DUTY_READ, phase=PhaseState.SOLICIT, unit=WEST)


def test_reach_lists_the_units() -> None:
    both = person(Grant(Role.INSPECTOR, EAST), Grant(Role.INSPECTION_HEAD, WEST))
    assert reach(both, Power.INSPECTION_SCORE) == {EAST, WEST}
    assert reach(both, Power.INSPECTION_SIGN) == {WEST}
    assert reach(both, Power.RANKING_APPROVE) == frozenset()
    assert reach(person(Grant(Role.OFFICE_STAFF)), Power.DUTY_READ) is None


def test_phase_refused_says_when() -> None:
    inspector = person(Grant(Role.INSPECTOR, EAST))
    with pytest.raises(PhaseRefused, match="possible in: inspection and joint tally") as refusal:
        check(inspector, Power.INSPECTION_SCORE, phase=PhaseState.SOLICIT, unit=EAST)
    assert refusal.value.values["phase"] == "opinions and self-examination"


def test_the_eight_prohibitions_come_first() -> None:
    unsigned = person(Grant(Role.OFFICE_STAFF), acknowledged=False)
    with pytest.raises(AcknowledgementMissing):
        check(unsigned, Power.DUTY_READ, phase=PhaseState.MOBILISE)
    assert may(unsigned, Power.PROHIBITIONS_ACKNOWLEDGE, phase=PhaseState.MOBILISE)
    assert may(unsigned, Power.CAMPAIGN_READ, phase=PhaseState.MOBILISE)


def test_strong_roles_wait_for_the_second_factor() -> None:
    weak = person(Grant(Role.STAT_OFFICER), Grant(Role.TRUSTEE, EAST), strong=False)
    for power in (Power.KEY_TEST, Power.ROLL_IMPORT):
        with pytest.raises(SecondFactorMissing):
            check(weak, power, phase=PhaseState.MOBILISE)
    assert may(weak, Power.ACCOUNT_USE, phase=PhaseState.MOBILISE), "or they could never set one up"
    assert may(person(Grant(Role.STAT_OFFICER), strong=False), Power.ROLL_IMPORT, phase=PhaseState.MOBILISE)


def test_a_signature_asks_anybody_for_the_second_factor() -> None:
    head = Grant(Role.INSPECTION_HEAD, EAST)
    assert may(person(head, strong=False), Power.INSPECTION_SUBMIT, phase=PhaseState.INSPECT)
    with pytest.raises(SecondFactorMissing):
        check(person(head, strong=False), Power.INSPECTION_SIGN, phase=PhaseState.INSPECT, unit=EAST)
    assert may(person(head), Power.INSPECTION_SIGN, phase=PhaseState.INSPECT, unit=EAST)


def test_a_ballot_is_the_bearers_alone() -> None:
    assert may(RESPONDENT, Power.BALLOT_CAST, phase=PhaseState.SOLICIT)
    assert not may(RESPONDENT, Power.BALLOT_CAST, phase=PhaseState.RECTIFY)
    assert not may(person(Grant(Role.OFFICE_DIRECTOR)), Power.BALLOT_CAST, phase=PhaseState.SOLICIT)


def test_a_unit_bound_role_names_its_unit() -> None:
    with pytest.raises(ValueError, match="name the unit"):
        Grant(Role.COUNTY_OFFICE)
