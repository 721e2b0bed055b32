"""The public part of a k-of-n key: certificates, commitments, signatures, keys, and their check. Protocol pedersen.

Public: CertifiedKeys, Pedersen, read_pedersen, check_pedersen, check_certificates, check_commitments, check_seen,
check_signed_key, certificate_text, read_coefexps, seen_text, share_key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pingyi.rules.ballot.channel import SignedMessage, check_signed
from pingyi.rules.ballot.errors import BallotError, Malformed, TrusteeRefused
from pingyi.rules.ballot.form import read_json
from pingyi.rules.ballot.group import Element, Group, product
from pingyi.rules.ballot.key import TrusteeKey, check_trustee_key
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.encoding import compact


@dataclass(frozen=True, slots=True)
class Pedersen:
    """n trustees of whom any `threshold` open the box (Protocol pedersen §6).

    `signatures` is None only in boxes of Belenios 2.0, which `read_trustees` refuses unless told otherwise.
    """

    threshold: int
    certs: tuple[SignedMessage, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...] | None
    verification_keys: tuple[TrusteeKey, ...]

    def shape(self) -> dict[str, Any]:
        """The JSON object of the threshold parameters."""
        signatures = None if self.signatures is None else [proof.shape() for proof in self.signatures]
        return {
            "threshold": self.threshold,
            "certs": [cert.shape() for cert in self.certs],
            "coefexps": [message.shape() for message in self.coefexps],
            **({} if signatures is None else {"signatures": signatures}),
            "verification_keys": [key.shape() for key in self.verification_keys],
        }


def read_pedersen(group: Group, shape: dict[str, Any], unsigned: bool) -> Pedersen:
    """The parameters behind a JSON object; nothing is verified yet. Raises Malformed, NotAScalar."""
    keys = ["threshold", "certs", "coefexps", "signatures", "verification_keys"]
    if unsigned and "signatures" not in shape:
        keys.remove("signatures")
    if list(shape) != keys or type(shape["threshold"]) is not int:
        raise Malformed(f"threshold parameters have the keys {', '.join(keys)} in this order and no other")
    lists = {key: shape[key] for key in keys[1:]}
    size = len(shape["certs"]) if isinstance(shape["certs"], list) else 0
    if not all(isinstance(items, list) and len(items) == size for items in lists.values()):
        raise Malformed("threshold parameters list one certificate, message, signature and key per trustee")
    order = group.order
    return Pedersen(
        shape["threshold"],
        tuple(SignedMessage.read(item, order) for item in lists["certs"]),
        tuple(SignedMessage.read(item, order) for item in lists["coefexps"]),
        tuple(Proof.read(item, order) for item in lists["signatures"]) if "signatures" in lists else None,
        tuple(TrusteeKey.read(item, order) for item in lists["verification_keys"]),
    )


@dataclass(frozen=True, slots=True)
class CertifiedKeys:
    """What a certificate says about one trustee: how to check its signatures, how to seal words for it."""

    verification: str
    encryption: str


def certificate_text(group: Group, size: int, threshold: int, index: int, keys: CertifiedKeys) -> str:
    """The text that trustee `index` of `size` signs as its certificate (Protocol pedersen §1)."""
    context = {"group": group.name, "size": size, "threshold": threshold, "index": index}
    certified = {"verification": keys.verification, "encryption": keys.encryption}
    return compact({"context": context, **certified}).decode()


def check_certificates(
    group: Group, threshold: int, certs: Sequence[SignedMessage], *, unsafe_without_context: bool = False
) -> tuple[CertifiedKeys, ...]:
    """The keys of n certified trustees, of whom `threshold` open (Protocol pedersen §1). Raises TrusteeRefused."""
    if not 1 <= threshold <= len(certs):
        raise TrusteeRefused(0, f"{threshold} of {len(certs)} trustees cannot open a box")
    found: list[CertifiedKeys] = []
    for index, cert in enumerate(certs, 1):
        keys = check_certificate(
            group, len(certs), threshold, index, cert, unsafe_without_context=unsafe_without_context
        )
        if any(keys.verification == other.verification for other in found):
            raise TrusteeRefused(index, "its certificate is another trustee's again")
        found.append(keys)
    return tuple(found)


def check_certificate(
    group: Group, size: int, threshold: int, index: int, cert: SignedMessage, *, unsafe_without_context: bool = False
) -> CertifiedKeys:
    """The keys of trustee `index` of `size`, checked by themselves (Protocol pedersen §1). Raises TrusteeRefused."""
    keys = _read_certificate(index, cert)
    whole = certificate_text(group, size, threshold, index, keys)
    bare = compact({"verification": keys.verification, "encryption": keys.encryption}).decode()
    if cert.message != whole and not (unsafe_without_context and cert.message == bare):
        raise TrusteeRefused(index, "its certificate is for another group, threshold, size or place")
    if not check_signed(group, _key(group, index, keys.verification), cert.message, cert.signature):
        raise TrusteeRefused(index, "its certificate is not signed with its own key")
    _key(group, index, keys.encryption)
    return keys


def _read_certificate(index: int, cert: SignedMessage) -> CertifiedKeys:
    try:
        shape = read_json(cert.message.encode(), "a certificate")
        return CertifiedKeys(str(shape["verification"]), str(shape["encryption"]))
    except (BallotError, KeyError, TypeError) as error:
        raise TrusteeRefused(index, "its certificate does not name its keys") from error


def _key(group: Group, index: int, text: str) -> Element:
    try:
        return group.decode(text)
    except BallotError as error:
        raise TrusteeRefused(index, f"its certificate holds an unusable key: {error}") from error


def read_coefexps(group: Group, message: SignedMessage) -> tuple[str, ...]:
    """The commitments A_0, A_1, … of a trustee's polynomial (Protocol pedersen §2). Raises Malformed, NotAnElement."""
    shape = read_json(message.message.encode(), "commitments")
    if not isinstance(shape, dict) or list(shape) != ["coefexps"] or not isinstance(shape["coefexps"], list):
        raise Malformed('commitments are {"coefexps":[…]}')
    for text in shape["coefexps"]:
        if not isinstance(text, str):
            raise Malformed("a commitment is a text")
        group.decode(text)
    return tuple(shape["coefexps"])


def check_commitments(
    group: Group, threshold: int, index: int, keys: CertifiedKeys, message: SignedMessage
) -> tuple[Element, ...]:
    """Trustee `index`'s commitments, signed by it and as many as the threshold (Protocol pedersen §2).

    Raises TrusteeRefused.
    """
    if not check_signed(group, group.recall(keys.verification), message.message, message.signature):
        raise TrusteeRefused(index, "its commitments are not signed by it")
    try:
        texts = read_coefexps(group, message)
    except BallotError as error:
        raise TrusteeRefused(index, f"its commitments are unusable: {error}") from error
    if len(texts) != threshold:
        raise TrusteeRefused(index, f"it commits to {len(texts)} coefficients instead of {threshold}")
    return tuple(group.recall(text) for text in texts)


def seen_text(certs: Sequence[SignedMessage], coefexps: Sequence[str]) -> str:
    """What a trustee signs to say which certificates it saw when it made its polynomial (Protocol pedersen §3)."""
    return f"certs_sig|{compact({'certs': [cert.shape() for cert in certs], 'coefexps': list(coefexps)}).decode()}"


def check_seen(
    group: Group, index: int, keys: CertifiedKeys, certs: Sequence[SignedMessage], message: SignedMessage, seen: Proof
) -> None:
    """Refuses a trustee that did not sign what it saw (Protocol pedersen §3). Raises TrusteeRefused."""
    text = seen_text(certs, read_coefexps(group, message))
    if not check_signed(group, group.recall(keys.verification), text, seen):
        raise TrusteeRefused(index, "it did not sign the certificates and commitments listed here")


def check_signed_key(group: Group, index: int, keys: CertifiedKeys, key: TrusteeKey) -> None:
    """Refuses a public key that the trustee of this certificate did not sign (Protocol pedersen §4).

    Raises TrusteeRefused.
    """
    if key.signature is None:
        raise TrusteeRefused(index, "it did not sign its public key")
    if not check_signed(group, group.recall(keys.verification), key.public_key, key.signature):
        raise TrusteeRefused(index, "its public key is not signed by it")


def share_key(group: Group, commitments: Sequence[Sequence[Element]], index: int) -> Element:
    """g to trustee `index`'s private key: Π_i Π_k (A_ik)^(index^k) over all commitments (Protocol pedersen §5)."""
    return product(
        group, (group.power(element, index**power) for row in commitments for power, element in enumerate(row))
    )


def check_pedersen(group: Group, entry: Pedersen) -> None:
    """Verifies one threshold entry whole (Protocol pedersen §6). Raises TrusteeRefused, counting within the entry."""
    unsigned = entry.signatures is None
    keys = check_certificates(group, entry.threshold, entry.certs, unsafe_without_context=unsigned)
    commitments = [
        check_commitments(group, entry.threshold, index, key, message)
        for index, (key, message) in enumerate(zip(keys, entry.coefexps, strict=True), 1)
    ]
    for index, seen in enumerate(entry.signatures or (), 1):
        check_seen(group, index, keys[index - 1], entry.certs, entry.coefexps[index - 1], seen)
    signed = any(key.signature is not None for key in entry.verification_keys)
    for index, key in enumerate(entry.verification_keys, 1):
        if check_trustee_key(group, index, key) != share_key(group, commitments, index):
            raise TrusteeRefused(index, "its verification key does not follow from the commitments")
        if signed:
            check_signed_key(group, index, keys[index - 1], key)
