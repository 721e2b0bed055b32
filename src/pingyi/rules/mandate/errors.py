"""Why somebody may not.

Refused
├── RoleRefused               none of the actor's roles has the power
├── ScopeRefused              the role is held, but for another unit
├── PhaseRefused              not while this phase is open
├── AcknowledgementMissing    the eight prohibitions are not signed yet (R190)
├── SecondFactorMissing       the role or the signature asks for a second factor
├── IncompatibleGrants        nobody may be both
└── rules.lifecycle.NotNow    the thing is in another state

`message` is the English sentence with %(name)s places and `values` fills them, so that a desk can translate the
sentence first and the names in the values one by one.
"""

from enum import StrEnum
from typing import ClassVar, Protocol


class Reason(StrEnum):
    """Which test refused."""

    ACKNOWLEDGEMENT = "acknowledgement"
    CONFLICT = "conflict"
    PHASE = "phase"
    ROLE = "role"
    SCOPE = "scope"
    SECOND_FACTOR = "second_factor"
    STATE = "state"


class Bilingual(Protocol):
    """A name from the plan, in both languages (`rulebook.words.Text`)."""

    @property
    def en(self) -> str: ...
    def in_language(self, lang: str) -> str: ...


def _english(value: str | Bilingual) -> str:
    return value if isinstance(value, str) else value.en


class Refused(Exception):
    """A refusal with a sentence for the person at the desk.

    `hidden`: answer as if the thing did not exist (strangers, and other units' things).
    """

    reason: ClassVar[Reason]
    message: ClassVar[str]

    def __init__(self, *, hidden: bool = False, **values: str | Bilingual | tuple[str, ...]) -> None:
        texts = {
            name: ", ".join(value) if isinstance(value, tuple) else _english(value) for name, value in values.items()
        }
        super().__init__(self.message % texts)
        self.hidden = hidden
        self.values = values


class RoleRefused(Refused):
    """None of the actor's roles has the power."""

    reason = Reason.ROLE
    message = "None of your roles may do this. It belongs to: %(roles)s."


class ScopeRefused(Refused):
    """The actor has the role, but for another unit."""

    reason = Reason.SCOPE
    message = "Your role does not reach this unit."


class PhaseRefused(Refused):
    """The power sleeps while this phase is open."""

    reason = Reason.PHASE
    message = "This is not possible in the present phase (%(phase)s). It is possible in: %(phases)s."


class AcknowledgementMissing(Refused):
    """R190: nobody acts before the eight prohibitions are signed."""

    reason = Reason.ACKNOWLEDGEMENT
    message = "Please read and sign the eight prohibitions first; then you can go on."


class SecondFactorMissing(Refused):
    """The role, or the signature, asks for a second factor in this session."""

    reason = Reason.SECOND_FACTOR
    message = "This needs your second factor. Set up or confirm your passkey or code app, then try again."


class IncompatibleGrants(Refused):
    """Nobody may be both."""

    reason = Reason.CONFLICT
    message = "One person may not be both %(held)s and %(new)s: %(because)s."
