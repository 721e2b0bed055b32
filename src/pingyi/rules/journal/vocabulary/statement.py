"""What every kind of entry is made of: a frozen value that says what it is about, what is public, and what is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, time, timedelta
from typing import Any, ClassVar, TypeVar, dataclass_transform
from zoneinfo import ZoneInfo

from pingyi.rules.journal.entry import Kind
from pingyi.rules.journal.errors import BadEntry
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook.words import Text

PRIVATE: Mapping[str, bool] = {"private": True}
"""Metadata of a field of which only a salted digest is published."""

MEMBERS: Mapping[str, bool] = {"members": True}
"""Metadata of a field whose members are the public part: a mapping with one member for each thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One entry before it is written: `about` is the reference of what it is about, every other field what it says.

    A field whose name Python keeps for itself ends with `_` here and without it in the journal.
    """

    KIND: ClassVar[str]
    NOUN: ClassVar[str]
    TIMING: ClassVar[Timing]
    WORDS: ClassVar[Text]
    PUBLIC: ClassVar[Mapping[str, str]]
    HIDDEN: ClassVar[Mapping[str, str]]
    LISTED: ClassVar[str | None]

    about: str | int

    @property
    def subject(self) -> Subject:
        """What this is about."""
        return self.about_(self.about)

    @classmethod
    def about_(cls, reference: str | int = "") -> Subject:
        """What an entry of this kind is about that has this reference."""
        return Subject.of(cls.NOUN, reference)

    @property
    def public(self) -> Mapping[str, Any]:
        """What everybody may read."""
        if self.LISTED:
            return dict(getattr(self, self.LISTED))
        return {name: getattr(self, own) for own, name in self.PUBLIC.items()}

    @property
    def private(self) -> Mapping[str, Any] | None:
        """What is withheld; None when nothing is."""
        return {name: getattr(self, own) for own, name in self.HIDDEN.items()} or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall(Statement):
    """A statement about the only thing of its noun: it needs no reference."""

    about: str | int = ""


S = TypeVar("S", bound=Statement)

KINDS: dict[str, type[Statement]] = {}
"""Kind as it is spelled → what its entries say. A kind that is not declared cannot be written."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def states(kind: str, timing: Timing, noun: str, *, zh: str, en: str) -> Callable[[type[S]], type[S]]:
    """Declare a kind of entry: what it is about, what of it is told, and what happened in words for everybody.

    Raises BadEntry for what is no kind, or one that is declared already.
    """

    spelled = str(Kind.parse(kind))
    if kind in KINDS:
        raise BadEntry(f"{kind} is declared already")

    def declare(cls: type[S]) -> type[S]:
        made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        own = [each for each in fields(made) if each.name != "about"]
        made.KIND, made.NOUN, made.TIMING = spelled, noun, timing
        made.WORDS = Text(zh=zh, en=en)
        made.LISTED = next((each.name for each in own if "members" in each.metadata), None)
        made.PUBLIC = {each.name: each.name.rstrip("_") for each in own if not each.metadata}
        made.HIDDEN = {each.name: each.name.rstrip("_") for each in own if "private" in each.metadata}
        KINDS[kind] = made
        return made

    return declare


@dataclass(frozen=True, slots=True)
class LeafTime:
    """What is published of one entry: `at` for its leaf, and until when the leaf keeps out of the tree, if at all."""

    at: datetime
    held_until: datetime | None
    sealed: bool


def leaf_time(kind: str, at: datetime, zone: ZoneInfo) -> LeafTime:
    """What the leaf of such an entry says of its moment `at`; days begin at midnight in `zone`.

    Raises BadEntry for a kind that is not declared, or a moment without time zone.
    """
    if kind not in KINDS:
        raise BadEntry(f"{kind} is not a kind of entry that rules/journal/vocabulary knows: say there what it tells")
    if at.tzinfo is None:
        raise BadEntry("the time of an entry needs a time zone")
    timing = KINDS[kind].TIMING
    if timing is Timing.EXACT:
        return LeafTime(at, None, False)
    day = at.astimezone(zone).date()
    return LeafTime(
        datetime.combine(day, time(), zone),
        datetime.combine(day + timedelta(days=1), time(), zone),
        timing is Timing.SEALED,
    )
