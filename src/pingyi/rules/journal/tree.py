"""The Merkle tree of RFC 6962, section 2.1 (unchanged in RFC 9162, section 2.1.1), over SHA-256.

Functions take *leaf hashes*, never leaf data: `leaf_hash` is the only door from data into the tree.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Subtree = Callable[[int, int], bytes]
"""Answers MTH(D[start:end]), the Merkle tree hash of the leaves from start up to but not including end."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of one leaf: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right). The prefix keeps a node from passing as a leaf."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Root of the tree with these leaf hashes, straight from the recursive definition: the reference for all else."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    split = left_width(len(leaves))
    return node_hash(root(leaves[:split]), root(leaves[split:]))


def left_width(size: int) -> int:
    """Leaves in the left branch of a tree of `size` ≥ 2 leaves: the largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def complete_subtrees(start: int, end: int) -> list[tuple[int, int]]:
    """The largest complete subtrees that make up D[start:end], left to right; `start` is where such a subtree begins.

    Each pair is (first leaf, one past the last leaf).
    """
    pieces: list[tuple[int, int]] = []
    while start < end:
        width = 1 << ((end - start).bit_length() - 1)
        pieces.append((start, start + width))
        start += width
    return pieces


def fold(pieces: Sequence[bytes]) -> bytes:
    """Hash over complete subtrees listed left to right: the smallest two join first, from the right."""
    if not pieces:
        return EMPTY_ROOT
    return reduce(lambda right, left: node_hash(left, right), reversed(pieces))


@dataclass(frozen=True, slots=True)
class CompactRange:
    """All that is needed to go on growing a tree: its size and the roots of its complete subtrees, left to right.

    There is one subtree per set bit of `size`, so a tree of a million leaves goes on from seven to twenty hashes.
    """

    size: int = 0
    subtrees: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.subtrees) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves does not have {len(self.subtrees)} complete subtrees")

    def extended(self, leaves: Iterable[bytes]) -> "CompactRange":
        """The range after these leaf hashes were appended in order."""
        size, subtrees = self.size, list(self.subtrees)
        for leaf in leaves:
            joined = leaf
            position = size
            while position & 1:  # each trailing one bit is a complete left sibling waiting for this subtree
                joined = node_hash(subtrees.pop(), joined)
                position >>= 1
            subtrees.append(joined)
            size += 1
        return CompactRange(size, tuple(subtrees))

    def root(self) -> bytes:
        """Root of the tree so far."""
        return fold(self.subtrees)
