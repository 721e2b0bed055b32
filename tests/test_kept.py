"""Small files outlive a crash: whole, or not there."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pingyi import kept


def test_a_secret_is_made_once_whoever_starts_at_the_same_moment(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: kept.secret(path), range(8)))
    assert len(found) == 1 and len(found.pop()) >= 43
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["secret-key"]


def test_an_empty_secret_is_told_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    path.write_text(" \n")
    with pytest.raises(kept.EmptySecret, match="is empty, as after a crash"):
        kept.secret(path)
    assert path.read_text() == " \n"
    path.unlink()
    assert kept.secret(path) == kept.secret(path)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(b"before")
    kept.write(path, b"after")
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["codes.csv"]


def test_what_a_crash_left_of_a_draft_is_not_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keeper's folder is read by pattern: half a checkpoint must not be among them."""

    def crash(self: Path, target: Path) -> Path:
        raise OSError

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(OSError):
        kept.write(tmp_path / "checkpoint-5", b"half", kept.FOR_EVERYBODY)
    assert not list(tmp_path.glob("checkpoint-*"))
