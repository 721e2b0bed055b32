"""The one question: may this actor do this now? Deny by default; the refusal says which test refused."""

from pingyi.rules.mandate.actor import Actor, Grant, UnitRef
from pingyi.rules.mandate.errors import (
    AcknowledgementMissing,
    PhaseRefused,
    RoleRefused,
    RolesSuspended,
    ScopeRefused,
    SecondFactorMissing,
)
from pingyi.rules.mandate.matrix import MATRIX
from pingyi.rules.mandate.phase import PHASE_NAMES, PhaseState
from pingyi.rules.mandate.power import Power
from pingyi.rules.mandate.role import IMPLIED, ROLE_NAMES
from pingyi.rules.refusal import Refusal


def check(actor: Actor, power: Power, *, phase: PhaseState, unit: UnitRef | None = None) -> Grant:
    """The capacity in which the actor may use the power (for the record), or a refusal.

    Without `unit` the question is "anywhere?": ask again with the unit before touching one unit's things.
    Raises RoleRefused, RolesSuspended, ScopeRefused, PhaseRefused, AcknowledgementMissing, SecondFactorMissing.
    """
    rule = MATRIX[power]
    holding = [grant for grant in actor.capacities if grant.role in rule.roles]
    if not holding and actor.suspended:
        raise RolesSuspended
    if not holding:
        raise RoleRefused(hidden=actor.is_stranger, roles=tuple(ROLE_NAMES[role] for role in sorted(rule.roles)))
    covering = [grant for grant in holding if grant.covers(unit)]
    if not covering:
        raise ScopeRefused(hidden=True)
    if phase not in rule.phases:
        phases = tuple(PHASE_NAMES[state] for state in PhaseState if state in rule.phases)
        raise PhaseRefused(hidden=actor.is_stranger, phase=PHASE_NAMES[phase], phases=phases)
    grant = covering[0]
    if grant.role in IMPLIED:
        return grant
    if not actor.acknowledged:
        raise AcknowledgementMissing
    if (rule.signs or actor.needs_second_factor) and not actor.strong:
        raise SecondFactorMissing
    return grant


def may(actor: Actor, power: Power, *, phase: PhaseState, unit: UnitRef | None = None) -> bool:
    """Whether `check` would pass: for showing or hiding a button, never instead of `check`."""
    try:
        check(actor, power, phase=phase, unit=unit)
    except Refusal:
        return False
    return True


def reach(actor: Actor, power: Power) -> frozenset[UnitRef] | None:
    """The units in which the actor has the power, None for all: what a list may show."""
    roles = MATRIX[power].roles
    units = [grant.unit for grant in actor.capacities if grant.role in roles]
    return None if None in units else frozenset(unit for unit in units if unit is not None)
