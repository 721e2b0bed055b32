"""Private words between trustees while they make a key: seeds, signatures, sealed messages. Protocol channel.

Public: Keys, keys_of, SignedMessage, sign, check_signed, send, receive.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESCCM

from pingyi.rules.ballot.credential import BASE58
from pingyi.rules.ballot.errors import BallotError, Malformed, WrongCode
from pingyi.rules.ballot.form import read_json
from pingyi.rules.ballot.group import Element, Group, Randomness, random_scalar
from pingyi.rules.ballot.proof import Proof, check_secret, prove_secret
from pingyi.rules.encoding import compact

_SEED = re.compile(f"[{BASE58}]{{22}}")
_SEALED = re.compile(r"(?:[0-9a-f]{2}){8,}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The two secret numbers of a trustee (Protocol channel §1)."""

    signing: int
    decryption: int


def keys_of(group: Group, seed: str) -> Keys:
    """The keys that follow from a trustee's seed (Protocol channel §1). Raises WrongCode."""
    if not _SEED.fullmatch(seed):
        raise WrongCode("a trustee's seed has 22 Base58 letters")
    derived = (int.from_bytes(hashlib.sha256(f"{use}|{seed}".encode()).digest()) for use in ("sk", "dk"))
    return Keys(*(number % group.order for number in derived))


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A text and a proof that the holder of some signing key stands behind it (Protocol channel §2)."""

    message: str
    signature: Proof

    def shape(self) -> dict[str, Any]:
        """The JSON object of this message."""
        return {"message": self.message, "signature": self.signature.shape()}

    @classmethod
    def read(cls, shape: Any, order: int) -> Self:
        """The message behind a JSON object; nothing is verified yet. Raises Malformed, NotAScalar."""
        if not isinstance(shape, dict) or list(shape) != ["message", "signature"]:
            raise Malformed('a signed message is {"message","signature"}')
        if not isinstance(shape["message"], str):
            raise Malformed("a signed message is a text")
        return cls(shape["message"], Proof.read(shape["signature"], order))


def sign(group: Group, signing: int, message: str, randomness: Randomness) -> SignedMessage:
    """The message signed with a signing key (Protocol channel §2)."""
    return SignedMessage(message, prove_secret(group, f"sigmsg|{message}", signing, randomness))


def check_signed(group: Group, verification: Element, message: str, signature: Proof) -> bool:
    """Whether the holder of the key behind `verification` signed the message (Protocol channel §2)."""
    return check_secret(group, f"sigmsg|{message}", verification, signature)


def send(group: Group, signing: int, recipient: Element, message: str, randomness: Randomness) -> str:
    """The message signed, addressed and sealed for the holder of `recipient` (Protocol channel §3, §4)."""
    addressed = compact({"recipient": group.encode(recipient), "message": message}).decode()
    signed = compact(sign(group, signing, addressed, randomness).shape())
    mask, point = (random_scalar(group.order, randomness) for _ in range(2))
    alpha, shared = group.encode(group.generate(mask)), group.generate(point)
    beta = group.encode(group.multiply(group.power(recipient, mask), shared))
    key, nonce = _cipher(group, shared, alpha)
    return compact({"alpha": alpha, "beta": beta, "data": key.encrypt(nonce, signed, None).hex()}).decode()


def receive(group: Group, decryption: int, sender: Element, sealed: str) -> str:
    """The message that `sender` sealed for the holder of `decryption` (Protocol channel §3, §4).

    Raises Malformed when it is damaged, signed by somebody else or addressed to somebody else.
    """
    try:
        message = SignedMessage.read(read_json(_unseal(group, decryption, sealed), "a sealed message"), group.order)
    except BallotError as error:
        raise Malformed(f"the sealed message cannot be read: {error}") from error
    if not check_signed(group, sender, message.message, message.signature):
        raise Malformed("the sealed message is not signed by its sender")
    addressed = read_json(message.message.encode(), "an addressed message")
    if not isinstance(addressed, dict) or list(addressed) != ["recipient", "message"]:
        raise Malformed('an addressed message is {"recipient","message"}')
    if addressed["recipient"] != group.encode(group.generate(decryption)):
        raise Malformed("the sealed message is addressed to somebody else")
    if not isinstance(addressed["message"], str):
        raise Malformed("an addressed message holds a text")
    return addressed["message"]


def _unseal(group: Group, decryption: int, sealed: str) -> bytes:
    shape = read_json(sealed.encode(), "a sealed message")
    if not isinstance(shape, dict) or list(shape) != ["alpha", "beta", "data"]:
        raise Malformed('a sealed message is {"alpha","beta","data"}')
    alpha, beta, data = shape.values()
    if not all(isinstance(text, str) for text in (alpha, beta, data)) or not _SEALED.fullmatch(data):
        raise Malformed("a sealed message holds two elements and hexadecimal digits")
    shared = group.divide(group.decode(beta), group.power(group.decode(alpha), decryption))
    key, nonce = _cipher(group, shared, alpha)
    try:
        return key.decrypt(nonce, bytes.fromhex(data), None)
    except InvalidTag:
        raise Malformed("it was damaged, or sealed for somebody else") from None


def _cipher(group: Group, shared: Element, alpha: str) -> tuple[AESCCM, bytes]:
    """AES-256-CCM with a 64-bit tag and a 13-byte nonce, both from the shared element (Protocol channel §3)."""
    key = hashlib.sha256(f"key|{group.encode(shared)}".encode()).digest()
    return AESCCM(key, tag_length=8), hashlib.sha256(f"iv|{alpha}".encode()).digest()[:13]
