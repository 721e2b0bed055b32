"""A journal alone: only where nothing of a bundle or a board lies beside it."""

import io
import json
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner

from pingyi.commands.keep import alone
from pingyi.commands.verify import command
from tests.verify.test_grown import SIZE, Grown


class Named:
    """Files of which only the names matter."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def size(self, name: str) -> int:
        return 0

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO()


@pytest.mark.parametrize(
    "more", ["result.json", "boards/x.bel", "x.bel", "journal/checkpoint", "minutes/1-freeze.json"]
)
def test_one_more_file_turns_no_bundle_into_a_journal(more: str) -> None:
    assert alone(Named("checkpoint", "key", "notes.txt"))
    assert not alone(Named("checkpoint", "key", more))


def test_a_journal_for_programmes_and_what_cannot_be_compared(tmp_path: Path) -> None:
    folder = Grown(tmp_path / "site").folder / "journal"
    run = CliRunner()
    told = json.loads(run.invoke(command, [str(folder), "--json", "--keep", str(tmp_path / "kept")]).stdout)
    assert (told["kind"], told["outcome"], told["entries"]) == ("journal", "holds", SIZE)
    refused = run.invoke(command, [str(folder), "--since", str(folder)])
    assert (refused.exit_code, "--keep" in refused.output) == (2, True)
    (tmp_path / "empty").mkdir()
    nothing = run.invoke(command, [str(tmp_path / "empty"), "--keep", str(tmp_path / "kept")])
    assert nothing.exit_code == 2
