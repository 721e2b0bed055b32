"""The board: one append-only `.bel` archive per box, and the chain of events inside. Protocol board.

Streams: reading holds one event and its data at a time; appending needs only the last `Head`.
Public: EventType, Event, Head, Step, Appended, Readable, write_header, append, read_steps, step_contents, grew.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO, Protocol, Self

from pingyi.rules.ballot.errors import BoardBroken, BoxClosed, Malformed
from pingyi.rules.ballot.form import read_json
from pingyi.rules.encoding import compact, sha256_hex


class EventType(StrEnum):
    """What can happen to a box, in the order in which it does (Protocol board §4)."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END_BALLOTS = "EndBallots"
    ENCRYPTED_TALLY = "EncryptedTally"
    PARTIAL_DECRYPTION = "PartialDecryption"
    RESULT = "Result"


_FOLLOWS: dict[EventType | None, frozenset[EventType]] = {
    None: frozenset({EventType.SETUP}),
    EventType.SETUP: frozenset({EventType.BALLOT, EventType.END_BALLOTS}),
    EventType.BALLOT: frozenset({EventType.BALLOT, EventType.END_BALLOTS}),
    EventType.END_BALLOTS: frozenset({EventType.ENCRYPTED_TALLY}),
    EventType.ENCRYPTED_TALLY: frozenset({EventType.PARTIAL_DECRYPTION}),
    EventType.PARTIAL_DECRYPTION: frozenset({EventType.PARTIAL_DECRYPTION, EventType.RESULT}),
    EventType.RESULT: frozenset(),
}
_DATA = {
    EventType.SETUP: 4,
    EventType.BALLOT: 1,
    EventType.END_BALLOTS: 0,
    EventType.ENCRYPTED_TALLY: 2,
    EventType.PARTIAL_DECRYPTION: 2,
    EventType.RESULT: 1,
}
"""How many data members precede each event; the last is its payload (Protocol board §4)."""

MAX_CONTENT = 256 * 2**20
"""No member is larger: the list of credentials of four million respondents fits."""


@dataclass(frozen=True, slots=True)
class Event:
    """One link of the chain (Protocol board §3)."""

    parent: str | None
    height: int
    type: EventType
    payload: str | None

    @property
    def serialised(self) -> bytes:
        """The one spelling of this event: absent parent or payload are left out."""
        shape: dict[str, Any] = {} if self.parent is None else {"parent": self.parent}
        shape |= {"height": self.height, "type": self.type.value}
        return compact(shape if self.payload is None else {**shape, "payload": self.payload})

    @classmethod
    def read(cls, data: bytes) -> Self:
        """The event whose only spelling is `data`. Raises Malformed."""
        shape = read_json(data, "an event")
        if not isinstance(shape, dict):
            raise Malformed("an event is an object")
        try:
            event = cls(shape.get("parent"), shape["height"], EventType(shape["type"]), shape.get("payload"))
        except (KeyError, ValueError) as error:
            raise Malformed("an event has a height and a type that we know") from error
        if type(event.height) is not int or event.serialised != data:
            raise Malformed("an event is ?parent, height, type, ?payload in this order and no more")
        return event


@dataclass(frozen=True, slots=True)
class Head:
    """Where a board stands: its last event, and how many ballots it holds (Protocol board §5)."""

    event: str | None = None
    height: int = -1
    type: EventType | None = None
    ballots: int = 0

    @property
    def open(self) -> bool:
        """Whether a ballot may follow."""
        return EventType.BALLOT in _FOLLOWS[self.type]

    def follow(self, event: Event) -> "Head":
        """The head after `event`. Raises BoxClosed for a ballot out of time, Malformed for any other misfit."""
        if event.type not in _FOLLOWS[self.type]:
            last = self.type.value if self.type else "nothing"
            refusal = BoxClosed if event.type is EventType.BALLOT else Malformed
            raise refusal(f"{event.type.value} cannot follow {last} on a board")
        if (event.parent, event.height) != (self.event, self.height + 1):
            raise Malformed("the event does not continue the chain: wrong parent or height")
        if (event.payload is None) != (_DATA[event.type] == 0):
            raise Malformed(f"{event.type.value} and its payload do not go together")
        ballots = self.ballots + (event.type is EventType.BALLOT)
        return Head(sha256_hex(event.serialised), event.height, event.type, ballots)


@dataclass(frozen=True, slots=True)
class Appended:
    """What to write after the board's last byte, and where the board then stands."""

    data: bytes
    head: Head


def write_header(timestamp: int) -> bytes:
    """The first member of every board (Protocol board §2)."""
    return _member("BELENIOS", _header(timestamp), timestamp)


def append(head: Head, type: EventType, contents: Sequence[bytes], timestamp: int) -> Appended:
    """The members that add one event with its data, payload last (Protocol board §4, §5).

    `timestamp` is the header's, as every member carries it. Raises BoxClosed, Malformed.
    """
    if len(contents) != _DATA[type]:
        raise Malformed(f"{type.value} comes with {_DATA[type]} data, not {len(contents)}")
    names = [sha256_hex(content) for content in contents]
    payload = names[-1] if names else None
    event = Event(head.event, head.height + 1, type, payload)
    after = head.follow(event)
    members = [_member(f"{name}.data.json", content, timestamp) for name, content in zip(names, contents, strict=True)]
    members.append(_member(f"{after.event}.event.json", event.serialised, timestamp))
    return Appended(b"".join(members), after)


@dataclass(frozen=True, slots=True)
class Step:
    """One event read from a board, with the data that came before it, and the bytes it spans."""

    event: Event
    contents: tuple[bytes, ...]
    head: Head
    start: int
    end: int


class Readable(Protocol):
    """A board as bytes: a file, or whatever gives out as many as are asked for, fewer at the end."""

    def read(self, size: int, /) -> bytes: ...


def read_steps(stream: Readable) -> Iterator[Step]:
    """Every step of a board, names, chain and order verified; what the data say is not looked at (Protocol board §6).

    Constant memory. Raises BoardBroken with the place.
    """
    head, contents, start = Head(), [], -1
    for offset, end, name, content in _members(stream, whole=True):
        if start < 0:
            start = end
            continue
        if _is_data(offset, name, content):
            contents.append(content)
            if len(contents) > 4:
                raise BoardBroken(offset, "data that no event refers to")
            continue
        event, head = _follow(offset, head, content, contents)
        yield Step(event, tuple(contents), head, start, end)
        contents, start = [], end
    if start < 0:
        raise BoardBroken(0, "the file is empty")
    if contents:
        raise BoardBroken(start, "the board ends with data that no event refers to")


def step_contents(stream: Readable) -> tuple[bytes, ...]:
    """The data of one step from the bytes it spans on a board, names verified, the chain not (Protocol board §5).

    Raises BoardBroken, its offset counted from the step's first byte.
    """
    members = [member for member in _members(stream, whole=False) if member[2] != "BELENIOS"]
    return tuple(content for offset, _, name, content in members if _is_data(offset, name, content))


def _is_data(offset: int, name: str, content: bytes) -> bool:
    """Whether a member is data, not an event; its name must be its hash."""
    digest, _, kind = name.partition(".")
    if digest != hashlib.sha256(content).hexdigest():
        raise BoardBroken(offset, "a member's name is not the hash of its content")
    return kind == "data.json"


def _follow(offset: int, head: Head, content: bytes, contents: Sequence[bytes]) -> tuple[Event, Head]:
    try:
        event = Event.read(content)
        after = head.follow(event)
    except (Malformed, BoxClosed) as error:
        raise BoardBroken(offset, str(error)) from error
    if len(contents) != _DATA[event.type]:
        raise BoardBroken(offset, f"{event.type.value} comes with {_DATA[event.type]} data, not {len(contents)}")
    if contents and event.payload != sha256_hex(contents[-1]):
        raise BoardBroken(offset, "the event's payload is not the data before it")
    return event, after


def grew(old: BinaryIO, new: BinaryIO) -> bool:
    """Whether `new` is `old` with zero or more bytes after it (Protocol board §7)."""
    while part := old.read(2**20):
        if new.read(len(part)) != part:
            return False
    return True


_BLOCK = 512
_NAME = re.compile(rb"(?:BELENIOS|[0-9a-f]{64}\.(?:data|event)\.json)\Z")
_OCTAL = re.compile(rb"[0-7]{11}\0")


def _member(name: str, content: bytes, timestamp: int) -> bytes:
    header = _tar_header(name.encode(), len(content), timestamp)
    return header + content + bytes(-len(content) % _BLOCK)


def _tar_header(name: bytes, size: int, timestamp: int) -> bytes:
    """The old-style (V7) header: mode 0644, owner 0/0, a plain file (Protocol board §2)."""
    front = name.ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + b"%011o\0%011o\0" % (size, timestamp)
    total = sum(front) + 8 * ord(" ") + ord("0")
    return (front + b"%06o\0 0" % total).ljust(_BLOCK, b"\0")


def _members(stream: Readable, *, whole: bool) -> Iterator[tuple[int, int, str, bytes]]:
    """Start, end, name and content of every member, whose header must be the one we would write.

    A `whole` board starts with its BELENIOS member.
    """
    offset, timestamp = 0, None
    while header := stream.read(_BLOCK):
        name = header[:100].rstrip(b"\0")
        if not _NAME.match(name) or not _OCTAL.match(header, 124) or not _OCTAL.match(header, 136):
            raise BoardBroken(offset, "not a member of a board")
        size = int(header[124:135], 8)
        timestamp = int(header[136:147], 8) if timestamp is None else timestamp
        if header != _tar_header(name, size, timestamp) or size > MAX_CONTENT:
            raise BoardBroken(offset, "a member's header is not the one boards have")
        content, padding = stream.read(size), -size % _BLOCK
        if len(content) != size or stream.read(padding) != bytes(padding):
            raise BoardBroken(offset, "the file is cut off inside a member")
        if whole and offset == 0 and (name, content) != (b"BELENIOS", _header(timestamp)):
            raise BoardBroken(0, 'a board starts with BELENIOS, {"version":1,"timestamp":"…"}')
        end = offset + _BLOCK + size + padding
        yield offset, end, name.decode(), content
        offset = end


def _header(timestamp: int) -> bytes:
    return compact({"version": 1, "timestamp": str(timestamp)})
