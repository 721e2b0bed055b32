"""The swift kernel of BELENIOS-2048: tables for the fixed bases, one chain of squares for all powers of one element.

Protocol swift §1, §4, §5. Public: SwiftField.
"""

from collections.abc import Iterable, Sequence
from typing import cast

import gmpy2

from pingyi.rules.ballot.group import Element, FiniteField, product
from pingyi.rules.ballot.parts import Answer, AnswerCommitments, Ciphertext
from pingyi.rules.ballot.plain_kernel import PlainKernel
from pingyi.rules.ballot.proof import Proof

_WINDOW = 5
"""Width of the sparse digits of an exponent: odd, below 32, at least five places apart."""


class SwiftField(PlainKernel):
    """The kernel of BELENIOS-2048, with the texts and refusals of the plain kernel."""

    def __init__(self, group: FiniteField, public_key: str) -> None:
        super().__init__(group, public_key)
        self._field, self._modulus = group, group.modulus
        self._g = self._table(cast(gmpy2.mpz, group.generator))
        self._y = self._table(cast(gmpy2.mpz, self.key))
        self._order_digits = sparse(self.order)

    def products(self, exponents: Sequence[tuple[int, int]]) -> list[str]:
        return [
            str(self._fixed(self._fixed(gmpy2.mpz(1), self._g, a % self.order), self._y, b % self.order))
            for a, b in exponents
        ]

    def commitments(self, answers: Sequence[Answer]) -> list[AnswerCommitments]:
        return [self._answer(answer) for answer in answers]

    def _answer(self, answer: Answer) -> AnswerCommitments:
        individual, group = [], self.group
        alphas, betas = [], []
        for choice, proofs in zip(answer.choices, answer.individual_proofs, strict=True):
            digits = [sparse(proof.challenge) for proof in proofs]
            alpha, alpha_powers = self._element(choice.alpha, digits)
            beta, beta_powers = self._element(choice.beta, digits)
            individual.append(self._alternatives(0, alpha_powers, beta_powers, proofs))
            alphas.append(Element(alpha))
            betas.append(Element(beta))
        alpha, beta = (cast(gmpy2.mpz, product(group, elements)) for elements in (alphas, betas))
        (proof,) = answer.overall_proof
        powered = [gmpy2.powmod(base, proof.challenge, self._modulus) for base in (alpha, beta)]
        overall = self._alternatives(1, powered[:1], powered[1:], answer.overall_proof)
        return AnswerCommitments(tuple(individual), Ciphertext(str(alpha), str(beta)), overall)

    def _alternatives(
        self, lowest: int, alphas: Sequence[gmpy2.mpz], betas: Sequence[gmpy2.mpz], proofs: Sequence[Proof]
    ) -> tuple[str, ...]:
        """A_0, B_0, A_1, B_1, … from the powers of alpha and beta by the challenges."""
        texts = []
        for value, (alpha, beta, proof) in enumerate(zip(alphas, betas, proofs, strict=True), lowest):
            texts.append(str(self._fixed(alpha, self._g, proof.response)))
            made = self._fixed(beta, self._y, proof.response)
            texts.append(str(self._fixed(made, self._g, -value * proof.challenge % self.order)))
        return tuple(texts)

    def _element(self, text: str, digits: Sequence[Sequence[int]]) -> tuple[gmpy2.mpz, list[gmpy2.mpz]]:
        """The element that `text` spells and its powers; that it is one falls out of the same chain of squares."""
        value = self._field.read(text)
        *powers, last = self._powers(value, [*digits, self._order_digits])
        if last != 1:
            raise self._field.stranger(text)
        return value, powers

    def _powers(self, base: gmpy2.mpz, exponents: Sequence[Sequence[int]]) -> list[gmpy2.mpz]:
        """`base` to several exponents: bucket d collects the squares that count d times (Protocol swift §4)."""
        modulus = self._modulus
        buckets = [[gmpy2.mpz(1)] * (1 << _WINDOW - 1) for _ in exponents]
        for column in zip(*exponents, strict=True):
            for row, digit in zip(buckets, column, strict=True):
                if digit:
                    row[digit >> 1] = row[digit >> 1] * base % modulus
            base = base * base % modulus
        return [self._collect(row) for row in buckets]

    def _collect(self, buckets: Sequence[gmpy2.mpz]) -> gmpy2.mpz:
        """The product of bucket k to the power 2k + 1."""
        running, total, modulus = gmpy2.mpz(1), gmpy2.mpz(1), self._modulus
        for bucket in buckets[:0:-1]:
            running = running * bucket % modulus
            total = total * running % modulus
        return total * total % modulus * running % modulus * buckets[0] % modulus

    def _table(self, base: gmpy2.mpz) -> list[list[gmpy2.mpz]]:
        """base^(d · 256^i) for every byte d at every place i (Protocol swift §5)."""
        rows = []
        for _ in range(32):
            row = [gmpy2.mpz(1)]
            for _ in range(255):
                row.append(row[-1] * base % self._modulus)
            rows.append(row)
            base = row[-1] * base % self._modulus
        return rows

    def _fixed(self, start: gmpy2.mpz, table: Sequence[Sequence[gmpy2.mpz]], exponent: int) -> gmpy2.mpz:
        """`start` times the table's base to an exponent below q: one multiplication per byte."""
        modulus = self._modulus
        for row, byte in zip(table, exponent.to_bytes(32, "little"), strict=True):
            if byte:
                start = start * row[byte] % modulus
        return start

    def sum(self, ciphertexts: Iterable[Sequence[Ciphertext]]) -> list[Ciphertext]:
        columns = zip(*ciphertexts, strict=True)
        return [
            Ciphertext(self._product(c.alpha for c in column), self._product(c.beta for c in column))
            for column in columns
        ]

    def _product(self, texts: Iterable[str]) -> str:
        return str(product(self.group, (self.group.recall(text) for text in texts)))


def sparse(exponent: int) -> list[int]:
    """256 digits d_i, zero or odd and below 32, with exponent = Σ d_i · 2^i (Protocol swift §4)."""
    digits, place = [0] * 256, 0
    while exponent:
        if exponent & 1:
            digits[place] = exponent & (1 << _WINDOW) - 1
            exponent >>= _WINDOW
            place += _WINDOW
        else:
            zeros = (exponent & -exponent).bit_length() - 1
            exponent >>= zeros
            place += zeros
    return digits
