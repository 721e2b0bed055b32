"""The draw of people that anybody can repeat with sha256sum and sort. Protocol people §1 to §4.

The pool is closed and in the journal before the value of the seed exists, so nobody chooses a seed for the people it
brings (R82, R195, A2-23).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pingyi.rules.encoding import digest, sha256_hex
from pingyi.rules.people.errors import (
    NobodyLeft,
    PlaceNotHeld,
    PoolAmbiguous,
    SeedEmpty,
    TooFewCandidates,
    TooFewTogether,
)
from pingyi.rules.people.seats import Seats

CODE = re.compile(r"[0-9A-Za-z]+(-[0-9A-Za-z]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn, by a code.

    `group`: people of one group (an employer) are drawn together only when nobody else is left; "" is no group.
    `barred`: linked with the unit that the work is about, so never drawn. `also`: other categories for which they may
    be drawn, as who may sit on the team of more than one unit; they are drawn for one.
    """

    code: str
    category: str
    group: str = ""
    barred: bool = False
    also: tuple[str, ...] = ()

    def able(self, category: str) -> bool:
        """Whether they may be drawn for this category."""
        return not self.barred and (category == self.category or category in self.also)


@dataclass(frozen=True, slots=True)
class Pool:
    """Who may be drawn for what, and how many of each category, in this order.

    Raises PoolAmbiguous, TooFewCandidates.
    """

    purpose: str
    places: Mapping[str, int]
    candidates: tuple[Candidate, ...]

    def __post_init__(self) -> None:
        for code, times in Counter(each.code for each in self.candidates).items():
            if times > 1 or not CODE.fullmatch(code):
                raise PoolAmbiguous(code=code)
        for category, wanted in self.places.items():
            there = sum(each.able(category) for each in self.candidates)
            if not 0 <= wanted <= there:
                raise TooFewCandidates(category=category, places=str(wanted), there=str(there))
        if (empty := self.filling().open) is not None:
            raise TooFewTogether(category=self.seats[empty])

    @property
    def seats(self) -> tuple[str, ...]:
        """The category of every place, in order."""
        return tuple(category for category, wanted in self.places.items() for _ in range(wanted))

    def filling(self) -> Seats:
        """All places, none taken."""
        able = {own: [each.code for each in self.candidates if each.able(own)] for own in self.places}
        return Seats([able[category] for category in self.seats])

    @property
    def digest(self) -> str:
        """Lower-case hex SHA-256 over purpose, places and candidates in the order of their codes."""
        return digest([self.purpose, self.places, sorted(self.candidates, key=lambda each: each.code)])

    def candidate(self, code: str) -> Candidate:
        """The candidate with this code. Raises PlaceNotHeld."""
        for each in self.candidates:
            if each.code == code:
                return each
        raise PlaceNotHeld(code=code)


def ticket(seed: str, purpose: str, code: str) -> str:
    """What decides a candidate's turn, smallest first: SHA-256 of seed + "|" + purpose + "|" + code, lower-case hex."""
    return sha256_hex(f"{seed}|{purpose}|{code}".encode())


def drawn(pool: Pool, seed: str) -> tuple[str, ...]:
    """The codes drawn, in the order of the pool's places: each the smallest ticket of who may take it.

    Barred candidates are passed over, and who is needed elsewhere lest another place stay empty. So is whoever has a
    group of which somebody is drawn already, unless nobody else is left. Raises SeedEmpty.
    """
    if not seed:
        raise SeedEmpty
    filling, taken = pool.filling(), list[Candidate]()
    queues = {category: _queue(pool, seed, category) for category in pool.places}
    for place, category in enumerate(pool.seats):
        queue = [each for each in queues[category] if each not in taken]
        taken.append(next(each for each in _turn(queue, taken) if filling.seat(place, each.code)))
    return tuple(each.code for each in taken)


def successor(pool: Pool, seed: str, standing: Sequence[str], gone: Iterable[str], leaving: str) -> str:
    """Who takes the place of `leaving`: the next who may take it and neither stands nor has gone.

    `standing` has who holds each place, in the order of the places. A group that is represented among those who stay
    waits, as in the draw. Raises PlaceNotHeld, NobodyLeft.
    """
    if leaving not in standing:
        raise PlaceNotHeld(code=leaving)
    staying = [pool.candidate(code) for code in standing if code != leaving]
    out = {*standing, *gone}
    category = pool.seats[standing.index(leaving)]
    queue = [each for each in _queue(pool, seed, category) if each.code not in out]
    if not queue:
        raise NobodyLeft
    return next(_turn(queue, staying)).code


def _queue(pool: Pool, seed: str, category: str) -> list[Candidate]:
    able = [each for each in pool.candidates if each.able(category)]
    return sorted(able, key=lambda each: ticket(seed, pool.purpose, each.code))


def _turn(queue: Sequence[Candidate], taken: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those first whose group is not there yet."""
    groups = {each.group for each in taken if each.group}
    yield from (each for each in queue if each.group not in groups)
    yield from (each for each in queue if each.group in groups)
