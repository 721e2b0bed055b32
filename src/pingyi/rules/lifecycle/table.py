"""A state table: which verb leads from where to where, and which power it takes.

The table says what is possible; `mandate.check` says who may; the action that changes the record asks both.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal

S = TypeVar("S", bound=str)
NOTHING = "nothing"


class UnknownVerb(LookupError):
    """The table has no such verb: the programme is wrong, not the person."""


class NotNow(Refusal):
    """The thing is in a state from which this verb does not lead on."""

    message = "Not possible while the %(noun)s is “%(state)s”. Possible now: %(possible)s."


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """From any of the states `start`, `verb` leads to `end`; whoever does it needs `power` (None: nobody decides)."""

    verb: str
    start: tuple[S, ...]
    end: S
    power: Power | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[S]):
    """All steps of one noun. `terminal` are the states in which it may stay for good."""

    noun: str
    initial: S
    terminal: frozenset[S]
    steps: tuple[Step[S], ...]

    @property
    def states(self) -> frozenset[S]:
        """Every state the table names."""
        return frozenset({self.initial, *(s for step in self.steps for s in (*step.start, step.end))})

    def possible(self, state: S) -> tuple[Step[S], ...]:
        """The steps that lead on from a state."""
        return tuple(step for step in self.steps if state in step.start)

    def step(self, state: S, verb: str) -> Step[S]:
        """The step that `verb` takes from `state`. Raises NotNow, UnknownVerb."""
        if all(step.verb != verb for step in self.steps):
            raise UnknownVerb(f"no verb {verb} for a {self.noun}")
        for step in self.possible(state):
            if step.verb == verb:
                return step
        verbs = tuple(words_of(step.verb) for step in self.possible(state)) or (NOTHING,)
        raise NotNow(noun=self.noun, state=words_of(state), possible=verbs)


def words_of(word: str) -> str:
    """A state or verb as a desk says it in English; also the key of its translation."""
    return word.replace("_", " ")


def advance(table: Table[S], state: S, verb: str) -> S:
    """The state after the verb. Raises NotNow, which tells what is possible from here, and UnknownVerb."""
    return table.step(state, verb).end
