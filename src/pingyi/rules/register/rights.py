"""Whose rows of a register somebody may read and write: the plan names roles, a grant says for which unit."""

from collections.abc import Collection
from dataclasses import dataclass

from pingyi.rules.mandate.actor import Actor, UnitRef
from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.registers import Register

NOBODY: frozenset[UnitRef] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """Units whose rows are reached, None for all of them; in `own` only what the person wrote there."""

    units: frozenset[UnitRef] | None = NOBODY
    own: frozenset[UnitRef] | None = NOBODY

    def __bool__(self) -> bool:
        return self.units != NOBODY or self.own != NOBODY

    def covers(self, unit: str, *, mine: bool) -> bool:
        """Whether a row of this unit is reached; `mine`: the person wrote it."""
        return _within(unit, self.units) or (mine and _within(unit, self.own))


def writable(register: Register, actor: Actor) -> Reach:
    """For which units the actor may write rows (the organiser is "", which only a grant without unit reaches)."""
    return Reach(units=_reach(actor, register.writers))


def amendable(register: Register, actor: Actor) -> Reach:
    """Whose rows the actor may amend or withdraw."""
    if register.amended_by:
        return Reach(units=_reach(actor, register.amended_by))
    return _as_writer(register, actor)


def readable(register: Register, actor: Actor) -> Reach:
    """Whose rows the actor may read: every reader's units; of a personal register whoever only writes has their own."""
    units = _reach(actor, (*register.readers, *register.amended_by))
    as_writer = _as_writer(register, actor)
    return Reach(units=_joined(units, as_writer.units), own=as_writer.own)


def _as_writer(register: Register, actor: Actor) -> Reach:
    units = _reach(actor, register.writers)
    return Reach(own=units) if register.personal else Reach(units=units)


def _reach(actor: Actor, roles: Collection[Role]) -> frozenset[UnitRef] | None:
    units = [grant.unit for grant in actor.grants if grant.role in roles]
    return None if None in units else frozenset(unit for unit in units if unit is not None)


def _joined(one: frozenset[UnitRef] | None, other: frozenset[UnitRef] | None) -> frozenset[UnitRef] | None:
    return None if one is None or other is None else one | other


def _within(unit: str, units: frozenset[UnitRef] | None) -> bool:
    return units is None or unit in units
