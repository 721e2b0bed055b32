"""The swift kernels give the texts and the refusals of the plain one; their arithmetic is that of whole numbers."""

import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.ballot.errors import NotAnElement
from pingyi.rules.ballot.group import Group, group_named
from pingyi.rules.ballot.kernel import FEW, Kernel, hasten, kernel_for
from pingyi.rules.ballot.parts import Answer, Ciphertext
from pingyi.rules.ballot.plain_kernel import PlainKernel
from pingyi.rules.ballot.proof import Proof
from pingyi.rules.ballot.swift import finite_field
from pingyi.rules.ballot.swift.finite_field import SwiftField
from tests.rules.ballot.conftest import seeded
from tests.rules.ballot.sample import sample
from tests.rules.ballot.test_group import SMALL, point

pytest.importorskip("numba", reason="the extra `swift` is not installed")

from numba import njit

from pingyi.rules.ballot import kernel as kernels
from pingyi.rules.ballot.swift import curve
from pingyi.rules.ballot.swift import number as modular
from pingyi.rules.ballot.swift.ed25519 import SwiftEd25519

NAMES = ["Ed25519", "BELENIOS-2048"]
BOXES = {name: sample(name, ["single"], 2, seeded(name)) for name in NAMES}
PLAIN = {name: PlainKernel(group_named(name), box.setup.election.public_key) for name, box in BOXES.items()}
hasten()
SWIFT: dict[str, Kernel] = {name: kernel_for(name, box.setup.election.public_key) for name, box in BOXES.items()}
KEYS = [group_named("Ed25519").encode(group_named("Ed25519").generate(secret)) for secret in (2, 3)]
each = pytest.mark.parametrize("name", NAMES)
edges = [0, 1, 2, 15, 16, 17, 31, 127, 128, 129, 255, 256, 2**128, 2**252 - 1, 2**252]
scalars = st.one_of(st.sampled_from(edges), st.integers(0, 2**252))


def test_the_swift_kernels_are_the_ones_in_use() -> None:
    assert isinstance(SWIFT["Ed25519"], SwiftEd25519) and isinstance(SWIFT["BELENIOS-2048"], SwiftField)


def test_without_numba_the_plain_kernel_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pingyi.rules.ballot.swift.ed25519", None)
    hasten()
    assert isinstance(kernel_for("Ed25519", KEYS[1]), PlainKernel)
    kernels._swiftest.cache_clear()  # it was made for this key without numba


def test_few_ballots_are_checked_without_loading_what_was_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "_DEMAND", kernels._Demand())
    made = [kernel_for("Ed25519", KEYS[0]) for _ in range(FEW + 2)]
    assert {type(each) for each in made[:FEW]} == {PlainKernel} and {type(each) for each in made[FEW:]} == {
        SwiftEd25519
    }
    monkeypatch.setattr(kernels, "_DEMAND", kernels._Demand())
    assert isinstance(kernel_for("BELENIOS-2048", BOXES["BELENIOS-2048"].setup.election.public_key), SwiftField)
    hasten()
    assert isinstance(kernel_for("Ed25519", KEYS[0]), SwiftEd25519)


@each
@settings(max_examples=30)
@given(pairs=st.lists(st.tuples(scalars, scalars), min_size=1, max_size=3), back=st.integers(0, 3))
def test_products_are_the_plain_ones(name: str, pairs: list[tuple[int, int]], back: int) -> None:
    order = PLAIN[name].order
    exponents = [*pairs, (order - back, order - 1), (order, order + 1), (0, 0)]
    assert SWIFT[name].products(exponents) == PLAIN[name].products(exponents)


def shape(name: str, choices: list[tuple[int, int]], numbers: list[int]) -> Answer:
    """An answer with these exponents of its elements, and proofs of these numbers that prove nothing."""
    group, rest = group_named(name), iter(numbers)

    def proof() -> Proof:
        return Proof(next(rest) % group.order, next(rest) % group.order)

    cells = tuple(Ciphertext(*(group.encode(group.generate(exponent)) for exponent in pair)) for pair in choices)
    return Answer(cells, tuple((proof(), proof()) for _ in choices), (proof(),))


@each
@settings(max_examples=12)
@given(
    choices=st.lists(st.tuples(st.integers(1, 2**250), st.integers(1, 9)), min_size=1, max_size=3),
    numbers=st.lists(scalars, min_size=14, max_size=14),
)
def test_commitments_are_the_plain_ones(name: str, choices: list[tuple[int, int]], numbers: list[int]) -> None:
    answers = [shape(name, choices, numbers), shape(name, choices[:1], numbers[::-1])]
    assert SWIFT[name].commitments(answers) == PLAIN[name].commitments(answers)


@each
def test_totals_that_cancel_are_the_identity_in_both(name: str) -> None:
    group = group_named(name)
    answers = [shape(name, [(5, 7), (group.order - 5, group.order - 7)], list(range(1, 20)))]
    made = SWIFT[name].commitments(answers)
    assert made == PLAIN[name].commitments(answers)
    assert made[0].total.alpha == group.encode(group.identity)


def spoilt(name: str, text: str, place: int, side: str) -> list[Answer]:
    """A ballot's answers with another text in one place."""
    ballot = BOXES[name].ballot(0, [0, 0])
    first, *rest = ballot.answers
    cells = list(first.choices)
    cells[place] = replace(cells[place], **{side: text})
    return [replace(first, choices=tuple(cells)), *rest]


def strangers(group: Group) -> list[str]:
    """Texts that spell no element, or the identity."""
    spelling = group.encode(group.generate(7))
    common = [group.encode(group.identity), "", "0", "-1", spelling + "0", "0" + spelling, "g", spelling + "\n"]
    if group.name != "Ed25519":
        modulus = int(str(group_named("BELENIOS-2048").modulus))  # type: ignore[attr-defined]
        return [*common, str(modulus - 1), str(modulus), str(int(spelling) + modulus), str(modulus - int(spelling))]
    prime = modular.PRIME
    mixed = [
        group.encode(group.multiply(group.generate(7), group.recall(point(small)))) for small in SMALL if small != 1
    ]
    outside = [point(2), point(prime), point(prime + 1), point(2**255 - 1), point(2**256 - 1), point(1 | 1 << 255)]
    return [*common, *mixed, *outside, *(point(small) for small in SMALL), spelling.upper()]


@each
@pytest.mark.parametrize(("place", "side"), [(0, "alpha"), (2, "beta")])
def test_both_refuse_every_stranger_with_the_same_words(name: str, place: int, side: str) -> None:
    good = group_named(name).encode(group_named(name).generate(7))
    assert SWIFT[name].commitments(spoilt(name, good, place, side))
    for text in strangers(group_named(name)):
        said = []
        for kernel in (SWIFT[name], PLAIN[name]):
            with pytest.raises(NotAnElement) as refusal:
                kernel.commitments(spoilt(name, text, place, side))
            said.append(str(refusal.value))
        assert said[0] == said[1]


@each
@settings(max_examples=15)
@given(rows=st.lists(st.tuples(scalars, scalars, scalars, scalars), min_size=1, max_size=4))
def test_sums_are_the_plain_ones(name: str, rows: list[tuple[int, int, int, int]]) -> None:
    group = group_named(name)
    texts = [[group.encode(group.generate(exponent)) for exponent in row] for row in rows]
    cells = [[Ciphertext(a, b), Ciphertext(c, d)] for a, b, c, d in texts]
    assert SWIFT[name].sum(cells) == PLAIN[name].sum(cells)


@each
@settings(max_examples=15)
@given(
    rows=st.lists(st.tuples(scalars, scalars, scalars, scalars), min_size=1, max_size=4),
    nothing=st.sampled_from([(0, 0, 0, 0), (1, 0, 5, 5), (0, 1, 5, 0), (0, 0, 5, 7)]),
)
def test_what_shares_committed_to_is_the_plain_one(
    name: str, rows: list[tuple[int, int, int, int]], nothing: tuple[int, int, int, int]
) -> None:
    group = group_named(name)
    bases, images = ([group.encode(group.generate(row[side])) for row in [*rows, nothing]] for side in (0, 1))
    proofs = [Proof(challenge % group.order, response % group.order) for *_, challenge, response in [*rows, nothing]]
    assert SWIFT[name].equalities(bases, images, proofs) == PLAIN[name].equalities(bases, images, proofs)


@each
def test_a_stranger_in_a_share_is_refused_with_the_same_words(name: str) -> None:
    group = group_named(name)
    good, proofs = group.encode(group.generate(7)), [Proof(1, 2), Proof(3, 4)]
    identity = group.encode(group.identity)
    assert SWIFT[name].equalities([good, good], [good, identity], proofs)
    for text in strangers(group):
        if text == identity:
            continue
        said = []
        for kernel in (SWIFT[name], PLAIN[name]):
            with pytest.raises(NotAnElement) as refusal:
                kernel.equalities([good, good], [good, text], proofs)
            said.append(str(refusal.value))
        assert said[0] == said[1]


@each
@settings(max_examples=15)
@given(
    rows=st.lists(st.tuples(scalars, scalars), min_size=1, max_size=4),
    weights=st.lists(scalars, min_size=4, max_size=4),
)
def test_weighted_products_are_the_plain_ones(name: str, rows: list[tuple[int, int]], weights: list[int]) -> None:
    group = group_named(name)
    texts = [[group.encode(group.generate(exponent)) for exponent in row] for row in rows]
    numbers = [*weights[: len(rows) - 1], group.order - 1]
    assert SWIFT[name].combined(texts, numbers) == PLAIN[name].combined(texts, numbers)


def number(limbs: Any) -> int:
    """The number that limbs stand for."""
    return sum(int(limb) << 51 * place for place, limb in enumerate(limbs))


limb_edges = st.one_of(
    st.sampled_from([0, 1, 18, 19, 2**51 - 1, 2**51 + 2**13, 2**53 - 77]), st.integers(0, 2**53 - 77)
)
loose = st.tuples(*[limb_edges] * 5).map(lambda limbs: tuple(np.uint64(limb) for limb in limbs))
OPERATIONS: dict[str, tuple[Callable[[Any, Any], Any], Callable[[int, int], int]]] = {
    "add": (modular.add, lambda a, b: a + b),
    "subtract": (modular.subtract, lambda a, b: a - b),
    "multiply": (lambda a, b: product(a, b), lambda a, b: a * b),
    "square": (lambda a, b: modular.squares(a, 1), lambda a, b: a * a),
    "canonical": (lambda a, b: modular.canonical(a), lambda a, b: a),
}


@njit
def product(a: Any, b: Any) -> Any:
    """The intrinsic, which only compiled code can call."""
    return modular.multiply(a, b)


@pytest.mark.parametrize("operation", OPERATIONS)
@settings(max_examples=200)
@given(a=loose, b=loose)
def test_limbs_compute_as_numbers(operation: str, a: Any, b: Any) -> None:
    swift, plain = OPERATIONS[operation]
    result = swift(a, b)
    assert number(result) % modular.PRIME == plain(number(a), number(b)) % modular.PRIME
    if operation in ("multiply", "square"):
        assert max(int(limb) for limb in result) < 2**51 + 2**18


@given(a=loose)
def test_the_canonical_form_is_below_p(a: Any) -> None:
    assert number(modular.canonical(a)) == number(a) % modular.PRIME


@pytest.mark.parametrize("value", [0, 1, 18, 19, 2**255 - 20, 2**255 - 19, 2**255 - 18, 2**255 - 1])
def test_the_canonical_form_at_the_edge(value: int) -> None:
    assert number(modular.canonical(modular.limbs(value))) == value % modular.PRIME


@given(scalar=st.one_of(scalars, st.integers(0, curve.ORDER)))
def test_sparse_digits_add_up_to_the_scalar(scalar: int) -> None:
    digits = np.zeros(256, np.int8)
    curve.sparse(np.frombuffer(scalar.to_bytes(32, "little"), np.uint8), digits)
    signed = [int(digit) for digit in digits]
    for row, largest in ((signed, 15), (finite_field.sparse(scalar), 31)):
        assert sum(digit << place for place, digit in enumerate(row)) == scalar
        places = [place for place, digit in enumerate(row) if digit]
        assert all(row[place] % 2 and abs(row[place]) <= largest for place in places)
        assert all(later - earlier >= 5 for earlier, later in pairwise(places))
    assert not any(signed[254:])
