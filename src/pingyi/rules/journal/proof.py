"""Inclusion and consistency proofs: RFC 6962, sections 2.1.1 and 2.1.2.

They are checked as RFC 9162, sections 2.1.3.2 and 2.1.4.2, says. Making a proof needs the tree (as a
`Subtree`); checking one needs only hashes that the checker already holds.
"""

from collections.abc import Sequence

from pingyi.rules.journal.errors import BrokenProof
from pingyi.rules.journal.tree import EMPTY_ROOT, HASH_SIZE, Subtree, left_width, node_hash

Proof = tuple[bytes, ...]


def inclusion(index: int, size: int, subtree: Subtree) -> Proof:
    """Audit path of leaf `index` in the tree of the first `size` leaves, lowest sibling first (PATH in RFC 6962).

    Raises BrokenProof when the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise BrokenProof(f"a tree of {size} entries has no entry {index}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + left_width(end - start)
        if index < split:
            path.append(subtree(split, end))
            end = split
        else:
            path.append(subtree(start, split))
            start = split
    return tuple(reversed(path))


def consistency(old: int, new: int, subtree: Subtree) -> Proof:
    """Proof that the tree of the first `old` leaves is the beginning of the tree of `new` leaves (PROOF in RFC 6962).

    Empty when the trees are equal or the old one is empty. Raises BrokenProof when `old` is larger than `new`.
    """
    if not 0 <= old <= new:
        raise BrokenProof(f"a tree of {new} entries cannot have grown from {old} entries")
    if old in (0, new):
        return ()
    path: list[bytes] = []
    start, end = 0, new
    while end != old:
        split = start + left_width(end - start)
        if old <= split:
            path.append(subtree(split, end))
            end = split
        else:
            path.append(subtree(start, split))
            start = split
    if start > 0:  # the old tree's own root is known to the checker; any other subtree is not
        path.append(subtree(start, end))
    return tuple(reversed(path))


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Refuse unless `leaf` (a leaf hash) is entry `index` of the tree of `size` leaves with this root.

    Raises BrokenProof.
    """
    if not 0 <= index < size:
        raise BrokenProof(f"a tree of {size} entries has no entry {index}")
    _only_hashes(leaf, root, *proof)
    node, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise BrokenProof("the inclusion proof is too long")
        if node & 1 or node == last:
            reached = node_hash(sibling, reached)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            reached = node_hash(reached, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise BrokenProof("the inclusion proof is too short")
    if reached != root:
        raise BrokenProof(f"entry {index} is not in the journal with this root")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Refuse unless the tree (`old`, `old_root`) is the beginning of the tree (`new`, `new_root`).

    Stricter than common checkers in one point: a tree without entries has one root only, and it is compared too.
    Raises BrokenProof.
    """
    if not 0 <= old <= new:
        raise BrokenProof(f"the journal shrank from {old} to {new} entries")
    _only_hashes(old_root, new_root, *proof)
    if old in (0, new):
        _check_trivial(old, new, old_root, new_root, proof)
        return
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not hashes:
        raise BrokenProof("the consistency proof is empty")
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    from_old = from_new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise BrokenProof("the consistency proof is too long")
        if node & 1 or node == last:
            from_old, from_new = node_hash(sibling, from_old), node_hash(sibling, from_new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            from_new = node_hash(from_new, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise BrokenProof("the consistency proof is too short")
    if from_old != old_root or from_new != new_root:
        raise BrokenProof(f"the journal of {new} entries does not continue the journal of {old} entries")


def _check_trivial(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise BrokenProof("the consistency proof should be empty")
    if (old == 0 and old_root != EMPTY_ROOT) or (new == 0 and new_root != EMPTY_ROOT):
        raise BrokenProof("a journal without entries has another root")
    if old == new and old_root != new_root:
        raise BrokenProof(f"two journals of {old} entries have different roots")


def _only_hashes(*values: bytes) -> None:
    if any(len(value) != HASH_SIZE for value in values):
        raise BrokenProof(f"every hash of a proof has {HASH_SIZE} bytes")
