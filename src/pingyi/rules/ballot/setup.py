"""The messages with which n trustees make a key of which any k are enough, none of them ever seeing it whole.

Protocol setup. In order: certificate → polynomial → vinput → voutput → threshold parameters. Each step checks what it
received and refuses with the number of the trustee to blame (0: nobody in particular).
Public: Place, Polynomial, VInput, VOutput, new_seed, make_certificate, make_polynomial, check_polynomial, make_vinput,
make_voutput, check_voutput, make_parameters, open_key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from pingyi.rules.ballot.channel import Keys, SignedMessage, keys_of, receive, send, sign
from pingyi.rules.ballot.credential import new_token
from pingyi.rules.ballot.errors import BallotError, Malformed, TrusteeRefused
from pingyi.rules.ballot.form import read_json
from pingyi.rules.ballot.group import Element, Group, Randomness, group_named, product, random_scalar
from pingyi.rules.ballot.key import TrusteeKey, check_trustee_key, make_trustee_key
from pingyi.rules.ballot.pedersen import (
    CertifiedKeys,
    Pedersen,
    certificate_text,
    check_certificates,
    check_commitments,
    check_pedersen,
    check_seen,
    check_signed_key,
    seen_text,
    share_key,
)
from pingyi.rules.ballot.proof import Proof, read_scalar
from pingyi.rules.encoding import compact


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trustee stands in a set-up: number `index` of `size`, of whom `threshold` open (Protocol setup §1)."""

    group: str
    size: int
    threshold: int
    index: int

    @property
    def arithmetic(self) -> Group:
        """The group of this set-up."""
        return group_named(self.group)


@dataclass(frozen=True, slots=True)
class Polynomial:
    """What a trustee sends in step 3: its own notes and every share sealed, its commitments signed."""

    polynomial: str
    secrets: tuple[str, ...]
    coefexps: SignedMessage
    signature: Proof

    def shape(self) -> dict[str, Any]:
        """The JSON object of this message."""
        sealed = {"polynomial": self.polynomial, "secrets": list(self.secrets)}
        return {**sealed, "coefexps": self.coefexps.shape(), "signature": self.signature.shape()}

    @classmethod
    def read(cls, data: bytes, order: int) -> Self:
        """The message whose bytes these are; nothing is verified yet. Raises Malformed, NotAScalar."""
        shape = _object(data, ["polynomial", "secrets", "coefexps", "signature"])
        coefexps, signature = SignedMessage.read(shape["coefexps"], order), Proof.read(shape["signature"], order)
        return cls(_text(shape["polynomial"]), _texts(shape["secrets"]), coefexps, signature)


@dataclass(frozen=True, slots=True)
class VInput:
    """What a trustee receives in step 5: its notes back, its share from everybody, everybody's commitments."""

    polynomial: str
    secrets: tuple[str, ...]
    coefexps: tuple[SignedMessage, ...]
    signatures: tuple[Proof, ...]

    def shape(self) -> dict[str, Any]:
        """The JSON object of this message."""
        return {
            "polynomial": self.polynomial,
            "secrets": list(self.secrets),
            "coefexps": [message.shape() for message in self.coefexps],
            "signatures": [proof.shape() for proof in self.signatures],
        }

    @classmethod
    def read(cls, data: bytes, order: int) -> Self:
        """The message whose bytes these are; nothing is verified yet. Raises Malformed, NotAScalar."""
        shape = _object(data, ["polynomial", "secrets", "coefexps", "signatures"])
        if not isinstance(shape["coefexps"], list) or not isinstance(shape["signatures"], list):
            raise Malformed("commitments and signatures are lists")
        coefexps = tuple(SignedMessage.read(item, order) for item in shape["coefexps"])
        signatures = tuple(Proof.read(item, order) for item in shape["signatures"])
        return cls(_text(shape["polynomial"]), _texts(shape["secrets"]), coefexps, signatures)


@dataclass(frozen=True, slots=True)
class VOutput:
    """What a trustee sends in step 5: its private key sealed for itself, and its public key with proof."""

    private_key: str
    public_key: TrusteeKey

    def shape(self) -> dict[str, Any]:
        """The JSON object of this message."""
        return {"private_key": self.private_key, "public_key": self.public_key.shape()}

    @classmethod
    def read(cls, data: bytes, order: int) -> Self:
        """The message whose bytes these are; nothing is verified yet. Raises Malformed, NotAScalar."""
        shape = _object(data, ["private_key", "public_key"])
        return cls(_text(shape["private_key"]), TrusteeKey.read(shape["public_key"], order))


def read_signed(data: bytes, order: int) -> SignedMessage:
    """The signed message (a certificate) whose bytes these are. Raises Malformed, NotAScalar."""
    return SignedMessage.read(read_json(data, "a signed message"), order)


def new_seed(randomness: Randomness) -> str:
    """A fresh seed: the one secret a trustee keeps until its key exists (Protocol setup §2)."""
    return new_token(22, randomness)


def make_certificate(place: Place, seed: str, randomness: Randomness) -> SignedMessage:
    """Step 1: the trustee's keys, signed for this place and no other (Protocol setup §3)."""
    group = place.arithmetic
    if not 1 <= place.index <= place.size or not 1 <= place.threshold <= place.size:
        raise TrusteeRefused(0, f"trustee {place.index} of {place.size}, {place.threshold} to open, is no place")
    keys = keys_of(group, seed)
    certified = CertifiedKeys(*(group.encode(group.generate(key)) for key in (keys.signing, keys.decryption)))
    text = certificate_text(group, place.size, place.threshold, place.index, certified)
    return sign(group, keys.signing, text, randomness)


def make_polynomial(place: Place, seed: str, certs: Sequence[SignedMessage], randomness: Randomness) -> Polynomial:
    """Step 3: a random polynomial of degree threshold − 1, its value at j sealed for trustee j (Protocol setup §4).

    Raises TrusteeRefused when a certificate is wrong or the trustee's own is not at its place.
    """
    group = place.arithmetic
    everybody, keys = _own_place(place, seed, certs)
    coefficients = [random_scalar(group.order, randomness) for _ in range(place.threshold)]
    commitments = [group.encode(group.generate(coefficient)) for coefficient in coefficients]
    notes = _encode({"polynomial": [str(coefficient) for coefficient in coefficients]})
    own = group.recall(everybody[place.index - 1].encryption)
    secrets = tuple(
        send(
            group,
            keys.signing,
            group.recall(trustee.encryption),
            _encode({"secret": str(_value(group, coefficients, number))}),
            randomness,
        )
        for number, trustee in enumerate(everybody, 1)
    )
    return Polynomial(
        send(group, keys.signing, own, notes, randomness),
        secrets,
        sign(group, keys.signing, _encode({"coefexps": commitments}), randomness),
        sign(group, keys.signing, seen_text(certs, commitments), randomness).signature,
    )


def check_polynomial(
    group: Group, threshold: int, certs: Sequence[SignedMessage], index: int, polynomial: Polynomial
) -> None:
    """What anybody can check of trustee `index`'s step 3 (Protocol setup §5). Raises TrusteeRefused."""
    keys = check_certificates(group, threshold, certs)[index - 1]
    check_commitments(group, threshold, index, keys, polynomial.coefexps)
    check_seen(group, index, keys, certs, polynomial.coefexps, polynomial.signature)
    if len(polynomial.secrets) != len(certs):
        raise TrusteeRefused(index, f"it sent {len(polynomial.secrets)} shares for {len(certs)} trustees")


def make_vinput(polynomials: Sequence[Polynomial], index: int) -> VInput:
    """Step 4: what trustee `index` must receive; routing, no secret is seen (Protocol setup §6)."""
    return VInput(
        polynomials[index - 1].polynomial,
        tuple(polynomial.secrets[index - 1] for polynomial in polynomials),
        tuple(polynomial.coefexps for polynomial in polynomials),
        tuple(polynomial.signature for polynomial in polynomials),
    )


def make_voutput(
    place: Place, seed: str, certs: Sequence[SignedMessage], vinput: VInput, randomness: Randomness
) -> VOutput:
    """Step 5: every share checked against its maker's commitments, then summed to a key (Protocol setup §7).

    Raises TrusteeRefused with the number of the trustee whose share or commitment is wrong.
    """
    group = place.arithmetic
    everybody, keys = _own_place(place, seed, certs)
    if not len(vinput.secrets) == len(vinput.coefexps) == len(vinput.signatures) == len(certs):
        raise TrusteeRefused(0, "a share, a commitment or a signature is missing")
    commitments = [
        check_commitments(group, place.threshold, number, trustee, message)
        for number, (trustee, message) in enumerate(zip(everybody, vinput.coefexps, strict=True), 1)
    ]
    for number, trustee in enumerate(everybody, 1):
        check_seen(group, number, trustee, certs, vinput.coefexps[number - 1], vinput.signatures[number - 1])
    _check_notes(place, keys, everybody[place.index - 1], vinput.polynomial, commitments[place.index - 1])
    secret = 0
    for number, (trustee, sealed) in enumerate(zip(everybody, vinput.secrets, strict=True), 1):
        secret += _open_share(place, keys, number, trustee, sealed, commitments[number - 1])
    secret %= group.order
    own = group.recall(everybody[place.index - 1].encryption)
    private = send(group, keys.signing, own, _encode({"decryption_key": str(secret)}), randomness)
    key = make_trustee_key(group, secret, randomness)
    signature = sign(group, keys.signing, key.public_key, randomness).signature
    return VOutput(private, replace(key, signature=signature))


def check_voutput(
    group: Group,
    threshold: int,
    certs: Sequence[SignedMessage],
    polynomials: Sequence[Polynomial],
    index: int,
    voutput: VOutput,
    *,
    unsafe_unsigned_key: bool = False,
) -> None:
    """What anybody can check of trustee `index`'s step 5 (Protocol setup §8). Raises TrusteeRefused.

    `unsafe_unsigned_key` also takes a key that its trustee did not sign, as Belenios before 3.0 makes them.
    """
    keys = check_certificates(group, threshold, certs)
    commitments = [
        check_commitments(group, threshold, number, trustee, polynomial.coefexps)
        for number, (trustee, polynomial) in enumerate(zip(keys, polynomials, strict=True), 1)
    ]
    if check_trustee_key(group, index, voutput.public_key) != share_key(group, commitments, index):
        raise TrusteeRefused(index, "its key does not follow from everybody's commitments")
    if voutput.public_key.signature is not None or not unsafe_unsigned_key:
        check_signed_key(group, index, keys[index - 1], voutput.public_key)


def make_parameters(
    group: Group,
    threshold: int,
    certs: Sequence[SignedMessage],
    polynomials: Sequence[Polynomial],
    voutputs: Sequence[VOutput],
) -> Pedersen:
    """Step 6: what the board publishes, verified whole (Protocol setup §9). Raises TrusteeRefused."""
    if not len(certs) == len(polynomials) == len(voutputs):
        raise TrusteeRefused(0, "a trustee has not finished its part")
    entry = Pedersen(
        threshold,
        tuple(certs),
        tuple(polynomial.coefexps for polynomial in polynomials),
        tuple(polynomial.signature for polynomial in polynomials),
        tuple(voutput.public_key for voutput in voutputs),
    )
    check_pedersen(group, entry)
    return entry


def open_key(group: Group, entry: Pedersen, index: int, seed: str, sealed: str) -> int:
    """Trustee `index`'s private key, from its seed and its sealed `.dkey` (Protocol setup §10).

    Also how a trustee tests its file: refuses unless seed, file and the published key belong together.
    Raises TrusteeRefused.
    """
    keys = keys_of(group, seed)
    own = group.generate(keys.signing)
    try:
        secret = _decode(receive(group, keys.decryption, own, sealed), "decryption_key", group.order)
    except BallotError as error:
        raise TrusteeRefused(index, f"seed and sealed key do not belong together: {error}") from error
    if not 1 <= index <= len(entry.verification_keys):
        raise TrusteeRefused(0, f"there is no trustee {index} in this box")
    if group.encode(group.generate(secret)) != entry.verification_keys[index - 1].public_key:
        raise TrusteeRefused(index, "this is the key of another box or another trustee")
    return secret


def _own_place(place: Place, seed: str, certs: Sequence[SignedMessage]) -> tuple[tuple[CertifiedKeys, ...], Keys]:
    group = place.arithmetic
    if len(certs) != place.size:
        raise TrusteeRefused(0, f"{len(certs)} certificates for {place.size} trustees")
    everybody, keys = check_certificates(group, place.threshold, certs), keys_of(group, seed)
    own = CertifiedKeys(*(group.encode(group.generate(key)) for key in (keys.signing, keys.decryption)))
    if everybody[place.index - 1] != own:
        raise TrusteeRefused(place.index, "the certificate at this place is not this trustee's")
    return everybody, keys


def _check_notes(place: Place, keys: Keys, own: CertifiedKeys, sealed: str, commitments: Sequence[Element]) -> None:
    """Refuses notes that are not the ones behind the trustee's own commitments: it would vouch for another's."""
    group = place.arithmetic
    try:
        text = receive(group, keys.decryption, group.recall(own.verification), sealed)
        coefficients = _texts(_object(text.encode(), ["polynomial"])["polynomial"])
        made = [group.generate(read_scalar(coefficient, group.order)) for coefficient in coefficients]
    except BallotError as error:
        raise TrusteeRefused(place.index, f"its own notes came back wrong: {error}") from error
    if made != list(commitments):
        raise TrusteeRefused(place.index, "the commitments listed as its own are not its own")


def _open_share(
    place: Place, keys: Keys, number: int, sender: CertifiedKeys, sealed: str, commitments: Sequence[Element]
) -> int:
    group = place.arithmetic
    try:
        share = _decode(
            receive(group, keys.decryption, group.recall(sender.verification), sealed), "secret", group.order
        )
    except BallotError as error:
        raise TrusteeRefused(number, f"its share cannot be read: {error}") from error
    promised = product(group, (group.power(element, place.index**power) for power, element in enumerate(commitments)))
    if group.generate(share) != promised:
        raise TrusteeRefused(number, "its share does not follow from its commitments")
    return share


def _value(group: Group, coefficients: Sequence[int], at: int) -> int:
    total = 0
    for coefficient in reversed(coefficients):
        total = (total * at + coefficient) % group.order
    return total


def _encode(shape: dict[str, Any]) -> str:
    return compact(shape).decode()


def _decode(text: str, key: str, order: int) -> int:
    return read_scalar(_object(text.encode(), [key])[key], order)


def _object(data: bytes, keys: list[str]) -> dict[str, Any]:
    shape = read_json(data, "a set-up message")
    if not isinstance(shape, dict) or list(shape) != keys:
        raise Malformed(f"this set-up message has the keys {', '.join(keys)} in this order and no other")
    return shape


def _text(shape: Any) -> str:
    if not isinstance(shape, str):
        raise Malformed("a text was expected in a set-up message")
    return shape


def _texts(shape: Any) -> tuple[str, ...]:
    if not isinstance(shape, list):
        raise Malformed("a list of texts was expected in a set-up message")
    return tuple(_text(item) for item in shape)
