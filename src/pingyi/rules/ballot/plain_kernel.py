"""The arithmetic of whole ballots as the specification reads, one power after the other. Protocol seal §6.

Public: PlainKernel.
"""

from collections.abc import Iterable, Sequence

from pingyi.rules.ballot.group import Element, Group, product
from pingyi.rules.ballot.parts import Answer, AnswerCommitments, Ciphertext
from pingyi.rules.ballot.proof import Proof, commit


class PlainKernel:
    """The definition of what every kernel answers."""

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

    def equalities(self, bases: Sequence[str], images: Sequence[str], proofs: Sequence[Proof]) -> list[tuple[str, str]]:
        group = self.group
        return [
            (
                group.encode(commit(group, group.generator, self.key, proof)),
                group.encode(commit(group, group.recall(base), group.decode(image, identity=True), proof)),
            )
            for base, image, proof in zip(bases, images, proofs, strict=True)
        ]

    def combined(self, rows: Sequence[Sequence[str]], weights: Sequence[int]) -> list[str]:
        group = self.group
        return [
            group.encode(
                product(group, (group.power(group.recall(each), w) for each, w in zip(column, weights, strict=True)))
            )
            for column in zip(*rows, strict=True)
        ]
