"""What the browser's client made, keys to result, is verified by us and by Belenios (vectors/client)."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from pingyi.rules.ballot.channel import SignedMessage
from pingyi.rules.ballot.credential import public_credential
from pingyi.rules.ballot.pedersen import Pedersen
from pingyi.rules.ballot.setup import Polynomial, check_polynomial, open_key
from pingyi.verify.board import BoardReport, verify_board
from tests.rules.ballot.belenios import Tool, needs_tool

ROOT = Path(__file__).parents[3] / "vectors" / "client"


class Specimen:
    """One box of the client's."""

    def __init__(self, folder: Path) -> None:
        (self.path,) = folder.glob("*.bel")
        self.secrets: dict[str, Any] = json.loads((folder / "secrets.json").read_bytes())

    @property
    def report(self) -> BoardReport:
        """What we find on its board."""
        return verify_board(io.BytesIO(self.path.read_bytes()))

    def messages(self, kind: str) -> list[str]:
        """The set-up's messages of that kind, in the order of the trustees."""
        return [message["text"] for message in self.secrets["messages"] if message["kind"] == kind]


@pytest.fixture(params=["ed25519", "finite-field"])
def specimen(request: pytest.FixtureRequest) -> Specimen:
    return Specimen(ROOT / request.param)


def test_we_verify_its_box(specimen: Specimen) -> None:
    report = specimen.report
    assert report.result == tuple(tuple(row) for row in specimen.secrets["result"])
    assert (report.counted, report.head.ballots, report.shares) == (3, 4, (1, 3))
    election = report.setup.election
    derived = {public_credential(election.arithmetic, election.uuid, code) for code in specimen.secrets["codes"]}
    assert derived == report.setup.credentials


def test_we_read_its_set_up_and_open_its_keys(specimen: Specimen) -> None:
    (entry,) = specimen.report.setup.trustees
    assert isinstance(entry, Pedersen)
    group = specimen.report.setup.election.arithmetic
    certs = [SignedMessage.read(json.loads(text), group.order) for text in specimen.messages("certificate")]
    for index, text in enumerate(specimen.messages("polynomial"), 1):
        check_polynomial(group, 2, certs, index, Polynomial.read(text.encode(), group.order))
    for index, text in enumerate(specimen.messages("voutput"), 1):
        key = open_key(group, entry, index, specimen.secrets["seeds"][index - 1], json.loads(text)["private_key"])
        assert group.encode(group.generate(key)) == entry.verification_keys[index - 1].public_key


@needs_tool
def test_belenios_verifies_its_box(tmp_path: Path) -> None:
    specimen = Specimen(ROOT / "finite-field")
    assert Tool(tmp_path).accepts(specimen.path.stem, specimen.path.read_bytes())
