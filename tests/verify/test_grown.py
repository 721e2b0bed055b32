"""A site may let partial tiles go: one that is missing is cut from the full one, in bundles, journals and downloads."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from pingyi.commands.download import fetch
from pingyi.commands.verify import command
from pingyi.rules.bundle.files import README
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.tile import WIDTH, bundles, read_bundle, write_bundle
from pingyi.rules.journal.tree import leaf_hash, root
from pingyi.verify.finding import Outcome
from tests.commands.test_verify import site
from tests.verify.test_bundle import reasons, verified
from tests.verify.test_journal import KEY, Site, leaf

SIZE = 300


def grown(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """The files after the journal's last tiles became full ones, and those tiles' names."""
    (partial,) = (name for name in files if name.startswith("journal/tile/entries/") and ".p/" in name)
    leaves = read_bundle(files[partial])
    leaves += [leaf(number) for number in range(WIDTH - len(leaves))]
    full = partial.rpartition(".p/")[0]
    hashes = full.replace("entries", "0")
    left = {name: data for name, data in files.items() if ".p/" not in name}
    return left | {full: write_bundle(leaves), hashes: b"".join(map(leaf_hash, leaves))}, [hashes, full]


def test_a_bundle_whose_tiles_have_grown(published: Mapping[str, bytes]) -> None:
    files, full = grown(published)
    report = verified(files)
    assert report.outcome is Outcome.HOLDS and report.unread == tuple(sorted([README, *full]))
    for name in full:
        assert "journal" in reasons({**files, name: bytes([files[name][0] ^ 1]) + files[name][1:]})
        assert "journal" in reasons({other: data for other, data in files.items() if other != name})


class Grown(Site):
    """A journal of 300 entries whose last ones lie in full tiles only, one entry's public part apart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        short, data = replace(Entry.read(leaf(1)), public={"much": "x" * 70_000}).shortened()
        assert data
        super().__init__([leaf(number) for number in range(SIZE - 1)] + [short.leaf()])
        self.apart = f"tile/apart/{short.apart}"
        more = [*self.leaves, *(leaf(number) for number in range(2 * WIDTH - SIZE))]
        for tile in bundles(2 * WIDTH):
            self.put(tile.path, write_bundle(more[tile.first : tile.first + WIDTH]))
            self.put(f"tile/0/{tile.path[-3:]}", b"".join(map(leaf_hash, more[tile.first : tile.first + WIDTH])))
        self.put("tile/1/000.p/1", root([leaf_hash(one) for one in more[:WIDTH]]))  # no full one yet
        self.put(self.apart, data)
        self.put("checkpoint", self.note)
        self.put("key", f"{KEY}\n".encode())

    def put(self, path: str, data: bytes) -> None:
        file = self.folder / "journal" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


@pytest.fixture
def journal(tmp_path: Path) -> Grown:
    return Grown(tmp_path / "site")


def test_a_journal_whose_tiles_have_grown(journal: Grown) -> None:
    with site(journal.folder) as address:
        for source in (str(journal.folder / "journal"), f"{address}journal"):
            found = CliRunner().invoke(command, [source])
            assert found.exit_code == 0 and f"IN ORDER: {SIZE} entries" in found.output, found.output
    (journal.folder / "journal/tile/entries/001").unlink()
    found = CliRunner().invoke(command, [str(journal.folder / "journal")])
    assert found.exit_code == 2 and "could not be read" in found.output


def test_a_download_takes_full_tiles_for_partial_ones_and_what_lies_apart(journal: Grown, tmp_path: Path) -> None:
    listed = ["journal/checkpoint", "journal/key"]
    (journal.folder / "index.json").write_bytes(canonical({"files": listed, "format": 1}))
    with site(journal.folder) as address:
        fetch(address, tmp_path / "copy")
    names = {
        path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*") if path.is_file()
    }
    entries = {f"journal/tile/entries/{index}" for index in ("000", "001")}
    hashes = {f"journal/tile/{place}" for place in ("0/000", "0/001", "1/000.p/1")}
    assert names == {"index.json", *listed, f"journal/{journal.apart}", *entries, *hashes}
    assert CliRunner().invoke(command, [str(tmp_path / "copy/journal")]).exit_code == 0
