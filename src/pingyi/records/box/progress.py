"""How far a key ceremony has come, and whether a trustee's next message fits (protocol: docs/protocol/setup.md).

Three steps, each by every trustee before the next begins: certificate, polynomial, voutput.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pingyi.records.box.errors import SetupEnded
from pingyi.rules.ballot import setup as protocol
from pingyi.rules.ballot.channel import SignedMessage
from pingyi.rules.ballot.errors import BallotError, OutOfTurn, Repeated, TrusteeRefused
from pingyi.rules.ballot.group import Group, group_named
from pingyi.rules.ballot.pedersen import Pedersen, check_certificate

STEPS = ("certificate", "polynomial", "voutput")


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
class SetupProgress:
    """The messages sent so far, by trustee number and step, in the order of their arrival.

    `superseded`: the office has begun another ceremony since.
    """

    pk: int
    campaign: str
    group: str
    threshold: int
    trustees: tuple[str, ...]
    sent: dict[tuple[int, str], bytes]
    objections: tuple[Objection, ...] = ()
    superseded: bool = False

    @property
    def name(self) -> str:
        """What key files call this ceremony (Protocol keyfile §2)."""
        return f"{self.campaign}.{self.pk}"

    @property
    def state(self) -> State:
        """Whether messages are taken, the key is made, or another ceremony is needed."""
        if self.objections or self.superseded:
            return State.ABORTED
        return State.FINISHED if self.complete else State.OPEN

    @property
    def arithmetic(self) -> Group:
        """The group of this key."""
        return group_named(self.group)

    @property
    def numbers(self) -> range:
        """The trustees' numbers, from 1."""
        return range(1, len(self.trustees) + 1)

    @property
    def step(self) -> str | None:
        """The step that is open; None when the key is made."""
        return next((step for step in STEPS if any((n, step) not in self.sent for n in self.numbers)), None)

    @property
    def complete(self) -> bool:
        """Whether every trustee has sent every message."""
        return self.step is None

    @property
    def missing(self) -> tuple[str, ...]:
        """Who still owes a message of the open step."""
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
        """Refuse a message that is repeated, out of order or does not follow from the earlier ones.

        Raises SetupEnded, TrusteeRefused.
        """
        if self.state is State.ABORTED:
            raise SetupEnded
        if (index, step) in self.sent:
            raise Repeated(index, f"its {step} was received already")
        if step != self.step:
            raise OutOfTurn(index, f"its {step} is out of order: now everybody sends {self.step or 'nothing'}")
        try:
            self._check(index, step, body)
        except TrusteeRefused:
            raise
        except BallotError as error:
            raise TrusteeRefused(index, f"its {step} cannot be read: {error}") from error

    def _check(self, index: int, step: str, body: bytes) -> None:
        order = self.arithmetic.order
        match step:
            case "certificate":
                certificate = protocol.read_signed(body, order)
                check_certificate(self.arithmetic, len(self.trustees), self.threshold, index, certificate)
            case "polynomial":
                polynomial = protocol.Polynomial.read(body, order)
                protocol.check_polynomial(self.arithmetic, self.threshold, self.certificates, index, polynomial)
            case "voutput":
                voutput = protocol.VOutput.read(body, order)
                protocol.check_voutput(
                    self.arithmetic, self.threshold, self.certificates, self.polynomials, index, voutput
                )

    @cached_property
    def certificates(self) -> tuple[SignedMessage, ...]:
        """Everybody's certificates; only once the step is over."""
        order = self.arithmetic.order
        return tuple(protocol.read_signed(self.sent[n, "certificate"], order) for n in self.numbers)

    @cached_property
    def polynomials(self) -> tuple[protocol.Polynomial, ...]:
        """Everybody's polynomials; only once the step is over."""
        order = self.arithmetic.order
        return tuple(protocol.Polynomial.read(self.sent[n, "polynomial"], order) for n in self.numbers)

    def vinput(self, index: int) -> protocol.VInput:
        """What trustee `index` needs for its last step."""
        return protocol.make_vinput(self.polynomials, index)

    def parameters(self) -> Pedersen:
        """What the boards publish about this key, verified whole."""
        order = self.arithmetic.order
        voutputs = [protocol.VOutput.read(self.sent[n, "voutput"], order) for n in self.numbers]
        return protocol.make_parameters(self.arithmetic, self.threshold, self.certificates, self.polynomials, voutputs)
