"""Who may do what, when, and who may not be both: roles, powers, one table, one check (domain B, R58, R190).

A desk asks `check` before it shows or does anything; a record's action asks again before it writes.
"""

from .actor import CLOCKWORK, PUBLIC, RESPONDENT, Actor, Grant, PersonRef, UnitRef
from .check import check, may, reach
from .conflict import INCOMPATIBLE, Conflict, Pair, conflict, ensure_compatible
from .errors import (
    AcknowledgementMissing,
    IncompatibleGrants,
    PhaseRefused,
    RoleRefused,
    ScopeRefused,
    SecondFactorMissing,
)
from .matrix import MATRIX, Rule, allowed
from .phase import PHASE_NAMES, PhaseState
from .power import Power
from .role import GRANTABLE, IMPLIED, ROLE_NAMES, STRONG, UNIT_BOUND, Role

__all__ = [
    "CLOCKWORK",
    "GRANTABLE",
    "IMPLIED",
    "INCOMPATIBLE",
    "MATRIX",
    "PHASE_NAMES",
    "PUBLIC",
    "RESPONDENT",
    "ROLE_NAMES",
    "STRONG",
    "UNIT_BOUND",
    "AcknowledgementMissing",
    "Actor",
    "Conflict",
    "Grant",
    "IncompatibleGrants",
    "Pair",
    "PersonRef",
    "PhaseRefused",
    "PhaseState",
    "Power",
    "Role",
    "RoleRefused",
    "Rule",
    "ScopeRefused",
    "SecondFactorMissing",
    "UnitRef",
    "allowed",
    "check",
    "conflict",
    "ensure_compatible",
    "may",
    "reach",
]
