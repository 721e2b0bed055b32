"""The draw of people that anybody can repeat with sha256sum and sort. Protocol people §1 to §4.

The pool is closed and in the journal before the value of the seed exists, so nobody chooses a seed for the people it
brings (R82, R195, A2-23).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pingyi.rules.encoding import digest, sha256_hex
from pingyi.rules.people.errors import NobodyLeft, PlaceNotHeld, PoolAmbiguous, SeedEmpty, TooFewCandidates

CODE = re.compile(r"[0-9A-Za-z]+(-[0-9A-Za-z]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn, by a code.

    `group`: people of one group (an employer) are drawn together only when nobody else is left; "" is no group.
    `barred`: linked with the unit that the work is about, so never drawn.
    """

    code: str
    category: str
    group: str = ""
    barred: bool = False


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
        able = Counter(each.category for each in self.candidates if not each.barred)
        for category, wanted in self.places.items():
            if not 0 <= wanted <= able[category]:
                raise TooFewCandidates(category=category, places=str(wanted), there=str(able[category]))

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
    """The codes drawn: category by category in the pool's order, each in the order of tickets. Raises SeedEmpty.

    Barred candidates are passed over. So is whoever has a group of which somebody is drawn already, unless too few
    others are left; then those passed over fill the places, again in the order of tickets.
    """
    if not seed:
        raise SeedEmpty
    taken: list[Candidate] = []
    for category, wanted in pool.places.items():
        before = len(taken)
        queue = _queue(pool, seed, category)
        while len(taken) - before < wanted:
            taken.append(_next(queue, taken))
            queue.remove(taken[-1])
    return tuple(each.code for each in taken)


def successor(pool: Pool, seed: str, standing: Sequence[str], gone: Iterable[str], leaving: str) -> str:
    """Who takes the place of `leaving` among `standing`: the next of the category who neither stands nor has gone.

    A group that is represented among those who stay waits, as in the draw. Raises PlaceNotHeld, NobodyLeft.
    """
    if leaving not in standing:
        raise PlaceNotHeld(code=leaving)
    staying = [pool.candidate(code) for code in standing if code != leaving]
    out = {*standing, *gone}
    queue = [each for each in _queue(pool, seed, pool.candidate(leaving).category) if each.code not in out]
    if not queue:
        raise NobodyLeft
    return _next(queue, staying).code


def _queue(pool: Pool, seed: str, category: str) -> list[Candidate]:
    able = [each for each in pool.candidates if each.category == category and not each.barred]
    return sorted(able, key=lambda each: ticket(seed, pool.purpose, each.code))


def _next(queue: Sequence[Candidate], taken: Iterable[Candidate]) -> Candidate:
    groups = {each.group for each in taken if each.group}
    return next((each for each in queue if each.group not in groups), queue[0])
