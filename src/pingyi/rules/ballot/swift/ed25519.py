"""The swift kernel of Ed25519: the texts and refusals of the plain kernel, several times as fast. Protocol swift §1.

Public: SwiftEd25519.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pingyi.rules.ballot.group import Ed25519
from pingyi.rules.ballot.parts import Answer, AnswerCommitments, Ciphertext
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.ballot.swift import curve

Rows = NDArray[np.uint8]
"""One element or scalar per row: 32 bytes, least significant first."""


class SwiftEd25519:
    """The kernel of Ed25519 in machine code (Protocol swift §1)."""

    def __init__(self, group: Ed25519, public_key: str) -> None:
        self.group = group
        self.order = group.order
        self._g = curve.table(_rows([group.encode(group.generator)])[0])
        self._y = curve.table(_rows([group.encode(group.decode(public_key))])[0])

    def products(self, exponents: Sequence[tuple[int, int]]) -> list[str]:
        firsts, seconds = (_scalars(pair[side] % self.order for pair in exponents) for side in (0, 1))
        return _texts(curve.products(self._g, self._y, firsts, seconds))

    def commitments(self, answers: Sequence[Answer]) -> list[AnswerCommitments]:
        texts = [text for answer in answers for choice in answer.choices for text in (choice.alpha, choice.beta)]
        for text in texts:
            self.group.check_spelling(text)
        rows = [row for answer in answers for row in (*answer.individual_proofs, answer.overall_proof)]
        proofs = [proof for row in rows for proof in row]
        made, wrong = curve.commitments(
            self._g,
            self._y,
            _rows(texts),
            np.array([len(answer.choices) for answer in answers]),
            _scalars(proof.challenge for proof in proofs),
            _scalars(proof.response for proof in proofs),
        )
        if wrong >= 0:
            raise self.group.stranger(texts[wrong])
        return _shaped(answers, _texts(made))

    def sum(self, ciphertexts: Iterable[Sequence[Ciphertext]]) -> list[Ciphertext]:
        rows = [[text for cell in row for text in (cell.alpha, cell.beta)] for row in ciphertexts]
        flat = _rows([text for row in rows for text in row])
        texts = _texts(curve.sums(flat.reshape(len(rows), -1, 32)))
        return [Ciphertext(alpha, beta) for alpha, beta in zip(texts[::2], texts[1::2], strict=True)]

    def equalities(self, bases: Sequence[str], images: Sequence[str], proofs: Sequence[Proof]) -> list[tuple[str, str]]:
        for text in images:
            self.group.check_spelling(text)
        made, wrong = curve.equalities(
            self._g,
            self._y,
            _rows(bases),
            _rows(images),
            _scalars(proof.challenge for proof in proofs),
            _scalars(proof.response for proof in proofs),
        )
        if wrong >= 0:
            raise self.group.stranger(images[wrong])
        texts = _texts(made)
        return list(zip(texts[::2], texts[1::2], strict=True))

    def combined(self, rows: Sequence[Sequence[str]], weights: Sequence[int]) -> list[str]:
        flat = _rows([text for row in rows for text in row])
        scalars = _scalars(weight % self.order for weight in weights)
        return _texts(curve.combined(flat.reshape(len(rows), -1, 32), scalars))


def _shaped(answers: Sequence[Answer], texts: list[str]) -> list[AnswerCommitments]:
    shaped, at = [], 0
    for answer in answers:
        end = at + 4 * len(answer.choices)
        individual = tuple(tuple(texts[start : start + 4]) for start in range(at, end, 4))
        total = Ciphertext(texts[end], texts[end + 1])
        shaped.append(AnswerCommitments(individual, total, (texts[end + 2], texts[end + 3])))
        at = end + 4
    return shaped


def _rows(texts: Sequence[str]) -> Rows:
    return np.frombuffer(bytes.fromhex("".join(texts)), np.uint8).reshape(-1, 32)[:, ::-1]


def _texts(rows: Rows) -> list[str]:
    joined = rows[:, ::-1].tobytes().hex()
    return [joined[start : start + 64] for start in range(0, len(joined), 64)]


def _scalars(numbers: Iterable[int]) -> Rows:
    return np.frombuffer(b"".join(number.to_bytes(32, "little") for number in numbers), np.uint8).reshape(-1, 32)
