"""What anybody may read: signed entries, proofs and tiles, and nothing that no checkpoint covers yet."""

import pytest

from pingyi.records.journal import actions, queries
from pingyi.rules.journal.errors import BrokenProof
from pingyi.rules.journal.proof import check_consistency, check_inclusion
from pingyi.rules.journal.tile import Tile, bundles, read_bundle, split_hashes, tiles
from pingyi.rules.journal.tree import CompactRange, leaf_hash
from tests.records.journal.writing import AT, record

pytestmark = pytest.mark.django_db


def test_what_no_checkpoint_covers_is_not_shown() -> None:
    record()
    assert (queries.latest_checkpoint(), queries.entries(0, 10), queries.tile(Tile(0, 0, 1))) == (None, [], None)
    actions.checkpoint(at=AT)
    record()
    actions.integrate(at=AT)
    assert [published.index for published in queries.entries(0, 10)] == [0]
    assert queries.tile(Tile(0, 0, 2)) is None
    with pytest.raises(BrokenProof, match="has no entry 1"):
        queries.inclusion(1)
    with pytest.raises(BrokenProof, match="1 entries, not 2"):
        queries.consistency(1, 2)


def test_pages_of_entries() -> None:
    for number in range(5):
        record(subject=f"campaign:{number}")
    actions.checkpoint(at=AT)
    assert [published.entry.subject for published in queries.entries(3, 10)] == ["campaign:3", "campaign:4"]
    assert [published.index for published in queries.entries(1, 2)] == [1, 2]
    assert queries.entries(5, 10) == queries.entries(0, 0) == queries.entries(10**30, 10) == []


def test_every_proof_is_against_a_signed_head() -> None:
    heads = []
    for size in (1, 2, 5, 256, 300, 513):
        while queries.size() + queries.waiting() < size:
            record()
        heads.append(actions.checkpoint(at=AT))
    last = heads[-1]
    for index in (0, 1, 255, 256, 299, 511, 512):
        proved = queries.inclusion(index)
        assert proved.root == last.root
        check_inclusion(queries.entries(index, 1)[0].hash, index, last.size, proved.proof, last.root)
    for head in heads:
        grown = queries.consistency(head.size)
        assert (grown.old_root, grown.new_root) == (head.root, last.root)
        check_consistency(head.size, last.size, head.root, last.root, grown.proof)
        assert queries.inclusion(0, head.size).root == head.root


def test_a_copy_of_the_tiles_is_the_whole_journal() -> None:
    for _ in range(300):
        record()
    head = actions.checkpoint(at=AT)
    leaves = [
        value for tile in tiles(head.size) if tile.level == 0 for value in split_hashes(tile, queries.tile(tile) or b"")
    ]
    entries = [leaf for bundle in bundles(head.size) for leaf in read_bundle(queries.tile(bundle) or b"")]
    assert [leaf_hash(leaf) for leaf in entries] == leaves
    assert CompactRange().extended(leaves).root() == head.root
    above = split_hashes(Tile(1, 0, 1), queries.tile(Tile(1, 0, 1)) or b"")
    assert above == [CompactRange().extended(leaves[:256]).root()]
    assert queries.tile(Tile(1, 0, 2)) is queries.tile(Tile(2, 0, 1)) is queries.tile(Tile(0, 10**30)) is None
