"""A demo whose rehearsal was interrupted begins anew; one that is running, or finished, is left alone."""

import os
from pathlib import Path

import click
import pytest

from pingyi.server.serving import _interrupted, _put_aside


def test_only_an_unfinished_rehearsal_is_begun_anew(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    assert not _interrupted(data)
    (data / "postgres").mkdir(parents=True)
    assert _interrupted(data)
    _put_aside(data)
    assert not data.exists()
    assert [kept.name[:5] for kept in tmp_path.iterdir()] == ["demo-"], "nothing is deleted"
    (data / "postgres").mkdir(parents=True)
    (data / "clock").touch()
    assert not _interrupted(data)


def test_a_running_demo_is_not_moved_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "demo"
    (data / "postgres").mkdir(parents=True)
    (data / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    monkeypatch.setattr("psutil.Process.name", lambda process: "postgres")
    with pytest.raises(click.ClickException, match="A demo is running"):
        _put_aside(data)
    assert data.exists()
