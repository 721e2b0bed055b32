"""What the journal says about the files of a bundle. Protocol verify §4.

Public: Chronicle, Mention, ANY.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pingyi.rules.encoding import digest
from pingyi.rules.journal.entry import Entry

HEADS = "box:heads:1"
DECIDE, REVOKE = "disqualification:decide:1", "disqualification:revoke:1"
LISTS = frozenset({"box:create:1", "credentials:publish:1"})
"""Kinds whose public part has one member per box."""

CONTRADICTION = "two different events"
"""Stands for an event that no board can have, where the journal witnessed two at one height."""

ANY = "*"
"""Stands for a subject that cannot be known from outside."""

NOUNS = frozenset({"box", "credentials", "disqualification", "minutes", "ranking", "reckoning", "roll"})


class Mention(NamedTuple):
    """Something the journal must say: an entry of this kind about this subject, with this public part.

    `member`: the public part has one member per box, of which only this one is meant. `at`: when it was written.
    """

    kind: str
    subject: str
    public: Any
    member: str | None = None
    at: datetime | None = None


class Chronicle:
    """The entries that concern what is published, kept as digests while the journal is read once.

    `heads`: box → height → the event that stood there. `boxes`: subject → the boxes said to be made for it.
    `grounds`: subject → unit → what was said of the decision that disqualifies it, unless it was revoked.
    """

    def __init__(self) -> None:
        self.heads: dict[str, dict[int, str]] = {}
        self.boxes: dict[str, set[str]] = {}
        self.grounds: dict[str, dict[str, Any]] = {}
        self._seen: set[tuple[str, str, str, str | None]] = set()
        self._moments: set[tuple[str, str, str, datetime]] = set()

    def witness(self, entry: Entry) -> None:
        """Take note of one entry."""
        if entry.kind.noun not in NOUNS:
            return
        kind = str(entry.kind)
        if kind == HEADS:
            self._note_heads(entry.public)
            return
        if kind in (DECIDE, REVOKE):
            self._note_ground(kind, entry)
            return
        if kind in LISTS and isinstance(entry.public, Mapping):
            for member, value in entry.public.items():
                self._seen.add((kind, entry.subject, digest(value), member))
            if kind == "box:create:1":
                self.boxes.setdefault(entry.subject, set()).update(entry.public)
            return
        said = digest(entry.public)
        self._seen |= {(kind, entry.subject, said, None), (kind, ANY, said, None)}
        self._moments.add((kind, entry.subject, said, entry.at))

    def says(self, mention: Mention) -> bool:
        """Whether the journal says this."""
        said = digest(mention.public)
        if mention.at is not None:
            return (mention.kind, mention.subject, said, mention.at) in self._moments
        return (mention.kind, mention.subject, said, mention.member) in self._seen

    def _note_ground(self, kind: str, entry: Entry) -> None:
        """The last word on a unit holds."""
        standing = self.grounds.setdefault(entry.subject, {})
        match entry.public:
            case {"unit": str(unit), **ground}:
                standing.pop(unit, None)
                if kind == DECIDE:
                    standing[unit] = ground

    def _note_heads(self, public: Any) -> None:
        for uuid, event, height in _heads(public):
            known = self.heads.setdefault(uuid, {})
            if known.setdefault(height, event) != event:
                known[height] = CONTRADICTION


def _heads(public: Any) -> Iterator[tuple[str, str, int]]:
    """Uuid, event and height of every well-formed head; what is not one bears witness to nothing."""
    for uuid, head in public.items() if isinstance(public, Mapping) else ():
        match head:
            case {"event": str(event), "height": int(height)}:
                yield uuid, event, height
