"""Why somebody is told "no": one exception for the whole house.

Whoever raises a `Refusal` anywhere need not list it anywhere: the gate of every page says its sentence to the person.
"""

from datetime import date, datetime
from typing import ClassVar, Protocol, TypeAlias


class Bilingual(Protocol):
    """A name from the plan, in both languages (`rulebook.words.Text`)."""

    @property
    def en(self) -> str: ...
    @property
    def zh(self) -> str: ...
    def in_language(self, lang: str) -> str: ...


Value: TypeAlias = "str | date | Bilingual | Refusal | tuple[Value, ...]"
"""What fills a place of a sentence; whoever says it puts it into the reader's words."""


class Refusal(Exception):
    """A "no" with a sentence for the person: what was wrong, and what to do. Its own text is the English one.

    `message` is the English sentence with %(name)s places and `values` fills them, so that a page can translate the
    sentence first and the names in the values one by one, and word days and moments as it does everywhere.
    `code` is the word that programs read. `hidden`: answer as if the thing did not exist (strangers, and other units'
    things).
    """

    code: ClassVar[str] = "refused"
    message: str = "%(reason)s"

    def __init__(self, *, hidden: bool = False, **values: Value) -> None:
        super().__init__(self.message % {name: english(value) for name, value in values.items()})
        self.hidden = hidden
        self.values = values


def english(value: Value) -> str:
    """A value as the English sentence has it."""
    match value:
        case str():
            return value
        case tuple():
            return ", ".join(map(english, value))
        case datetime():
            return value.isoformat(" ", "minutes")
        case date() | Refusal():
            return str(value)
    return value.en
