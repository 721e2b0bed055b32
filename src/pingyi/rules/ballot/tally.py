"""The joint count: adding sealed ballots up, the trustees' shares of opening the sum, the result. Protocol tally.

Public: EncryptedTally, tally_of, merge, without, write_tally, read_tally, sized_tally, PartialDecryption,
decrypt_share, check_share, open_tally, Result, read_result, write_result.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import isqrt
from typing import Any, Self

from pingyi.rules.ballot.errors import Malformed, NotAnElement, TallyRefused, TrusteeRefused
from pingyi.rules.ballot.form import Election, read_json
from pingyi.rules.ballot.group import Element, Group, Randomness, group_named
from pingyi.rules.ballot.kernel import kernel_for
from pingyi.rules.ballot.key import TrusteeKey
from pingyi.rules.ballot.parts import Answer, Ciphertext
from pingyi.rules.ballot.proof import Proof, hash_scalar, prove_equal
from pingyi.rules.ballot.trustee import Pedersen, Trustees, owners
from pingyi.rules.encoding import compact

EncryptedTally = tuple[tuple[Ciphertext, ...], ...]
"""For each question and answer, the product of the ciphertexts of the ballots counted (Protocol tally §1)."""

Result = tuple[tuple[int, ...], ...]
"""For each question and answer, how many counted ballots ticked it (Protocol tally §6)."""


def tally_of(election: Election, ballots: Iterable[Sequence[Answer]]) -> EncryptedTally:
    """The sum of checked ballots; of none, every ciphertext is the pair of identities (Protocol tally §1)."""
    rows = ([choice for answer in answers for choice in answer.choices] for answers in ballots)
    return _fold(election, _sum(election, rows))


def merge(election: Election, tallies: Iterable[EncryptedTally]) -> EncryptedTally:
    """The sum of tallies of disjoint sets of ballots (Protocol tally §1)."""
    return _fold(election, _sum(election, ([cell for row in tally for cell in row] for tally in tallies)))


def without(election: Election, tally: EncryptedTally, replaced: EncryptedTally) -> EncryptedTally:
    """The tally once the ballots in `replaced`, all of them in `tally`, no longer count (Protocol tally §2)."""
    group = election.arithmetic

    def divide(left: str, right: str) -> str:
        return group.encode(group.divide(group.recall(left), group.recall(right)))

    return tuple(
        tuple(
            Ciphertext(divide(left.alpha, right.alpha), divide(left.beta, right.beta))
            for left, right in zip(*rows, strict=True)
        )
        for rows in zip(tally, replaced, strict=True)
    )


def _sum(election: Election, rows: Iterable[Sequence[Ciphertext]]) -> list[Ciphertext]:
    nothing = election.arithmetic.encode(election.arithmetic.identity)
    start = [Ciphertext(nothing, nothing)] * sum(len(question.answers) for question in election.questions)
    kernel = kernel_for(election.group, election.public_key)
    rows = iter(rows)
    while batch := list(islice(rows, 256)):
        start = kernel.sum([start, *batch])
    return start


def _fold(election: Election, cells: Sequence[Ciphertext]) -> EncryptedTally:
    rest = iter(cells)
    return tuple(tuple(islice(rest, len(question.answers))) for question in election.questions)


def write_tally(tally: EncryptedTally) -> bytes:
    """The one spelling of an encrypted tally."""
    return compact([[cell.shape() for cell in row] for row in tally])


def read_tally(election: Election, data: bytes) -> EncryptedTally:
    """The encrypted tally whose only spelling is `data`; that it is the sum is not looked at (Protocol tally §1).

    Raises Malformed, NotAnElement.
    """
    rows = _grid(election, read_json(data, "an encrypted tally"))
    tally = tuple(tuple(Ciphertext.read(cell) for cell in row) for row in rows)
    for cell in (cell for row in tally for cell in row):
        election.arithmetic.decode(cell.alpha, identity=True)
        election.arithmetic.decode(cell.beta, identity=True)
    return tally


def sized_tally(ballots: int, tally_hash: str) -> bytes:
    """The board's statement of how many ballots its encrypted tally counts (Protocol tally §3)."""
    return compact({"num_tallied": ballots, "total_weight": ballots, "encrypted_tally": tally_hash})


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """One trustee's share of opening a tally: alpha^x for every cell, each with proof (Protocol tally §4)."""

    factors: tuple[tuple[str, ...], ...]
    proofs: tuple[tuple[Proof, ...], ...]

    @property
    def serialised(self) -> bytes:
        """The one spelling of this share."""
        proofs = [[proof.shape() for proof in row] for row in self.proofs]
        return compact({"decryption_factors": [list(row) for row in self.factors], "decryption_proofs": proofs})

    @classmethod
    def read(cls, election: Election, data: bytes) -> Self:
        """The share whose only spelling is `data`; nothing is verified yet. Raises Malformed, NotAScalar."""
        shape = read_json(data, "a partial decryption")
        if not isinstance(shape, dict) or list(shape) != ["decryption_factors", "decryption_proofs"]:
            raise Malformed('a partial decryption is {"decryption_factors","decryption_proofs"}')
        factors = _grid(election, shape["decryption_factors"])
        proofs = _grid(election, shape["decryption_proofs"])
        if not all(isinstance(text, str) for row in factors for text in row):
            raise Malformed("decryption factors are texts")
        order = election.arithmetic.order
        return cls(
            tuple(tuple(row) for row in factors),
            tuple(tuple(Proof.read(cell, order) for cell in row) for row in proofs),
        )


def _grid(election: Election, shape: Any) -> list[list[Any]]:
    """A list of rows as long as the form's questions have answers. Raises Malformed."""
    if not isinstance(shape, list) or not all(isinstance(row, list) for row in shape):
        raise Malformed("a list of lists was expected, one per question")
    if [len(row) for row in shape] != [len(question.answers) for question in election.questions]:
        raise Malformed("one entry per answer of every question was expected")
    return shape


def decrypt_share(election: Election, tally: EncryptedTally, secret: int, randomness: Randomness) -> PartialDecryption:
    """A trustee's share of opening the tally, made with its private key (Protocol tally §4)."""
    group = election.arithmetic
    prefix = _prefix(election, group.encode(group.generate(secret)))
    bases = [[group.recall(cell.alpha) for cell in row] for row in tally]
    factors = tuple(tuple(group.encode(group.power(base, secret)) for base in row) for row in bases)
    proofs = tuple(tuple(prove_equal(group, prefix, base, secret, randomness) for base in row) for row in bases)
    return PartialDecryption(factors, proofs)


def check_share(
    election: Election, tally: EncryptedTally, owner: int, key: TrusteeKey, share: PartialDecryption
) -> None:
    """Refuses a share that was not made with the owner's private key for this tally (Protocol tally §4).

    `tally` must be the one this program computed; `key` one it verified. Raises TrusteeRefused.
    """
    order, prefix = election.arithmetic.order, _prefix(election, key.public_key)
    places = [(q, a) for q, row in enumerate(tally, 1) for a in range(1, len(row) + 1)]
    factors = [text for row in share.factors for text in row]
    proofs = [proof for row in share.proofs for proof in row]
    kernel = kernel_for(election.group, key.public_key)
    try:
        made = kernel.equalities([cell.alpha for row in tally for cell in row], factors, proofs)
    except NotAnElement as error:
        raise TrusteeRefused(owner, _stranger(election.arithmetic, places, factors)) from error
    for (question, answer), (first, second), proof in zip(places, made, proofs, strict=True):
        if hash_scalar(order, f"{prefix}|{first},{second}") != proof.challenge:
            raise TrusteeRefused(owner, f"question {question}, answer {answer}: wrong share of the opening")


def _stranger(group: Group, places: Sequence[tuple[int, int]], factors: Sequence[str]) -> str:
    """Which factor is no element, and why."""
    for (question, answer), factor in zip(places, factors, strict=True):
        try:
            group.decode(factor, identity=True)
        except NotAnElement as error:
            return f"question {question}, answer {answer}: {error}"
    raise AssertionError("a kernel refused what its group takes")


def _prefix(election: Election, public_key: str) -> str:
    return f"decrypt|{election.fingerprint}|{public_key}"


def open_tally(
    election: Election,
    trustees: Trustees,
    tally: EncryptedTally,
    shares: Mapping[int, PartialDecryption],
    ballots: int,
) -> Result:
    """The counts behind a tally of that many ballots, from checked shares by owner number (Protocol tally §5, §6).

    Raises TallyRefused when too few trustees have given their share, or no count explains the sum.
    """
    if not set(shares) <= set(range(1, len(owners(trustees)) + 1)):
        raise TallyRefused("a share was given for a trustee who does not exist")
    group = election.arithmetic
    weights = list(_weights(group, trustees, shares))
    kernel = kernel_for(election.group, election.public_key)
    rows = [[text for row in shares[who].factors for text in row] for who, _ in weights]
    factors = iter(kernel.combined(rows, [weight for _, weight in weights]))
    logarithm = _logarithm(election.group, ballots)
    result = []
    for question, row in enumerate(tally, 1):
        opened = [group.divide(group.recall(cell.beta), group.recall(next(factors))) for cell in row]
        counts = tuple(logarithm.of(element) for element in opened)
        if sum(counts) != ballots:
            raise TallyRefused(f"question {question}: {sum(counts)} ticks on {ballots} ballots")
        result.append(counts)
    return tuple(result)


def _weights(group: Group, trustees: Trustees, shares: Mapping[int, PartialDecryption]) -> Iterator[tuple[int, int]]:
    """Which owner's share counts with which exponent: 1, or its Lagrange coefficient (Protocol tally §5)."""
    first = 1
    for entry in trustees:
        size, needed = (len(entry.certs), entry.threshold) if isinstance(entry, Pedersen) else (1, 1)
        present = [place for place in range(1, size + 1) if first + place - 1 in shares][:needed]
        if len(present) < needed:
            raise TallyRefused(f"of trustees {first}–{first + size - 1}, {needed} must open; {len(present)} did")
        for place in present:
            weight = lagrange(group.order, place, present) if isinstance(entry, Pedersen) else 1
            yield first + place - 1, weight
        first += size


def lagrange(order: int, place: int, present: Sequence[int]) -> int:
    """The weight of the value at `place` when a polynomial's value at 0 is found from those at `present`."""
    weight = 1
    for other in present:
        if other != place:
            weight = weight * other * pow(other - place, -1, order) % order
    return weight


_ALL_SMALL = 32
"""Up to so many counts, each is a baby step."""


class _Logarithm:
    """The small exponents of a generator, by baby steps and giant steps (Protocol tally §6)."""

    def __init__(self, group: Group, largest: int) -> None:
        self.group, self.largest = group, largest
        self.step = max(isqrt(largest) + 1, min(largest + 1, _ALL_SMALL))
        self.small: dict[Element, int] = {}
        element = group.identity
        for exponent in range(self.step):
            self.small[element] = exponent
            element = group.multiply(element, group.generator)
        self.giant = element

    def of(self, element: Element) -> int:
        """The exponent of `element`, between 0 and `largest`. Raises TallyRefused."""
        for turn in range(self.step):
            if element in self.small:
                exponent = turn * self.step + self.small[element]
                if exponent <= self.largest:
                    return exponent
                break
            element = self.group.divide(element, self.giant)
        raise TallyRefused("the opened sum is not a number of ballots: a share or the tally is wrong")


@lru_cache(maxsize=256)
def _logarithm(group: str, largest: int) -> _Logarithm:
    return _Logarithm(group_named(group), largest)


def write_result(result: Result) -> bytes:
    """The one spelling of a result."""
    return compact({"result": [list(row) for row in result]})


def read_result(election: Election, data: bytes) -> Result:
    """The result whose only spelling is `data`, not compared with any tally yet. Raises Malformed."""
    shape = read_json(data, "a result")
    if not isinstance(shape, dict) or list(shape) != ["result"]:
        raise Malformed('a result is {"result"}')
    rows = _grid(election, shape["result"])
    if not all(type(count) is int and count >= 0 for row in rows for count in row):
        raise Malformed("a result holds whole numbers")
    return tuple(tuple(row) for row in rows)
