"""Tiles have the paths and bytes that the specification gives, and proofs made from tiles are the tree's own."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pingyi.rules.journal.errors import BadEntry, BadTile
from pingyi.rules.journal.proof import consistency, inclusion
from pingyi.rules.journal.tile import (
    Tile,
    bundles,
    exists,
    hashes_at,
    read_bundle,
    split_hashes,
    subtree_from,
    tiles,
    write_bundle,
)
from pingyi.rules.journal.tree import leaf_hash, root


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 1_234_067), "tile/0/x001/x234/067"),  # the specification's example index
        (Tile(0, 0), "tile/0/000"),
        (Tile(63, 999, 1), "tile/63/999.p/1"),
        (Tile(1, 1000, 255), "tile/1/x001/000.p/255"),
        (Tile(None, 273, 112), "tile/entries/273.p/112"),
    ],
)
def test_paths(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert Tile.parse(path) == tile


@given(st.integers(0, 63) | st.none(), st.integers(0, 1 << 50), st.integers(1, 256))
def test_every_path_reads_back(level: int | None, index: int, width: int) -> None:
    assert Tile.parse(Tile(level, index, width).path) == Tile(level, index, width)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0/0",
        "tile/0/1000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000\n",
        "tile/0/٠٠٠",
        "tile/data/000",
        "/tile/0/000",
    ],
)
def test_other_spellings_are_refused(path: str) -> None:
    with pytest.raises(BadTile):
        Tile.parse(path)


def test_the_tiles_of_the_specifications_example_trees() -> None:
    full = Counter(tile.level for tile in tiles(70_000) if tile.width == 256)
    partial = {tile.level: tile.width for tile in tiles(70_000) if tile.width != 256}
    assert full == {0: 273, 1: 1}
    assert partial == {0: 112, 1: 17, 2: 1}
    assert list(tiles(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles(0)) == []
    assert list(bundles(257)) == [Tile(None, 0), Tile(None, 1, 1)]


@given(st.integers(0, 1 << 20))
def test_a_tree_has_its_tiles_and_no_more(size: int) -> None:
    last = {tile.level: tile for tile in tiles(size)}
    assert all(exists(tile, size) for tile in last.values())
    assert sum(tile.width for tile in tiles(size) if tile.level == 0) == size
    for level, tile in last.items():
        following = tile.first + tile.width
        assert not exists(Tile(level, following // 256, following % 256 + 1), size)


@given(st.data(), st.integers(1, 1500))
@settings(max_examples=40)
def test_proofs_from_tiles_are_the_trees_own(data: st.DataObject, size: int) -> None:
    leaves = [leaf_hash(number.to_bytes(2, "big")) for number in range(size)]
    levels = [leaves, [root(leaves[n * 256 : (n + 1) * 256]) for n in range(hashes_at(1, size))]]
    asked: list[Tile] = []

    def hashes(tile: Tile) -> list[bytes]:
        asked.append(tile)
        return levels[tile.level or 0][tile.first : tile.first + tile.width]

    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    from_tiles, from_leaves = subtree_from(hashes, size), lambda start, end: root(leaves[start:end])
    assert inclusion(index, size, from_tiles) == inclusion(index, size, from_leaves)
    assert consistency(old, size, from_tiles) == consistency(old, size, from_leaves)
    assert from_tiles(0, size) == root(leaves)
    assert set(asked) <= set(tiles(size))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_bundles_read_back_and_cut_ones_are_refused(entries: list[bytes]) -> None:
    data = write_bundle(entries)
    assert read_bundle(data) == entries
    if data:
        with pytest.raises(BadTile):
            read_bundle(data[:-1])


def test_bytes_of_the_wrong_length_are_refused() -> None:
    assert split_hashes(Tile(0, 0, 2), bytes(64)) == [bytes(32), bytes(32)]
    with pytest.raises(BadTile, match="should have 64 bytes, not 63"):
        split_hashes(Tile(0, 0, 2), bytes(63))
    assert len(write_bundle([bytes(65_535)])) == 65_537
    with pytest.raises(BadEntry, match="at most 65535"):
        write_bundle([bytes(65_536)])
