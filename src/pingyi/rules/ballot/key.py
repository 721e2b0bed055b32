"""A trustee's key: the public side, the proof of knowing the private side, the private file. Protocol trustee §1.

Public: TrusteeKey, make_trustee_key, check_trustee_key, read_private_key, write_private_key.
"""

from dataclasses import dataclass
from typing import Any, Self

from pingyi.rules.ballot.errors import BallotError, Malformed, TrusteeRefused
from pingyi.rules.ballot.form import read_json
from pingyi.rules.ballot.group import Element, Group, Randomness
from pingyi.rules.ballot.proof import Proof, check_secret, prove_secret, read_scalar
from pingyi.rules.encoding import compact


@dataclass(frozen=True, slots=True)
class TrusteeKey:
    """A public key and the proof that its owner knows the private one (Protocol trustee §1).

    `signature`: by a trustee of a threshold, over its public key (Protocol pedersen §4).
    """

    pok: Proof
    public_key: str
    signature: Proof | None = None

    def shape(self) -> dict[str, Any]:
        """The JSON object of this key."""
        signature = {} if self.signature is None else {"signature": self.signature.shape()}
        return {"pok": self.pok.shape(), "public_key": self.public_key, **signature}

    @classmethod
    def read(cls, shape: Any, order: int) -> Self:
        """The key behind a JSON object; nothing is verified yet. Raises Malformed, NotAScalar."""
        keys = ["pok", "public_key"]
        if not isinstance(shape, dict) or list(shape) not in (keys, [*keys, "signature"]):
            raise Malformed('a trustee\'s public key is {"pok","public_key"}, in a threshold {…,"signature"}')
        if not isinstance(shape["public_key"], str):
            raise Malformed("a public key is a text")
        signature = Proof.read(shape["signature"], order) if "signature" in shape else None
        return cls(Proof.read(shape["pok"], order), shape["public_key"], signature)


def make_trustee_key(group: Group, secret: int, randomness: Randomness) -> TrusteeKey:
    """The public side of a private key (Protocol trustee §1)."""
    public = group.encode(group.generate(secret))
    return TrusteeKey(prove_secret(group, f"pok|{group.name}|{public}", secret, randomness), public)


def check_trustee_key(group: Group, trustee: int, key: TrusteeKey) -> Element:
    """The element of a key whose owner has proved to know the private one. Raises TrusteeRefused."""
    try:
        public = group.decode(key.public_key)
    except BallotError as error:
        raise TrusteeRefused(trustee, f"its public key is unusable: {error}") from error
    if not check_secret(group, f"pok|{group.name}|{key.public_key}", public, key.pok):
        raise TrusteeRefused(trustee, "it does not prove to know its private key")
    return public


def read_private_key(group: Group, data: bytes) -> int:
    """The number in a `.privkey` file: one JSON text. Raises Malformed, NotAScalar."""
    return read_scalar(read_json(data.strip(), "a private key"), group.order)


def write_private_key(secret: int) -> bytes:
    """The content of a `.privkey` file."""
    return compact(str(secret))
