"""Proofs equal the published ones, hold for every tree, and stop holding when anything about them is altered."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.journal.errors import BrokenProof
from pingyi.rules.journal.proof import check_consistency, check_inclusion, consistency, inclusion
from pingyi.rules.journal.tree import EMPTY_ROOT, Subtree, leaf_hash, root
from tests.rules.journal.published import CONSISTENCY, INCLUSION, LEAVES, ROOTS

OTHER = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")


def subtree_of(leaves: list[bytes]) -> Subtree:
    return lambda start, end: root(leaves[start:end])


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


@st.composite
def two_sizes(draw: st.DrawFn) -> tuple[int, int]:
    new = draw(st.integers(1, 90))
    return draw(st.integers(0, new)), new


def altered(proof: list[bytes]) -> Iterator[list[bytes]]:
    """Every proof that differs from this one in one place, one bit, one hash more or less, or in order."""
    yield [*proof, OTHER]
    yield [OTHER, *proof]
    for place, value in enumerate(proof):
        yield proof[:place] + proof[place + 1 :]
        yield [*proof[:place], bytes([value[0] ^ 8]) + value[1:], *proof[place + 1 :]]
        yield [*proof[:place], value[:-1], *proof[place + 1 :]]
    if len(proof) > 1:
        yield proof[::-1]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_published_inclusion_proofs(index: int, size: int) -> None:
    leaves = [leaf_hash(data) for data in LEAVES]
    proof = inclusion(index, size, subtree_of(leaves))
    assert [part.hex() for part in proof] == INCLUSION[index, size]
    check_inclusion(leaves[index], index, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_published_consistency_proofs(old: int, new: int) -> None:
    leaves = [leaf_hash(data) for data in LEAVES]
    proof = consistency(old, new, subtree_of(leaves))
    assert [part.hex() for part in proof] == CONSISTENCY[old, new]
    check_consistency(old, new, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]), proof)


@given(two_sizes())
def test_every_entry_is_proved_and_no_altered_proof_passes(sizes: tuple[int, int]) -> None:
    index, size = min(sizes[0], sizes[1] - 1), sizes[1]
    leaves = leaves_of(size)
    head = root(leaves)
    proof = list(inclusion(index, size, subtree_of(leaves)))
    check_inclusion(leaves[index], index, size, proof, head)
    for wrong in altered(proof):
        with pytest.raises(BrokenProof):
            check_inclusion(leaves[index], index, size, wrong, head)
    for leaf, place, within, top in (
        (OTHER, index, size, head),
        (leaves[index], index, size, OTHER),
        (leaves[index], index + 1, size, head),
        (leaves[index], index - 1, size, head),
        (leaves[index], index ^ 2, size, head),
        (leaves[index], index, size // 2, head),
    ):
        with pytest.raises(BrokenProof):
            check_inclusion(leaf, place, within, proof, top)


@given(two_sizes())
def test_every_growth_is_proved_and_no_altered_proof_passes(sizes: tuple[int, int]) -> None:
    old, new = sizes
    leaves = leaves_of(new)
    before, after = root(leaves[:old]), root(leaves)
    proof = list(consistency(old, new, subtree_of(leaves)))
    check_consistency(old, new, before, after, proof)
    for wrong in altered(proof):
        with pytest.raises(BrokenProof):
            check_consistency(old, new, before, after, wrong)
    with pytest.raises(BrokenProof):
        check_consistency(old, new, OTHER, after, proof)
    if old:
        with pytest.raises(BrokenProof):
            check_consistency(old, new, before, OTHER, proof)


@given(two_sizes(), st.integers(0, 89))
def test_a_rewritten_history_is_never_a_continuation(sizes: tuple[int, int], place: int) -> None:
    old, new = sizes
    honest, forged = leaves_of(new), leaves_of(new)
    if old == 0:
        return
    forged[place % old] = OTHER
    proof = consistency(old, new, subtree_of(forged))
    check_consistency(old, new, root(forged[:old]), root(forged), proof)
    with pytest.raises(BrokenProof):
        check_consistency(old, new, root(honest[:old]), root(forged), proof)


def test_a_journal_neither_shrinks_nor_proves_what_it_lacks() -> None:
    leaves = leaves_of(3)
    with pytest.raises(BrokenProof, match="shrank from 3 to 2"):
        check_consistency(3, 2, root(leaves), root(leaves[:2]), [])
    with pytest.raises(BrokenProof, match="cannot have grown"):
        consistency(4, 3, subtree_of(leaves))
    with pytest.raises(BrokenProof, match="has no entry 3"):
        inclusion(3, 3, subtree_of(leaves))
    with pytest.raises(BrokenProof, match="has no entry 0"):
        check_inclusion(EMPTY_ROOT, 0, 0, [], EMPTY_ROOT)


def test_the_empty_journal_has_one_root() -> None:
    after = root(leaves_of(2))
    check_consistency(0, 2, EMPTY_ROOT, after, [])
    with pytest.raises(BrokenProof, match="another root"):
        check_consistency(0, 2, OTHER, after, [])
    with pytest.raises(BrokenProof, match="different roots"):
        check_consistency(2, 2, OTHER, after, [])
