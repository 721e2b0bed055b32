"""The parts of a sealed answer, as the board spells them. Protocol seal §1.

Public through `seal`: Ciphertext, Answer. For kernels: AnswerCommitments.
"""

from dataclasses import dataclass
from typing import Any, Self

from pingyi.rules.ballot.errors import Malformed
from pingyi.rules.ballot.proof import Proof


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """An encrypted number: alpha = g^r and beta = y^r · g^m, as element texts."""

    alpha: str
    beta: str

    def shape(self) -> dict[str, str]:
        """The JSON object of this ciphertext."""
        return {"alpha": self.alpha, "beta": self.beta}

    @classmethod
    def read(cls, shape: Any) -> Self:
        """The ciphertext behind a JSON object, its elements not yet checked. Raises Malformed."""
        if not isinstance(shape, dict) or list(shape) != ["alpha", "beta"]:
            raise Malformed('a ciphertext is {"alpha","beta"}')
        if not isinstance(shape["alpha"], str) or not isinstance(shape["beta"], str):
            raise Malformed("the elements of a ciphertext are texts")
        return cls(shape["alpha"], shape["beta"])


@dataclass(frozen=True, slots=True)
class Answer:
    """One sealed question: a ciphertext and a proof of 0-or-1 per answer, and a proof of exactly one tick."""

    choices: tuple[Ciphertext, ...]
    individual_proofs: tuple[tuple[Proof, ...], ...]
    overall_proof: tuple[Proof, ...]

    def shape(self) -> dict[str, Any]:
        """The JSON object of this answer."""
        return {
            "choices": [choice.shape() for choice in self.choices],
            "individual_proofs": [[proof.shape() for proof in proofs] for proofs in self.individual_proofs],
            "overall_proof": [proof.shape() for proof in self.overall_proof],
        }

    @classmethod
    def read(cls, shape: Any, count: int, order: int) -> Self:
        """The answer to a question with `count` answers behind a JSON object. Raises Malformed, NotAScalar."""
        if not isinstance(shape, dict) or list(shape) != ["choices", "individual_proofs", "overall_proof"]:
            raise Malformed('a sealed answer is {"choices","individual_proofs","overall_proof"}')
        choices = _listed(shape["choices"], count)
        individual = [_listed(proofs, 2) for proofs in _listed(shape["individual_proofs"], count)]
        overall = _listed(shape["overall_proof"], 1)
        return cls(
            tuple(Ciphertext.read(choice) for choice in choices),
            tuple(tuple(Proof.read(proof, order) for proof in proofs) for proofs in individual),
            tuple(Proof.read(proof, order) for proof in overall),
        )


@dataclass(frozen=True, slots=True)
class AnswerCommitments:
    """What the prover of one answer must have committed to, as element texts (Protocol proof §5).

    `individual[j]` is A_0, B_0, A_1, B_1 of answer j; `total` the product of the choices; `overall` its A_0, B_0.
    """

    individual: tuple[tuple[str, ...], ...]
    total: Ciphertext
    overall: tuple[str, ...]


def _listed(shape: Any, count: int) -> list[Any]:
    if not isinstance(shape, list) or len(shape) != count:
        raise Malformed(f"a list of {count} was expected in a sealed answer")
    return shape
