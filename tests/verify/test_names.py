"""Names of files: what readers would disagree about is not read; what computers add is passed over."""

import pytest

from pingyi.verify.names import added_by_computers, alike, around, quarrel
from tests.verify.alterations import ADDED

OWN = [
    "notes.txt",
    "explanation.txt",
    "report.json",
    "SHA256SUMS",
    "account.xlsx",
    "keys.docx",
    "mail/2026-11-30.eml",
    "\u7b14\u8bb0.txt",
]
"""What an auditor may have put beside the files."""

SOUND = ["index.json", "boards/", "boards/AbCdEfGhJkLmNo.bel", "journal/tile/0/000.p/9", "说明.txt"]


def test_sound_names() -> None:
    assert quarrel(SOUND) is None
    assert quarrel([]) is None


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["./result.json"], "not in its normal form"),
        (["boards//x.bel"], "not in its normal form"),
        (["boards/./x.bel"], "not in its normal form"),
        (["boards/../result.json"], "leads out of it"),
        (["../result.json"], "leads out of it"),
        (["/result.json"], "leads out of it"),
        (["../"], "leads out of it"),
        (["C:result.json"], "leads out of it"),
        (["result.json:more"], "leads out of it"),
        (["boards\\x.bel"], "leads out of it"),
        (["result.json\0.txt"], "end earlier"),
        (["result.json", "result.json"], "twice"),
        (["result.json", "Result.JSON"], "one file on many computers"),
        (["result.json", "result.json."], "one file on many computers"),
        (["result.json", "result.json "], "one file on many computers"),
        (["caf\u00e9.txt", "cafe\u0301.txt"], "one file on many computers"),
        (["stra\u00dfe.txt", "strasse.txt"], "one file on many computers"),
        (["boards/x.bel", "Boards/y.bel"], "one on many computers"),
        (["minutes", "minutes/1-freeze.json"], "both as a file and as a folder"),
        (["MINUTES", "minutes/1-freeze.json"], "both as a file and as a folder"),
        (["minutes", "minutes/"], "both as a file and as a folder"),
    ],
)
def test_names_that_readers_disagree_about(names: list[str], reason: str) -> None:
    assert reason in (quarrel([*SOUND, *names]) or "") or reason in (quarrel(names) or "")


@pytest.mark.parametrize(
    "name",
    [
        "._index.json",
        "boards/._x.bel",
        "__MACOSX/bundle/._x",
        "bundle/__MACOSX/x",
        ".DS_Store",
        "boards/.DS_Store",
        "Thumbs.db",
        "thumbs.db",
        "Desktop.ini",
        "minutes/desktop.ini",
        ".Spotlight-V100/x",
    ],
)
def test_what_computers_add(name: str) -> None:
    assert added_by_computers(name)


@pytest.mark.parametrize(
    "name",
    ["index.json", "_index.json", ".index.json", "boards/x._bel", "DS_Store", "xdesktop.ini", "desktop.ini.json"],
)
def test_what_computers_do_not_add(name: str) -> None:
    assert not added_by_computers(name)


@pytest.mark.parametrize(
    "name", [*ADDED, "INDEX.JSON", "plan.toml.bak", "copy-journal/key", "x.bel.zip", "Boards/note"]
)
def test_names_that_could_be_taken_for_published_ones(name: str) -> None:
    assert alike(name)


@pytest.mark.parametrize("name", OWN)
def test_names_of_an_auditors_own_files(name: str) -> None:
    assert not alike(name)


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["a/index.json", "a/boards/x.bel"], "a/"),
        (["a/b/index.json", "a/b/boards/x.bel", "__MACOSX/a/._b", "a/.DS_Store"], "a/b/"),
        (["index.json", "a/boards/x.bel"], ""),
        (["a/x", "b/x"], ""),
        ([".DS_Store"], ""),
        ([], ""),
    ],
)
def test_folders_around(names: list[str], folders: str) -> None:
    assert around(names) == folders
