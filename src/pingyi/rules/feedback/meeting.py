"""The feedback meeting: when and where, who came, what was read out, what the unit's leading body answered (C4.5)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from pingyi.rules.feedback.errors import (
    AbsentUnexplained,
    NobodyPresent,
    NotAllRead,
    PlaceMissing,
    SpeakerAbsent,
    StatementMissing,
)
from pingyi.rules.writing import tidy

_PARTS = re.compile(r"[,，、]")
_COLON = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody of the unit's leading body; `reason`: why they were absent, "" for whoever was present."""

    name: str
    post: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What is recorded of it. `read`: the numbers of the passages read out, in order.

    `speaker`, `statement`: who stated the unit's attitude, and how, word for word; "" while nobody did.
    """

    held: datetime
    place: str
    team: str
    present: tuple[Attendance, ...]
    absent: tuple[Attendance, ...]
    read: tuple[int, ...]
    speaker: str = ""
    statement: str = ""
    questions: str = ""


def read_present(text: str) -> tuple[Attendance, ...]:
    """Those present, one on a line: `name, post`."""
    return tuple(_person(line) for line in _lines(text))


def read_absent(text: str) -> tuple[Attendance, ...]:
    """Those absent, one on a line: `name, post: reason`. Raises AbsentUnexplained."""
    return tuple(_absent(line) for line in _lines(text))


def ensure_recorded(meeting: Meeting, passages: Collection[int]) -> None:
    """Refuse a record that lacks what every meeting has (C4.5); the statement may follow (`ensure_stated`).

    `passages`: the numbers of all that stands in the package.
    Raises PlaceMissing, NobodyPresent, NotAllRead, SpeakerAbsent.
    """
    if not (tidy(meeting.place) and tidy(meeting.team)):
        raise PlaceMissing
    if not meeting.present:
        raise NobodyPresent
    if missing := sorted(set(passages) - set(meeting.read)):
        raise NotAllRead(missing=tuple(map(str, missing)))
    if meeting.speaker and meeting.speaker not in {each.name for each in meeting.present}:
        raise SpeakerAbsent(speaker=meeting.speaker)


def ensure_stated(meeting: Meeting) -> None:
    """Refuse to hand over before the leading body has stated its attitude (R117). Raises StatementMissing."""
    if not (meeting.speaker and tidy(meeting.statement)):
        raise StatementMissing


def _lines(text: str) -> Iterator[str]:
    return filter(None, map(tidy, text.splitlines()))


def _person(line: str, reason: str = "") -> Attendance:
    name, *post = _PARTS.split(line, maxsplit=1)
    return Attendance(tidy(name), tidy(post[0]) if post else "", reason)


def _absent(line: str) -> Attendance:
    person, *reason = _COLON.split(line, maxsplit=1)
    if not reason or not tidy(reason[0]):
        raise AbsentUnexplained(line=line[:40])
    return _person(person, tidy(reason[0]))
