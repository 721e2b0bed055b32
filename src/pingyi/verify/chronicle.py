"""What the journal says about the files of a bundle, and in which order. Protocol verify §4.

Public: Chronicle, Mention, Stage, Act, Year, ANY.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from typing import Any, NamedTuple

from pingyi.rules.encoding import digest
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.vocabulary import Statement
from pingyi.rules.journal.vocabulary.acts import ActDrawnUp, ActSigned
from pingyi.rules.journal.vocabulary.box import (
    BoardHeadsRecorded,
    BoxClosed,
    BoxesCreated,
    BoxResultWritten,
    BoxSummed,
    CredentialsPublished,
    ShareGiven,
)
from pingyi.rules.journal.vocabulary.campaign import CampaignApproved, HolidaysRecorded
from pingyi.rules.journal.vocabulary.inspection import SheetSigned
from pingyi.rules.journal.vocabulary.results import (
    DisqualificationDecided,
    DisqualificationRevoked,
    RankingReleased,
    RankingRuled,
    ReckoningKept,
)
from pingyi.rules.journal.vocabulary.roll import FrameImported, SampleDrawn
from pingyi.rules.timetable import Announced
from pingyi.verify.draws import Draws

LISTS = frozenset({BoxesCreated.KIND, CredentialsPublished.KIND})
"""Kinds whose public part has one member per box."""

BY_UNIT = frozenset({FrameImported.KIND, SheetSigned.KIND})
"""Kinds of which the last entry of each unit holds."""

CONTRADICTION = "two different events"
"""Stands for an event that no board can have, where the journal witnessed two at one height."""

ANY = "*"
"""Stands for a subject that cannot be known from outside."""

REPEATED = frozenset({ShareGiven.KIND, ActSigned.KIND})
"""Kinds that say several different things about one subject; every other is said once."""

RECORDED = REPEATED | LISTS | BY_UNIT | {
    BoxClosed.KIND, BoxResultWritten.KIND, BoxSummed.KIND, CampaignApproved.KIND, ActDrawnUp.KIND, RankingReleased.KIND,
    RankingRuled.KIND, ReckoningKept.KIND, SampleDrawn.KIND,
}  # fmt: skip


class Stage(IntEnum):
    """What stands before what in every journal, whoever keeps it (Protocol verify §4)."""

    FRAMES = 1
    DRAW = 2
    FREEZE = 3
    BOXES = 4
    CODES = 5
    PLAN = 6
    CLOSING = 7
    CLOSED = 8
    OPENING = 9
    SUMS = 10
    SHARES = 11
    RESULTS = 12
    COUNT = 13
    SHEETS = 14
    DISQUALIFIED = 15
    KEPT = 16
    RECKONING = 17
    RULED = 18
    RELEASED = 19


class Mention(NamedTuple):
    """Something the journal must say: an entry of this kind about this subject, with this public part.

    `member`: the box, or the unit, of several in one entry or one kind that is meant. `at`: when it was written.
    `private`: the commitment to what was withheld then, where it is shown now.
    `stage`: None when it may stand anywhere.
    """

    kind: str
    subject: str
    public: Any
    stage: Stage | None
    member: str | None = None
    at: datetime | None = None
    private: str | None = None

    @classmethod
    def of(
        cls, kind: type[Statement], about: str | int | None, public: Any, stage: Stage | None, **more: Any
    ) -> "Mention":
        """An entry of this kind about what has this reference; None where the reference cannot be known."""
        return cls(kind.KIND, ANY if about is None else str(kind.about_(about)), public, stage, **more)


@dataclass(frozen=True, slots=True)
class Act:
    """Minutes as the journal tells of them: drawn up at this place, and who signed."""

    place: int
    parties: frozenset[str]
    signed: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether all parties signed."""
        return bool(self.parties) and self.parties <= self.signed


class Year(NamedTuple):
    """A year's holidays as the journal recorded them at this place; `days` None where they are not a year's."""

    place: int
    days: Announced | None


class _Recorded(NamedTuple):
    public_digest: str
    at: datetime
    private: str | None
    place: int


class Chronicle:
    """The entries that concern what is published, kept as digests while the journal is read once.

    `heads`: box → height → the event that stood there. `boxes`: subject → the boxes said to be made for it.
    `grounds`: subject → unit → what was said of the decision that disqualifies it, unless it was revoked.
    `decisions`: where units were disqualified or that was revoked.
    `acts`: subject → the joint act drawn up under it. `years`: subject → the holidays recorded for it, in order.
    `draws`: the draws of people.
    """

    def __init__(self) -> None:
        self.heads: dict[str, dict[int, str]] = {}
        self.boxes: dict[str, set[str]] = {}
        self.grounds: dict[str, dict[str, Any]] = {}
        self.decisions: list[int] = []
        self._seen: set[tuple[str, str, str, str | None]] = set()
        self._moments: set[tuple[str, str, str, datetime]] = set()
        self.acts: dict[str, Act] = {}
        self.years: dict[str, list[Year]] = {}
        self.draws = Draws()
        self._recorded: dict[tuple[str, str, str | None], list[_Recorded]] = {}
        self._places = 0

    def witness(self, entry: Entry) -> None:
        """Take note of one entry; they come in order."""
        kind, public = str(entry.kind), entry.public
        self._places += 1
        self.draws.witness(entry)
        if kind == BoardHeadsRecorded.KIND:
            self._note_heads(public)
        elif kind in LISTS:
            for member, value in _members(public):
                self._note(entry, kind, value, member)
            if kind == BoxesCreated.KIND:
                self.boxes.setdefault(entry.subject, set()).update(member for member, _ in _members(public))
        elif kind in (DisqualificationDecided.KIND, DisqualificationRevoked.KIND):
            self._note_ground(entry, kind)
        elif kind == HolidaysRecorded.KIND:
            self.years.setdefault(entry.subject, []).append(Year(self._places, _year(public)))
        elif kind in BY_UNIT:
            unit = dict(_members(public)).get("unit")
            self._recorded.pop((kind, ANY, unit), None)
            self._note(entry, kind, _lasting(kind, public), unit, ANY)
        elif kind in RECORDED:
            self._note(entry, kind, _lasting(kind, public))
            self._note_act(entry, kind)

    def place(self, mention: Mention) -> int | None:
        """Where the journal first says this; None when it does not."""
        recorded = self._first(mention)
        return recorded.place if recorded else None

    def moment(self, mention: Mention) -> datetime | None:
        """When the journal first says this; None when it does not."""
        recorded = self._first(mention)
        return recorded.at if recorded else None

    def gainsaid(self, mention: Mention) -> bool:
        """Whether the journal also says something else, of what is said once."""
        recorded = self._recorded.get((mention.kind, mention.subject, mention.member), ())
        return mention.kind not in REPEATED and len({each.public_digest for each in recorded}) > 1

    def _first(self, mention: Mention) -> _Recorded | None:
        public_digest = digest(mention.public)
        for recorded in self._recorded.get((mention.kind, mention.subject, mention.member), ()):
            if (
                recorded.public_digest == public_digest
                and mention.at in (None, recorded.at)
                and mention.private in (None, recorded.private)
            ):
                return recorded
        return None

    def _note(self, entry: Entry, kind: str, public: Any, member: str | None = None, subject: str = "") -> None:
        recorded = _Recorded(digest(public), entry.at, entry.private, self._places)
        self._recorded.setdefault((kind, subject or entry.subject, member), []).append(recorded)

    def _note_act(self, entry: Entry, kind: str) -> None:
        match kind, entry.public:
            case ActDrawnUp.KIND, {"parties": [*parties]}:
                named = frozenset(party for party in parties if isinstance(party, str))
                self.acts.setdefault(entry.subject, Act(self._places, named))
            case ActSigned.KIND, {"party": str(party)} if entry.subject in self.acts:
                act = self.acts[entry.subject]
                self.acts[entry.subject] = replace(act, signed=act.signed | {party})

    def _note_ground(self, entry: Entry, kind: str) -> None:
        """The last word on a unit holds."""
        self.decisions.append(self._places)
        standing = self.grounds.setdefault(entry.subject, {})
        match entry.public:
            case {"unit": str(unit), **ground}:
                standing.pop(unit, None)
                self._recorded.pop((DisqualificationDecided.KIND, entry.subject, unit), None)
                if kind == DisqualificationDecided.KIND:
                    standing[unit] = ground
                    self._note(entry, kind, entry.public, unit)

    def _note_heads(self, public: Any) -> None:
        for uuid, event, height in _heads(public):
            known = self.heads.setdefault(uuid, {})
            if known.setdefault(height, event) != event:
                known[height] = CONTRADICTION


def _members(public: Any) -> list[tuple[str, Any]]:
    return list(public.items()) if isinstance(public, Mapping) else []


def _year(public: Any) -> Announced | None:
    match public:
        case {"year": int(year), "off": [_, *_] as off, "worked": [*worked]}:
            with suppress(OverflowError, TypeError, ValueError):
                announced = Announced(year, *(frozenset(map(date.fromisoformat, days)) for days in (off, worked)))
                return None if announced.impossible else announced
    return None


def _lasting(kind: str, public: Any) -> Any:
    """The public part without what no other file of a bundle knows."""
    match kind, public:
        case CampaignApproved.KIND, {"plan": plan, "text": text}:
            return {"plan": plan, "text": text}
        case SheetSigned.KIND, {"unit": unit}:
            return {"unit": unit}
        case SampleDrawn.KIND, {"seed": seed, "sizes": sizes}:
            return {"seed": seed, "sizes": drawn_only(sizes)}
    return public


def drawn_only(sizes: Any) -> Any:
    """Unit → stratum → number, without the strata of which nobody was drawn."""
    return {unit: {code: n for code, n in _members(numbers) if n} for unit, numbers in _members(sizes)}


def _heads(public: Any) -> Iterator[tuple[str, str, int]]:
    """Uuid, event and height of every well-formed head; what is not one bears witness to nothing."""
    for uuid, head in public.items() if isinstance(public, Mapping) else ():
        match head:
            case {"event": str(event), "height": int(height)}:
                yield uuid, event, height
