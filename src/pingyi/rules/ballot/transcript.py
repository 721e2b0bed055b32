"""What the trustees have said so far in a set-up, and whether the next message fits. Protocol setup §3–§8.

Three rounds, each by every trustee before the next begins: certificate, polynomial, voutput. A message that is altered,
repeated or out of turn is refused, and the refusal names the trustee.
Public: ROUNDS, Transcript, read_transcript.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pingyi.rules.ballot.channel import SignedMessage
from pingyi.rules.ballot.errors import BallotError, OutOfTurn, Repeated, TrusteeRefused
from pingyi.rules.ballot.group import Group, group_named
from pingyi.rules.ballot.pedersen import Pedersen, check_certificate, check_certificates
from pingyi.rules.ballot.setup import (
    Polynomial,
    VInput,
    VOutput,
    check_polynomial,
    check_voutput,
    make_parameters,
    make_vinput,
    read_signed,
)
from pingyi.rules.encoding import compact

ROUNDS = ("certificate", "polynomial", "voutput")
DIGITS = 40


@dataclass(frozen=True)
class Transcript:
    """The messages of `size` trustees, of whom `threshold` open, by trustee number and round, as they came."""

    group: str
    threshold: int
    size: int
    sent: Mapping[tuple[int, str], bytes]

    @property
    def arithmetic(self) -> Group:
        """The group of this key."""
        return group_named(self.group)

    @property
    def numbers(self) -> range:
        """The trustees' numbers, from 1."""
        return range(1, self.size + 1)

    @property
    def step(self) -> str | None:
        """The round that is open; None when the key is made."""
        return next((step for step in ROUNDS if any((n, step) not in self.sent for n in self.numbers)), None)

    @property
    def complete(self) -> bool:
        """Whether every trustee has sent every message."""
        return self.step is None

    def check_next(self, index: int, step: str, body: bytes) -> None:
        """Refuse a message that is repeated, out of turn or does not follow from the earlier ones.

        Raises TrusteeRefused, of which Repeated and OutOfTurn are kinds.
        """
        if index not in self.numbers:
            raise TrusteeRefused(0, f"there is no trustee {index}")
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
        group, order = self.arithmetic, self.arithmetic.order
        match step:
            case "certificate":
                check_certificate(group, self.size, self.threshold, index, read_signed(body, order))
                whole = replace(self, sent={**self.sent, (index, step): body})
                if whole.step != step:
                    check_certificates(group, self.threshold, whole.certificates)
            case "polynomial":
                check_polynomial(group, self.threshold, self.certificates, index, Polynomial.read(body, order))
            case "voutput":
                output = VOutput.read(body, order)
                check_voutput(group, self.threshold, self.certificates, self.polynomials, index, output)

    @cached_property
    def certificates(self) -> tuple[SignedMessage, ...]:
        """Everybody's certificates; only once the round is over."""
        return tuple(read_signed(self.sent[n, "certificate"], self.arithmetic.order) for n in self.numbers)

    @cached_property
    def polynomials(self) -> tuple[Polynomial, ...]:
        """Everybody's polynomials; only once the round is over."""
        return tuple(Polynomial.read(self.sent[n, "polynomial"], self.arithmetic.order) for n in self.numbers)

    @property
    def comparison(self) -> str:
        """Forty digits that all trustees compare aloud once all certificates are in (Protocol setup §11)."""
        certificates = compact([certificate.message for certificate in self.certificates])
        number = int.from_bytes(hashlib.sha256(certificates).digest()) % 10**DIGITS
        digits = f"{number:0{DIGITS}}"
        return " ".join(digits[start : start + 5] for start in range(0, DIGITS, 5))

    def vinput(self, index: int) -> VInput:
        """What trustee `index` needs for its last message."""
        return make_vinput(self.polynomials, index)

    def voutput(self, index: int) -> VOutput:
        """Trustee `index`'s last message."""
        return VOutput.read(self.sent[index, "voutput"], self.arithmetic.order)

    def parameters(self) -> Pedersen:
        """What the boards publish about this key, verified whole. Raises TrusteeRefused."""
        voutputs = [self.voutput(number) for number in self.numbers]
        return make_parameters(self.arithmetic, self.threshold, self.certificates, self.polynomials, voutputs)


def read_transcript(group: str, threshold: int, size: int, messages: Iterable[tuple[int, str, bytes]]) -> Transcript:
    """All messages (trustee, round, bytes) in the order in which they came, each checked. Raises TrusteeRefused."""
    transcript = Transcript(group, threshold, size, {})
    for index, step, body in messages:
        transcript.check_next(index, step, body)
        transcript = replace(transcript, sent={**transcript.sent, (index, step): body})
    return transcript
