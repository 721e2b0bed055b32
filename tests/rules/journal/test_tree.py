"""The tree gives the published roots, and growing it step by step gives the same roots as the definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingyi.rules.journal.tree import EMPTY_ROOT, CompactRange, complete_subtrees, leaf_hash, node_hash, root
from tests.rules.journal.published import LEAVES, ROOTS

hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


def test_hashes_of_the_certificate_transparency_tests() -> None:
    # transparency-dev/merkle, rfc6962/rfc6962_test.go
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert node_hash(b"N123", b"N456").hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"


def test_a_node_never_passes_as_a_leaf() -> None:
    left, right = leaf_hash(b"Hello"), leaf_hash(b"World")
    assert node_hash(left, right) != leaf_hash(left + right)


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size: int) -> None:
    leaves = [leaf_hash(data) for data in LEAVES[:size]]
    assert root(leaves).hex() == ROOTS[size]
    assert CompactRange().extended(leaves).root().hex() == ROOTS[size]


@given(hashes, st.integers(0, 70))
def test_growing_in_two_steps_is_growing_at_once(leaves: list[bytes], cut: int) -> None:
    grown = CompactRange().extended(leaves[:cut]).extended(leaves[cut:])
    assert grown.root() == root(leaves)
    assert len(grown.subtrees) == len(leaves).bit_count()


@given(hashes.filter(len))
def test_any_change_changes_the_root(leaves: list[bytes]) -> None:
    assert root(leaves[:-1]) != root(leaves)
    changed = [*leaves[:-1], hashlib.sha256(leaves[-1]).digest()]
    assert root(changed) != root(leaves)
    if leaves[0] != leaves[-1]:
        assert root(leaves[::-1]) != root(leaves)


@given(st.integers(0, 1 << 40))
def test_complete_subtrees_cover_the_tree_once(size: int) -> None:
    pieces = complete_subtrees(0, size)
    assert [end - start for start, end in pieces] == [1 << bit for bit in reversed(range(41)) if size >> bit & 1]
    assert [start for start, _ in pieces[1:]] == [end for _, end in pieces[:-1]]


def test_a_range_whose_hashes_do_not_fit_its_size_is_refused() -> None:
    CompactRange(2, (EMPTY_ROOT,))
    with pytest.raises(ValueError, match="3 leaves does not have 1"):
        CompactRange(3, (EMPTY_ROOT,))
