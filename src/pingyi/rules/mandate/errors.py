"""Why somebody may not.

Refusal
├── RoleRefused               none of the actor's roles has the power
├── RolesSuspended            the roles are withheld while a violation is looked into (R199)
├── ScopeRefused              the role is held, but for another unit
├── PhaseRefused              not while this phase is open
├── AcknowledgementMissing    the eight prohibitions are not signed yet (R190)
├── SecondFactorMissing       the role or the signature asks for a second factor
├── IncompatibleGrants        nobody may be both
└── rules.lifecycle.NotNow    the thing is in another state
"""

from pingyi.rules.refusal import Refusal


class RoleRefused(Refusal):
    """None of the actor's roles has the power."""

    code = "role"
    message = "None of your roles may do this. It belongs to: %(roles)s."


class RolesSuspended(Refusal):
    """R199: whoever is looked into takes no part in the appraisal meanwhile."""

    code = "suspended"
    message = (
        "Your roles in the appraisal are suspended while a possible violation is looked into. Your account stays: what "
        "concerns you stands under “Violations that concern me”."
    )


class ScopeRefused(Refusal):
    """The actor has the role, but for another unit."""

    code = "scope"
    message = "Your role does not reach this unit."


class PhaseRefused(Refusal):
    """The power sleeps while this phase is open."""

    code = "phase"
    message = "This is not possible in the present phase (%(phase)s). It is possible in: %(phases)s."


class AcknowledgementMissing(Refusal):
    """R190: nobody acts before the eight prohibitions are signed."""

    code = "acknowledgement"
    message = "Please read and sign the eight prohibitions first; then you can go on."


class SecondFactorMissing(Refusal):
    """The role, or the signature, asks for a second factor in this session."""

    code = "second-factor"
    message = "This needs your second factor. Set up or confirm your passkey or code app, then try again."


class IncompatibleGrants(Refusal):
    """Nobody may be both."""

    code = "conflict"
    message = "One person may not be both %(held)s and %(new)s: %(because)s."
