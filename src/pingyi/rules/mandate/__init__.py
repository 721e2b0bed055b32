"""Who may do what, when, and who may not be both: roles, powers, one table, one check (domain B, R58, R190).

A desk asks `check` before it shows or does anything; a record's action asks again before it writes.
"""

from pingyi.rules.mandate.actor import CLOCKWORK, PUBLIC, RESPONDENT, Actor, Grant, PersonRef, UnitRef
from pingyi.rules.mandate.check import check, may, reach
from pingyi.rules.mandate.conflict import INCOMPATIBLE, Conflict, Pair, conflict, ensure_compatible
from pingyi.rules.mandate.errors import (
    AcknowledgementMissing,
    IncompatibleGrants,
    PhaseRefused,
    RoleRefused,
    RolesSuspended,
    ScopeRefused,
    SecondFactorMissing,
)
from pingyi.rules.mandate.matrix import MATRIX, Rule, allowed
from pingyi.rules.mandate.phase import PHASE_NAMES, PhaseState
from pingyi.rules.mandate.power import Power
from pingyi.rules.mandate.role import BODIES, GRANTABLE, IMPLIED, ROLE_NAMES, STRONG, UNIT_BOUND, Role

__all__ = [
    "BODIES",
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
    "RolesSuspended",
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
