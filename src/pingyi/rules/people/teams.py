"""Teams drawn at random: a head and members for every unit, each person on one team at most (R114, R138, R195).

Whoever may sit on the teams of several units is drawn for one of them; so people and units find each other by the same
seed. A place is called by its unit and whether it is the head's.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pingyi.rules.people.draw import Candidate, Pool
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text

HEAD, MEMBER = "head", "member"
POSTS = {HEAD: Text("组长", "head"), MEMBER: Text("成员", "member")}


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody who may be put on teams, by a code: of which units as head, and of which as member."""

    code: str
    heads: frozenset[str]
    sits: frozenset[str]

    def places(self, units: Sequence[str]) -> list[str]:
        """Every place that they may take, in the order of the units."""
        posts = ((HEAD, self.heads), (MEMBER, self.sits))
        return [place(unit, post) for unit in units for post, where in posts if unit in where]


def strength(unit: str, people: Collection[Able]) -> tuple[int, int]:
    """How many may be drawn for a unit's team, as head and as member."""
    return sum(unit in each.heads for each in people), sum(unit in each.sits for each in people)


def place(unit: str, post: str) -> str:
    """How a place on a team is called in the pool."""
    return f"{unit}/{post}"


def unit_and_post(category: str) -> tuple[str, str]:
    """The unit and the post of a place."""
    unit, _, post = category.rpartition("/")
    return unit, post


def teams(purpose: str, units: Sequence[str], members: int, people: Collection[Able]) -> Pool:
    """The pool from which a head and so many members are drawn for each unit.

    Raises TooFewCandidates, TooFewTogether, both with the place.
    """
    places = {place(unit, post): many for unit in units for post, many in ((HEAD, 1), (MEMBER, members))}
    named = [(each.code, each.places(units)) for each in people]
    candidates = tuple(Candidate(code, own[0], also=tuple(own[1:])) for code, own in named if own)
    return Pool(purpose, places, candidates)


def category_name(book: Rulebook, category: str) -> Text:
    """What people call a category: one of the composition, or a place on the team of a unit."""
    unit, post = unit_and_post(category)
    if post in POSTS:
        name, own = book.unit(unit).name, POSTS[post]
        return Text(f"{name.zh}（{own.zh}）", f"{name.en} ({own.en})")
    found = (each.name for each in book.participation.composition if each.code == category)
    return next(found, Text(category, category))
