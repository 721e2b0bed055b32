"""The groups in which ballots are sealed: Ed25519 (our default) and BELENIOS-2048. Protocol group.

Public: Element, Group, Ed25519, FiniteField, group_named, Randomness, random_scalar.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NewType, Protocol, cast

import gmpy2
from nacl import bindings as sodium

from pingyi.rules.ballot.errors import Malformed, NotAnElement

Element = NewType("Element", object)
"""An element of some group, opaque outside it: 32 bytes for Ed25519, an mpz for BELENIOS-2048."""

Randomness = Callable[[int], bytes]
"""Gives that many unpredictable bytes: `secrets.token_bytes`, or a seeded stream in rehearsals and tests."""


class Group(Protocol):
    """A group of prime order in which discrete logarithms are hard (Protocol group §1)."""

    @property
    def name(self) -> str:
        """What elections call it."""

    @property
    def order(self) -> int:
        """q, the number of its elements."""

    @property
    def generator(self) -> Element:
        """g."""

    @property
    def identity(self) -> Element:
        """g to the power 0."""

    def decode(self, text: str, *, identity: bool = False) -> Element:
        """The element a stranger wrote, fully checked (Protocol group §3). Raises NotAnElement."""

    def recall(self, text: str) -> Element:
        """The element whose text this program has checked or made before; no membership check."""

    def encode(self, element: Element) -> str:
        """The one spelling of an element (Protocol group §2)."""

    def generate(self, exponent: int) -> Element:
        """The generator to the power `exponent`."""

    def power(self, base: Element, exponent: int) -> Element:
        """`base` to the power `exponent`, any whole number."""

    def multiply(self, left: Element, right: Element) -> Element:
        """The product of two elements."""

    def divide(self, left: Element, right: Element) -> Element:
        """`left` times the inverse of `right`."""


def product(group: Group, elements: Iterable[Element]) -> Element:
    """The product of any number of elements; of none, the identity."""
    total = group.identity
    for element in elements:
        total = group.multiply(total, element)
    return total


def random_scalar(order: int, randomness: Randomness) -> int:
    """A number below `order`, closer to uniform than 2^-128 (Protocol group §5)."""
    return int.from_bytes(randomness((order.bit_length() + 7) // 8 + 16)) % order


_HEX_64 = re.compile(r"[0-9a-f]{64}")
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,700}")


class Ed25519:
    """The prime-order subgroup of edwards25519, computed by libsodium. Elements are its 32-byte encodings."""

    name = "Ed25519"
    order = 2**252 + 27742317777372353535851937790883648493
    identity = Element((1).to_bytes(32, "little"))

    def __init__(self) -> None:
        self.generator = self.generate(1)

    def decode(self, text: str, *, identity: bool = False) -> Element:
        self.check_spelling(text)
        encoded = bytes.fromhex(text)[::-1]
        if identity and Element(encoded) == self.identity:
            return self.identity
        if not sodium.crypto_core_ed25519_is_valid_point(encoded):
            raise self.stranger(text)
        return Element(encoded)

    def check_spelling(self, text: str) -> None:
        """Refuses what cannot spell any element. Raises NotAnElement."""
        if not _HEX_64.fullmatch(text):
            raise NotAnElement(f"{text[:80]!r} is not 64 lower-case hexadecimal digits")

    def stranger(self, text: str) -> NotAnElement:
        """The refusal of a well-spelled text that is no element, or the identity."""
        return NotAnElement(f"{text} is not in the prime-order subgroup of edwards25519")

    def recall(self, text: str) -> Element:
        return Element(bytes.fromhex(text)[::-1])

    def encode(self, element: Element) -> str:
        return cast(bytes, element)[::-1].hex()

    def generate(self, exponent: int) -> Element:
        exponent %= self.order
        if exponent == 0:
            return self.identity
        return Element(sodium.crypto_scalarmult_ed25519_base_noclamp(exponent.to_bytes(32, "little")))

    def power(self, base: Element, exponent: int) -> Element:
        exponent %= self.order
        if exponent == 0 or base == self.identity:
            return self.identity
        if base == self.generator:  # libsodium has a table for it
            return self.generate(exponent)
        encoded = cast(bytes, base)
        return Element(sodium.crypto_scalarmult_ed25519_noclamp(exponent.to_bytes(32, "little"), encoded))

    def multiply(self, left: Element, right: Element) -> Element:
        return Element(sodium.crypto_core_ed25519_add(cast(bytes, left), cast(bytes, right)))

    def divide(self, left: Element, right: Element) -> Element:
        return Element(sodium.crypto_core_ed25519_sub(cast(bytes, left), cast(bytes, right)))


class FiniteField:
    """The subgroup of order q of the integers modulo p that the specification names BELENIOS-2048, computed by GMP."""

    name = "BELENIOS-2048"
    identity = Element(gmpy2.mpz(1))
    modulus = gmpy2.mpz(
        "2069478569142254640101364365750500806492298929575110409710088478705737421924271740192223725449768433"
        "8129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049"
        "0811670993105358677809800307904916540637771737641986785272734744763418356000356983051931442845617019"
        "1100078673730733356412397173289791324047457883446826065232797464795113767265869358218004631792207366"
        "8860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201"
        "3204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031"
        "25680162072880719"
    )
    generator = Element(
        gmpy2.mpz(
            "2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678"
            "7996946682987493890950838965734256019006010684771644917354741372831046104586813145117816467554005274"
            "0288984613986453266121505579709716201616827031288643245666383486363578210615491841998253431518974065"
            "8186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982"
            "6651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751"
            "7771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668"
            "0037745308460627"
        )
    )
    order = 78571733251071885079927659812671450121821421258408794611510081919805623223441

    def decode(self, text: str, *, identity: bool = False) -> Element:
        if identity and text == "1":
            return self.identity
        value = self.read(text)
        if gmpy2.powmod(value, self.order, self.modulus) != 1:
            raise self.stranger(text)
        return Element(value)

    def read(self, text: str) -> gmpy2.mpz:
        """The number between 2 and p − 1 that a text spells; its order is not looked at. Raises NotAnElement."""
        if not _DECIMAL.fullmatch(text):
            raise NotAnElement(f"{text[:80]!r} is not a decimal number without leading zeros")
        value = gmpy2.mpz(text)
        if not 1 < value < self.modulus:
            raise self.stranger(text)
        return value

    def stranger(self, text: str) -> NotAnElement:
        """The refusal of a well-spelled text that is no element, or the identity."""
        return NotAnElement(f"{text[:80]}… is not in the subgroup of order q of BELENIOS-2048")

    def recall(self, text: str) -> Element:
        return Element(gmpy2.mpz(text))

    def encode(self, element: Element) -> str:
        return str(element)

    def generate(self, exponent: int) -> Element:
        return self.power(self.generator, exponent)

    def power(self, base: Element, exponent: int) -> Element:
        return Element(gmpy2.powmod(cast(gmpy2.mpz, base), exponent % self.order, self.modulus))

    def multiply(self, left: Element, right: Element) -> Element:
        return Element(cast(gmpy2.mpz, left) * cast(gmpy2.mpz, right) % self.modulus)

    def divide(self, left: Element, right: Element) -> Element:
        return self.multiply(left, Element(gmpy2.invert(cast(gmpy2.mpz, right), self.modulus)))


@cache
def _groups() -> dict[str, Group]:
    return {group.name: group for group in (Ed25519(), FiniteField())}


def group_named(name: str) -> Group:
    """The group of that name. Raises Malformed for any other name (Protocol group §1)."""
    try:
        return _groups()[name]
    except KeyError:
        raise Malformed(f"{name!r} is not a group we know: Ed25519 or BELENIOS-2048") from None
