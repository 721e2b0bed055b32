"""Which names are files of a bundle, and what its list says."""

import json

import pytest

from pingyi.rules.bundle import files

PARTS = (
    "plan.toml",
    "plan.json",
    "inputs.json",
    "result.json",
    "index.json",
    "journal/checkpoint",
    "journal/key",
    "journal/restored.json",
    "journal/tile/0/000",
    "boards/abc.bel",
    "minutes/7-freeze.json",
)


@pytest.mark.parametrize("name", PARTS)
def test_what_belongs_to_a_bundle_is_read(name: str) -> None:
    assert files.is_part(name)
    assert files.is_known(name)


@pytest.mark.parametrize("name", ["abc.bel", "boards/more/abc.bel", "minutes/0-freeze.json", "minutes/x.json", "plan"])
def test_what_does_not_belong_to_a_bundle_is_not(name: str) -> None:
    assert not files.is_known(name)


def test_the_readme_is_known_and_not_read() -> None:
    assert files.is_known(files.README)
    assert not files.is_part(files.README)


def test_the_list_names_all_but_itself_and_the_tiles() -> None:
    names = [*PARTS, files.README, "strange.txt"]
    told = json.loads(files.index_of(names))
    assert told["format"] == 1
    assert told["files"] == sorted({*PARTS, files.README} - {"index.json", "journal/tile/0/000"})
