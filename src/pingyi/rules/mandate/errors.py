"""Why somebody may not.

Refused
├── RoleRefused               none of the actor's roles has the power
├── ScopeRefused              the role is held, but for another unit
├── PhaseRefused              not while this phase is open
├── AcknowledgementMissing    the eight prohibitions are not signed yet (R190)
├── SecondFactorMissing       the role or the signature asks for a second factor
├── IncompatibleGrants        nobody may be both
└── rules.lifecycle.NotNow    the thing is in another state

All are `Worded`, as are the refusals of records and ceremonies: `message` is the English sentence with %(name)s places
and `values` fills them, so that a desk can translate the sentence first and the names in the values one by one, and
word days and moments as its pages do.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Protocol, TypeAlias


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


Value: TypeAlias = "str | date | Bilingual | Worded | tuple[Value, ...]"
"""What fills a place of a sentence; whoever says it puts it into the reader's words."""


def _english(value: Value) -> str:
    match value:
        case str():
            return value
        case tuple():
            return ", ".join(map(_english, value))
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | Worded():
            return str(value)
    return value.en


class Worded(Exception):
    """A refusal with a sentence for the person at the desk; its own text is the English one."""

    message: ClassVar[str] = "%(reason)s"

    def __init__(self, **values: Value) -> None:
        super().__init__(self.message % {name: _english(value) for name, value in values.items()})
        self.values = values


class Refused(Worded):
    """What somebody may not.

    `hidden`: answer as if the thing did not exist (strangers, and other units' things).
    """

    reason: ClassVar[Reason]

    def __init__(self, *, hidden: bool = False, **values: Value) -> None:
        super().__init__(**values)
        self.hidden = hidden


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
