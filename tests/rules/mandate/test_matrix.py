"""The table is total, its words are well formed, and every power refuses somebody."""

import re

import pytest

from pingyi.rules.mandate import (
    CLOCKWORK,
    GRANTABLE,
    IMPLIED,
    MATRIX,
    PHASE_NAMES,
    PUBLIC,
    RESPONDENT,
    ROLE_NAMES,
    UNIT_BOUND,
    Actor,
    Grant,
    PersonRef,
    PhaseState,
    Power,
    Role,
    UnitRef,
    allowed,
    may,
)

ACTORS = {Role.CLOCKWORK: CLOCKWORK, Role.PUBLIC: PUBLIC, Role.RESPONDENT: RESPONDENT}


def holder(role: Role) -> Actor:
    """Somebody with just this role and every formality behind them."""
    if role in ACTORS:
        return ACTORS[role]
    grants = () if role in IMPLIED else (Grant(role, UnitRef("east") if role in UNIT_BOUND else None),)
    return Actor(PersonRef(role), role, grants, acknowledged=True, strong=True)


def test_the_table_is_total_and_the_words_are_in_order() -> None:
    assert set(MATRIX) == set(Power)
    assert [power.value for power in Power] == sorted(power.value for power in Power)
    for power in Power:
        assert re.fullmatch(r"[a-z]+:[a-z]+", power.value)
        assert power.name == power.value.upper().replace(":", "_")


@pytest.mark.parametrize("power", Power)
def test_every_power_is_allowed_to_some_and_refused_to_some(power: Power) -> None:
    rule = MATRIX[power]
    assert rule.roles
    assert rule.phases
    for phase in rule.phases:
        assert {allowed(role, power, phase) for role in Role} == {True, False}


@pytest.mark.parametrize("power", Power)
def test_the_table_and_the_check_agree(power: Power) -> None:
    for role in Role:
        for phase in PhaseState:
            assert may(holder(role), power, phase=phase) == allowed(role, power, phase), (role, phase)


def test_the_administrators_have_no_business() -> None:
    """E-D D5: each of the three has its own powers; nothing about a campaign is among them."""
    business = {"ballot", "box", "duty", "inspection", "key", "opening", "ranking", "reckoning", "roll", "survey"}
    for power, rule in MATRIX.items():
        if power.value.split(":")[0] in business:
            assert not rule.roles & {Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN}, power


def test_a_county_never_touches_scores_or_ranking() -> None:
    """R58."""
    county = {Role.COUNTY_OFFICE, Role.COUNTY_LEADER}
    held = {power for power, rule in MATRIX.items() if rule.roles & county}
    handed_in = {Power.DUTY_READ, Power.DUTY_SUBMIT, Power.DUTY_SIGN, Power.REGISTER_READ, Power.REGISTER_WRITE}
    papers = {Power.PAPER_READ, Power.PAPER_DRAFT, Power.PAPER_SIGN, Power.PAPER_RECEIVE}
    own = {Power.OBJECTION_FILE, Power.OBJECTION_READ, Power.UNIT_READ, Power.BINDER_READ, Power.CASE_WORK}
    ledger = {Power.LEDGER_ADD, Power.LEDGER_APPROVE, Power.LEDGER_READ, Power.LEDGER_WRITE}
    fed_back = {Power.FEEDBACK_READ, Power.FEEDBACK_RECEIVE}
    assert held == handed_in | papers | own | ledger | fed_back | {Power.POOL_DRAW, Power.POOL_READ}


def test_the_wall_around_the_roll() -> None:
    """Only the statistics bureau knows who was asked (R91, R196)."""
    for power in (Power.ROLL_DRAW, Power.ROLL_IMPORT, Power.ROLL_READ, Power.LETTER_PRINT):
        assert MATRIX[power].roles == {Role.STAT_OFFICER, Role.STAT_LEAD}
    assert MATRIX[Power.ROLL_ERASE].roles == {Role.CLOCKWORK}


def test_every_role_and_phase_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert set(PHASE_NAMES) == set(PhaseState)


def test_every_grantable_role_can_at_least_use_the_account() -> None:
    for role in GRANTABLE:
        assert allowed(role, Power.ACCOUNT_USE, PhaseState.MOBILISE)
