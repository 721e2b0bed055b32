"""Who acts: a person with grants, or one of three who have none (the public, a respondent, the clockwork)."""

from dataclasses import dataclass
from typing import NewType

from pingyi.rules.mandate.matrix import implied_by
from pingyi.rules.mandate.role import APPRAISED, IMPLIED, STRONG, UNIT_BOUND, Role

PersonRef = NewType("PersonRef", str)
UnitRef = NewType("UnitRef", str)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, and the unit it is good for. Raises ValueError for a unit-bound role without a unit."""

    role: Role
    unit: UnitRef | None = None

    def __post_init__(self) -> None:
        if self.role in UNIT_BOUND and self.unit is None:
            raise ValueError(f"the role {self.role} is granted for one unit; name the unit")

    def covers(self, unit: UnitRef | None) -> bool:
        """Whether the grant reaches this unit; a question without unit and a grant without unit always meet."""
        return unit is None or self.unit is None or self.unit == unit


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks.

    `acknowledged`: the eight prohibitions are signed (R190). `strong`: this session verified a second factor.
    `suspended`: roles are withheld while a violation is looked into; `grants` are those that are left (R199).
    """

    ref: PersonRef
    name: str
    grants: tuple[Grant, ...] = ()
    acknowledged: bool = False
    strong: bool = False
    suspended: bool = False

    @property
    def capacities(self) -> tuple[Grant, ...]:
        """The grants, then what they or the account bring along (SIGNED_IN, PUBLIC)."""
        brought = implied_by(self.grants[0].role if self.grants else Role.SIGNED_IN)
        held = {grant.role for grant in self.grants}
        return (*self.grants, *(Grant(role) for role in sorted(brought - held)))

    @property
    def is_stranger(self) -> bool:
        """Nobody who was ever granted anything: refusals must not tell them what exists."""
        return not self.suspended and all(grant.role in IMPLIED for grant in self.grants)

    @property
    def appraised_unit(self) -> UnitRef | None:
        """The appraised unit that this person works for."""
        return next((grant.unit for grant in self.grants if grant.role in APPRAISED and grant.unit), None)

    @property
    def needs_second_factor(self) -> bool:
        """Holds a role that acts only after a second factor; then every office of that person waits for it."""
        return any(grant.role in STRONG for grant in self.grants)

    def holds(self, *roles: Role) -> bool:
        """Whether any of these roles was granted, for whatever unit."""
        return any(grant.role in roles for grant in self.grants)


PUBLIC = Actor(PersonRef("public"), "public", (Grant(Role.PUBLIC),))
"""Anybody who is not signed in."""
RESPONDENT = Actor(PersonRef("respondent"), "respondent", (Grant(Role.RESPONDENT),))
"""The holder of a valid one-time code: deliberately without a name or a number."""
CLOCKWORK = Actor(PersonRef("clockwork"), "clockwork", (Grant(Role.CLOCKWORK),))
"""The programme itself: timers, deliveries, checkpoints."""
