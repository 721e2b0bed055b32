"""The arithmetic of whole ballots behind one small interface, and its plain form. Protocol seal §6.

A kernel answers two questions for one election key y: what are g^a · y^b (sealing), and what must the prover of these
answers have committed to (checking). `PlainKernel` is the definition; a faster one must give the same texts.
Public: Kernel, PlainKernel, kernel_for.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol, cast

from pingyi.rules.ballot.group import Ed25519, Element, FiniteField, Group, group_named, product
from pingyi.rules.ballot.parts import Answer, AnswerCommitments, Ciphertext
from pingyi.rules.ballot.proof import Proof, commit
from pingyi.rules.ballot.swift_field import SwiftField


class Kernel(Protocol):
    """The arithmetic of ballots sealed for one key (Protocol seal §6)."""

    @property
    def order(self) -> int:
        """The order of the group."""

    def products(self, exponents: Sequence[tuple[int, int]]) -> list[str]:
        """The texts of g^a · y^b for each pair (a, b)."""

    def commitments(self, answers: Sequence[Answer]) -> list[AnswerCommitments]:
        """The commitments of every proof, every element checked to be in the group. Raises NotAnElement."""

    def sum(self, ciphertexts: Iterable[Sequence[Ciphertext]]) -> list[Ciphertext]:
        """The pointwise product of equally long rows of ciphertexts that have been checked before."""


class PlainKernel:
    """The kernel as the specification reads, one power after the other."""

    def __init__(self, group: Group, public_key: str) -> None:
        self.group = group
        self.order = group.order
        self.key = group.decode(public_key)

    def products(self, exponents: Sequence[tuple[int, int]]) -> list[str]:
        group = self.group
        return [group.encode(group.multiply(group.generate(a), group.power(self.key, b))) for a, b in exponents]

    def commitments(self, answers: Sequence[Answer]) -> list[AnswerCommitments]:
        return [self._answer(answer) for answer in answers]

    def _answer(self, answer: Answer) -> AnswerCommitments:
        group = self.group
        pairs = [(group.decode(choice.alpha), group.decode(choice.beta)) for choice in answer.choices]
        individual = tuple(
            self._interval(alpha, beta, 0, proofs)
            for (alpha, beta), proofs in zip(pairs, answer.individual_proofs, strict=True)
        )
        alpha = product(group, (pair[0] for pair in pairs))
        beta = product(group, (pair[1] for pair in pairs))
        total = Ciphertext(group.encode(alpha), group.encode(beta))
        return AnswerCommitments(individual, total, self._interval(alpha, beta, 1, answer.overall_proof))

    def _interval(self, alpha: Element, beta: Element, lowest: int, proofs: Sequence[Proof]) -> tuple[str, ...]:
        """A_0, B_0, A_1, B_1, … for the values lowest, lowest + 1, …"""
        group, texts = self.group, []
        for value, proof in enumerate(proofs, lowest):
            shifted = group.divide(beta, group.generate(value))
            texts.append(group.encode(commit(group, group.generator, alpha, proof)))
            texts.append(group.encode(commit(group, self.key, shifted, proof)))
        return tuple(texts)

    def sum(self, ciphertexts: Iterable[Sequence[Ciphertext]]) -> list[Ciphertext]:
        group = self.group
        columns = list(zip(*ciphertexts, strict=True))
        return [
            Ciphertext(
                group.encode(product(group, (group.recall(cell.alpha) for cell in column))),
                group.encode(product(group, (group.recall(cell.beta) for cell in column))),
            )
            for column in columns
        ]


@lru_cache(maxsize=64)
def kernel_for(group: str, public_key: str) -> Kernel:
    """The swiftest kernel installed for an election key, made once per process. Raises NotAnElement."""
    arithmetic = group_named(group)
    if isinstance(arithmetic, FiniteField):
        return SwiftField(arithmetic, public_key)
    try:
        from pingyi.rules.ballot.swift_kernel import SwiftEd25519
    except ImportError:  # the extra `swift` is not installed
        return PlainKernel(arithmetic, public_key)
    return SwiftEd25519(cast(Ed25519, arithmetic), public_key)
