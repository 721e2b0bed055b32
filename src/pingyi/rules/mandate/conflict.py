"""Who may not be both (domain B, E-D D5, R58): asked whenever a role is granted.

Conflicts of a single case — a complaint's handler and the person complained about, an inspector's relatives — are not
visible in grants; they are recusals of that case.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pingyi.rules.mandate.actor import Grant
from pingyi.rules.mandate.errors import IncompatibleGrants
from pingyi.rules.mandate.role import (
    ADMINISTRATORS,
    APPRAISED,
    COUNTY,
    CUSTODIANS,
    GRANTABLE,
    INSPECTION,
    LEADING_GROUP,
    OFFICE,
    ROLE_NAMES,
    STATISTICS,
    Role,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Nobody holds a role of `one` and a role of `other`; `same_unit`: only if both are for the same unit."""

    one: frozenset[Role]
    other: frozenset[Role]
    because: str
    same_unit: bool = False

    def forbids(self, held: Grant, new: Grant) -> bool:
        """Whether these two grants fall under the pair, in either order."""
        crossed = (held.role in self.one and new.role in self.other) or (
            held.role in self.other and new.role in self.one
        )
        return crossed and (not self.same_unit or held.unit == new.unit)


INCOMPATIBLE = (
    *(
        Pair(frozenset({role}), GRANTABLE - {role}, "the three administrators are three persons without other office")
        for role in ADMINISTRATORS
    ),
    Pair(
        frozenset(CUSTODIANS),
        APPRAISED,
        "an appraised unit must have no path to the identity of those who complained",
    ),
    Pair(
        frozenset({Role.IDENTITY_CUSTODIAN}),
        frozenset({Role.DISCIPLINE_LIAISON}),
        "an identity is unsealed by two custodians of two bodies, never by one person",
    ),
    Pair(OFFICE, STATISTICS, "the office and the statistics bureau count as two independent parties"),
    Pair(
        frozenset({Role.SUPERVISOR}),
        OFFICE | STATISTICS,
        "a supervisor watches both counting parties and belongs to neither",
    ),
    Pair(
        COUNTY,
        INSPECTION | OFFICE | STATISTICS | LEADING_GROUP | {Role.SUPERVISOR},
        "a ranked unit never scores, counts or approves itself or its peers",
    ),
    Pair(
        INSPECTION,
        frozenset({Role.CITY_BUREAU_UNIT}),
        "nobody inspects the unit in which they work",
        same_unit=True,
    ),
    Pair(
        frozenset({Role.REPRESENTATIVE, Role.APPRAISER}),
        APPRAISED,
        "those who appraise are not staff of an appraised unit",
    ),
    Pair(
        frozenset({Role.TRUSTEE}),
        GRANTABLE - OFFICE - STATISTICS - LEADING_GROUP - {Role.SUPERVISOR, Role.TRUSTEE},
        "a trustee sits for the office, the statistics bureau or the supervisor and has no other part",
    ),
)
"""The incompatible pairs, administrators first."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two grants that one person may not hold, and why."""

    held: Grant
    new: Grant
    because: str


def conflict(grants: Iterable[Grant], new: Grant) -> Conflict | None:
    """The first conflict that granting `new` to the holder of `grants` would make."""
    for held in grants:
        for pair in INCOMPATIBLE:
            if pair.forbids(held, new):
                return Conflict(held, new, pair.because)
    return None


def ensure_compatible(grants: Iterable[Grant], new: Grant) -> None:
    """Raises IncompatibleGrants if `new` conflicts with what the person holds already."""
    found = conflict(grants, new)
    if found:
        raise IncompatibleGrants(
            held=ROLE_NAMES[found.held.role], new=ROLE_NAMES[found.new.role], because=found.because
        )
