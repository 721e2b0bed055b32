"""Every draw of a pool, repeated from the journal: pool before seed, draw, who stepped in. Protocol verify §3.13.

Public: Draws.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.vocabulary.people import PlaceTaken, PoolClosed, PoolDrawn
from pingyi.rules.people.draw import Candidate, Pool, drawn, successor
from pingyi.rules.refusal import Refusal
from pingyi.verify.finding import Fault


@dataclass
class _Course:
    """One pool so far; `seed` is "" until it is drawn, `standing` has who holds each place."""

    pool: Pool
    known_at: datetime
    seed: str = ""
    standing: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


class Draws:
    """The pools of a journal, followed entry by entry while it is read once.

    `pools`: how many were closed. `faults`: everything that does not follow from what stood there before.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._courses: dict[str, _Course] = {}

    @property
    def pools(self) -> int:
        """How many pools were closed."""
        return len(self._courses)

    def witness(self, entry: Entry) -> None:
        """Take note of one entry; they come in order."""
        match str(entry.kind):
            case PoolClosed.KIND:
                self._note(entry, self._closed(entry))
            case PoolDrawn.KIND:
                self._note(entry, self._drawn(entry))
            case PlaceTaken.KIND:
                self._note(entry, self._taken(entry))

    def _note(self, entry: Entry, faults: Iterator[str]) -> None:
        self.faults += [Fault(f"journal: {entry.subject}", reason) for reason in faults]

    def _closed(self, entry: Entry) -> Iterator[str]:
        pool, known_at = _pool(entry), _moment(entry.public.get("known_at"))
        if entry.subject in self._courses:
            yield "this pool was closed before"
            return
        if pool is None or known_at is None:
            yield "what was closed is no pool from which anybody could be drawn"
            return
        self._courses[entry.subject] = _Course(pool, known_at)
        if pool.digest != entry.public.get("pool"):
            yield "the fingerprint is not that of the pool"
        if entry.at >= known_at:
            yield "the pool was closed when the seed could already be known"

    def _drawn(self, entry: Entry) -> Iterator[str]:
        course, seed = self._courses.get(entry.subject), entry.public.get("seed")
        if course is None:
            yield "people were drawn, and no pool was closed before"
        elif course.seed:
            yield "this pool was drawn before"
        elif not isinstance(seed, str) or not seed:
            yield "people were drawn without a seed"
        else:
            course.seed, course.standing = seed, list(drawn(course.pool, seed))
            if entry.at < course.known_at:
                yield "people were drawn before the seed could be known"
            if entry.public.get("pool") != course.pool.digest:
                yield "people were drawn from another pool than the one that was closed"
            if entry.public.get("drawn") != course.standing:
                yield f"by the seed these are drawn: {' '.join(course.standing)}"

    def _taken(self, entry: Entry) -> Iterator[str]:
        course = self._courses.get(entry.subject)
        leaving, entering = entry.public.get("leaving"), entry.public.get("entering")
        if course is None or not course.seed or not isinstance(leaving, str):
            yield "somebody stepped in where nobody was drawn"
            return
        try:
            due = successor(course.pool, course.seed, course.standing, course.gone, leaving)
        except Refusal:
            yield "somebody stepped in for a candidate who held no place, or where nobody was left"
            return
        course.standing[course.standing.index(leaving)] = due
        course.gone.append(leaving)
        if entering != due:
            yield f"candidate {due} was next in turn to step in for {leaving}"


def _pool(entry: Entry) -> Pool | None:
    """The pool that an entry tells; None where it tells none."""
    try:
        places = {_text(category): _whole(many) for category, many in entry.public["places"]}
        purpose = entry.subject.partition(":")[2]
        return Pool(purpose, places, tuple(_candidate(each) for each in entry.public["candidates"]))
    except (Refusal, KeyError, TypeError, ValueError):
        return None


def _candidate(given: Any) -> Candidate:
    match given:
        case {
            "code": str(code),
            "category": str(category),
            "group": str(group),
            "barred": bool(barred),
            "also": [*also],
        }:
            return Candidate(code, category, group, barred, tuple(_text(each) for each in also))
    raise ValueError("no candidate")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("no whole number")
    return value


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
