"""How far a key ceremony of ours has come, what stopped it (rules.ballot.transcript), and how far the opening is."""

from dataclasses import dataclass
from enum import StrEnum

from pingyi.records.box.errors import SetupEnded
from pingyi.rules.ballot.errors import TrusteeRefused
from pingyi.rules.ballot.transcript import Transcript


class State(StrEnum):
    """Whether a ceremony goes on."""

    OPEN = "open"
    ABORTED = "aborted"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Objection:
    """Why trustee `trustee` stopped the ceremony, and whose message it refused (None: nobody's in particular)."""

    trustee: int
    blamed: int | None
    reason: str


@dataclass(frozen=True)
class SetupProgress(Transcript):
    """A ceremony's transcript with the bodies in their order; `superseded`: another ceremony has begun since."""

    pk: int
    campaign_id: str
    trustees: tuple[str, ...]
    objections: tuple[Objection, ...] = ()
    superseded: bool = False

    @property
    def name(self) -> str:
        """What key files call this ceremony (Protocol keyfile §2)."""
        return f"{self.campaign_id}.{self.pk}"

    @property
    def state(self) -> State:
        """Whether messages are taken, the key is made, or another ceremony is needed."""
        if self.objections or self.superseded:
            return State.ABORTED
        return State.FINISHED if self.complete else State.OPEN

    @property
    def missing(self) -> tuple[str, ...]:
        """Who still owes a message of the open round."""
        return tuple(self.trustees[n - 1] for n in self.numbers if self.step and (n, self.step) not in self.sent)

    def due(self, index: int) -> str | None:
        """The message that trustee `index` owes now; None while it waits, and when the ceremony is over."""
        owes = self.state is State.OPEN and (index, self.step or "") not in self.sent
        return self.step if owes else None

    def index_of(self, body: str | None) -> int:
        """The number of the trustee sent by this body. Raises TrusteeRefused."""
        if body not in self.trustees:
            raise TrusteeRefused(0, f"{body} is not a trustee of this key")
        return self.trustees.index(body) + 1

    def check_next(self, index: int, step: str, body: bytes) -> None:
        """As in a transcript, and never after the ceremony was stopped. Raises SetupEnded, TrusteeRefused."""
        if self.state is State.ABORTED:
            raise SetupEnded
        super().check_next(index, step, body)


@dataclass(frozen=True, slots=True)
class Tallying:
    """How many of the boxes to be opened are added up, and how many are counted."""

    wanted: int
    summed: int
    counted: int

    @property
    def counting(self) -> bool:
        """Whether the count has begun and is not done."""
        return 0 < self.counted < self.wanted
