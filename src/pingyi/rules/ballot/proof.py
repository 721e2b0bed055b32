"""Zero-knowledge proofs: of a secret exponent, of equal exponents, of an encrypted 0 or 1. Protocol proof.

Public: Proof, hash_scalar, respond, prove_secret, check_secret, prove_equal, commit, interval_challenge.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Self

from pingyi.rules.ballot.errors import Malformed, NotAScalar
from pingyi.rules.ballot.group import Element, Group, Randomness, random_scalar

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,77}")


@dataclass(frozen=True, slots=True)
class Proof:
    """A challenge and the response to it, both below the group's order (Protocol proof §1)."""

    challenge: int
    response: int

    def shape(self) -> dict[str, str]:
        """The JSON object of this proof."""
        return {"challenge": str(self.challenge), "response": str(self.response)}

    @classmethod
    def read(cls, shape: Any, order: int) -> Self:
        """The proof behind a JSON object. Raises Malformed, NotAScalar."""
        if not isinstance(shape, dict) or list(shape) != ["challenge", "response"]:
            raise Malformed('a proof is {"challenge","response"}')
        return cls(read_scalar(shape["challenge"], order), read_scalar(shape["response"], order))


def read_scalar(text: Any, order: int) -> int:
    """The number below `order` that `text` spells in decimal. Raises NotAScalar."""
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise NotAScalar("a challenge or response must be text of decimal digits without leading zeros")
    value = int(text)
    if value >= order:
        raise NotAScalar("a challenge or response must be below the order of the group")
    return value


def hash_scalar(order: int, text: str) -> int:
    """SHA-256 of the text as a big-endian number, modulo the order (Protocol proof §2)."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()) % order


def respond(order: int, nonce: int, secret: int, challenge: int) -> Proof:
    """The proof of a secret whose maker committed to `nonce` and is asked `challenge` (Protocol proof §3)."""
    return Proof(challenge, (nonce - secret * challenge) % order)


def prove_secret(group: Group, prefix: str, secret: int, randomness: Randomness) -> Proof:
    """Proof that its maker knows `secret`, bound to `prefix` (Protocol proof §3)."""
    nonce = random_scalar(group.order, randomness)
    challenge = hash_scalar(group.order, f"{prefix}|{group.encode(group.generate(nonce))}")
    return respond(group.order, nonce, secret, challenge)


def check_secret(group: Group, prefix: str, public: Element, proof: Proof) -> bool:
    """Whether the maker of the proof knew the exponent behind `public` (Protocol proof §3)."""
    commitment = commit(group, group.generator, public, proof)
    return hash_scalar(group.order, f"{prefix}|{group.encode(commitment)}") == proof.challenge


def prove_equal(group: Group, prefix: str, base: Element, secret: int, randomness: Randomness) -> Proof:
    """Proof that one secret is behind both g^secret and base^secret (Protocol proof §4)."""
    nonce = random_scalar(group.order, randomness)
    first, second = group.encode(group.generate(nonce)), group.encode(group.power(base, nonce))
    challenge = hash_scalar(group.order, f"{prefix}|{first},{second}")
    return respond(group.order, nonce, secret, challenge)


def commit(group: Group, base: Element, public: Element, proof: Proof) -> Element:
    """base^response · public^challenge: what the prover must have committed to."""
    return group.multiply(group.power(base, proof.response), group.power(public, proof.challenge))


def interval_challenge(order: int, context: str, alpha: str, beta: str, commitments: tuple[str, ...]) -> int:
    """The sum that the challenges of an interval proof must have (Protocol proof §5).

    `commitments` are A_0, B_0, A_1, B_1, … as element texts.
    """
    return hash_scalar(order, f"prove|{context}|{alpha},{beta}|{','.join(commitments)}")
