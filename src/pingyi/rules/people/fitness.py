"""Who may be put to work on a unit: signed, trained, links declared, and none with it (R83, R190, R195)."""

from dataclasses import dataclass

from pingyi.rules.people.errors import IsLinked, PledgeMissing, StandsBack, Undeclared, Untrained, WorksThere
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Fitness:
    """What is known of one person. `recused`: the units they said they stand back from, None while nothing is said;
    `linked`: those with which the office's register links them; `home`: the unit they work in.
    """

    name: str = ""
    signed: bool = False
    trained: bool = False
    recused: frozenset[str] | None = None
    linked: frozenset[str] = frozenset()
    home: str = ""

    @property
    def stands_back(self) -> frozenset[str]:
        """Units on which they may not be put to work for a link, whoever said so."""
        return (self.recused or frozenset()) | self.linked

    @property
    def concealed(self) -> frozenset[str]:
        """Units with which a link was found that the person, having declared, did not declare."""
        return frozenset() if self.recused is None else self.linked - self.recused - {self.home}


def missing(fitness: Fitness, book: Rulebook, unit: str) -> tuple[Refusal, ...]:
    """Everything that stands against putting this person to work on the unit; nothing when they are fit for it.

    The plan says what is asked (`participation.fitness`); nobody ever works on the unit they work in (R138).
    """
    found: list[Refusal] = [WorksThere()] if fitness.home == unit else []
    asked = book.participation.fitness
    if asked is None:
        return tuple(found)
    if not fitness.signed:
        found.append(PledgeMissing())
    if not fitness.trained:
        found.append(Untrained(register=book.register(asked.training.register).name))
    if fitness.recused is None:
        found.append(Undeclared())
    elif unit in fitness.recused:
        found.append(StandsBack())
    if unit in fitness.linked:
        found.append(IsLinked(register=book.register(asked.links.register).name))
    return tuple(found)
