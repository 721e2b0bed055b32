"""Three trustees at machines without network: key files, three rounds, the test, the shares; and every file that does
not fit. The browser's key file opens here as well.
"""

import io
import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pingyi.commands import trustee
from pingyi.rules.ballot import age
from pingyi.rules.ballot.box import Setup
from pingyi.rules.ballot.credential import new_code, public_credential
from pingyi.rules.ballot.keyfile import KeyFile
from pingyi.rules.ballot.tally import PartialDecryption, check_share, open_tally
from pingyi.rules.ballot.trustee import owners
from pingyi.verify.board import verify_board
from tests.rules.ballot.sample import QUESTIONS, Sample, form

VECTORS = Path(__file__).parents[2] / "vectors"
PASSPHRASE = "correct horse battery"
CEREMONY = "science-bureau-2026.3"


class Table:
    """Three machines, and the server that carries messages between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.messages: list[dict[str, Any]] = []
        (folder / "passphrase").write_text(f"{PASSPHRASE}\n")

    @property
    def told(self) -> Path:
        """messages.json as it is now."""
        path = self.folder / "messages.json"
        shape = {"ceremony": CEREMONY, "group": "Ed25519", "size": 3, "threshold": 2, "messages": self.messages}
        path.write_text(json.dumps(shape))
        return path

    def key(self, number: int) -> Path:
        return self.folder / f"trustee-{number}.age"

    def run(self, command: str, number: int, *more: str, spoken: str | None = None) -> Result:
        options = ["--key", str(self.key(number)), "--passphrase-file", str(self.folder / "passphrase"), *more]
        return CliRunner().invoke(trustee.command, [command, str(self.told), *options], input=spoken)

    def say(self, command: str, number: int, *more: str, spoken: str | None = None) -> None:
        """Run it, and hand the message in."""
        out = self.folder / f"{command}-{number}.json"
        done = self.run(command, number, "--out", str(out), *more, spoken=spoken)
        assert done.exit_code == 0, done.output
        self.messages.append({"trustee": number, **json.loads(out.read_bytes())})


@pytest.fixture(scope="module", autouse=True)
def little_work() -> Iterator[None]:
    """Opening a file costs a second on purpose; dozens of tests open one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(age, "WORK", 10)
        yield


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """The key is made."""
    table = Table(tmp_path_factory.mktemp("table"))
    for number in (1, 2, 3):
        table.say("certificate", number, "--number", str(number))
    for number in (1, 2, 3):
        table.say("polynomial", number, spoken="y\n")
    for number in (1, 2, 3):
        table.say("voutput", number)
    return table


def boards(table: Table, ballots: int = 6) -> list[bytes]:
    """A box sealed for their key at every stage; two trustees open it."""
    stream = random.Random(3).randbytes
    ceremony = trustee.read_ceremony(table.told)
    entry = ceremony.transcript.parameters()
    election = form("Ed25519", (entry,), QUESTIONS, stream)
    codes = [new_code(stream) for _ in range(ballots)]
    listed = frozenset(public_credential(election.arithmetic, election.uuid, code) for code in codes)
    keys = {n: trustee.private_key(ceremony, opened(table.key(n))) for n in (1, 2, 3)}
    box = Sample(Setup(election, (entry,), listed), keys, codes, stream)
    return list(box.stages([(voter, [voter % 3, 0]) for voter in range(ballots)], [1, 3]))


def opened(path: Path) -> KeyFile:
    return trustee.unseal(path.read_bytes(), PASSPHRASE)


def share(table: Table, number: int, board: bytes, *more: str) -> Result:
    path = table.folder / "box.bel"
    path.write_bytes(board)
    return table.run("share", number, str(path), "--out", str(table.folder / f"shares-{number}"), *more)


def test_two_of_three_open_a_box_though_the_third_has_lost_its_file(table: Table) -> None:
    summed = boards(table)[3]
    report, shares = verify_board(io.BytesIO(summed)), {}
    election, tally = report.setup.election, report.tally
    for number in (1, 3):
        done = share(table, number, summed)
        assert done.exit_code == 0
        assert f"6 voters, closed by {report.ending[0].event[:16]}" in done.output
        data = (table.folder / f"shares-{number}" / f"{election.uuid}.json").read_bytes()
        shares[number] = PartialDecryption.read(election, data)
        check_share(election, tally, number, owners(report.setup.trustees)[number - 1], shares[number])
    assert open_tally(election, report.setup.trustees, tally, shares, 6) == ((2, 2, 2), (6, 0))


def test_only_a_closed_summed_large_enough_box_of_this_key_is_opened(table: Table, tmp_path: Path) -> None:
    stages = boards(table)
    for board, why in (
        (stages[1], "its last event is Ballot"),
        (stages[2], "its last event is EndBallots"),
        (stages[-1], "its last event is Result"),
        (stages[3][:-1024], "byte"),
        (boards(table, 4)[3], "holds 4 ballots; a box with fewer than 5 is never opened"),
        (next((VECTORS / "client/ed25519").glob("*.bel")).read_bytes(), "other trustees"),
    ):
        done = share(table, 1, board)
        assert done.exit_code == 2, why
        assert why in done.output
    assert share(table, 1, boards(table, 4)[3], "--minimum", "4").exit_code == 0
    assert "not in the range x>=2" in share(table, 1, boards(table, 1)[3], "--minimum", "1").output


def test_the_test_tells_a_good_file_from_another(table: Table) -> None:
    assert "trustee 2's key of" in table.run("test", 2).output
    (table.folder / "wrong").write_text("another passphrase")
    wrong = CliRunner().invoke(
        trustee.command,
        ["test", str(table.told), "--key", str(table.key(2)), "--passphrase-file", str(table.folder / "wrong")],
    )
    assert wrong.exit_code == 2 and "passphrase is wrong" in wrong.output
    foreign = KeyFile(CEREMONY, opened(table.key(2)).place, opened(table.key(1)).seed)
    with pytest.raises(Exception, match="trustee 2: seed and sealed key do not belong together"):
        trustee.private_key(trustee.read_ceremony(table.told), foreign)


def test_the_key_file_is_private_and_never_overwritten(table: Table) -> None:
    assert table.key(1).stat().st_mode & 0o077 == 0
    before = table.key(1).read_bytes()
    again = table.run("certificate", 1, "--number", "1")
    assert again.exit_code == 2
    assert table.key(1).read_bytes() == before
    assert b"AGE ENCRYPTED FILE" in before and opened(table.key(1)).seed.encode() not in before


def test_rounds_keep_their_order(table: Table, tmp_path: Path) -> None:
    early = Table(tmp_path)
    early.say("certificate", 1, "--number", "1")
    for command in ("polynomial", "voutput", "share"):
        more = [__file__] if command == "share" else []
        assert early.run(command, 1, *more).exit_code == 2
    assert "the key is not made yet" in early.run("test", 1).output
    assert "received already" in table.run("polynomial", 1, "--compared", digits(table)).output
    four = early.run("certificate", 2, "--number", "4")
    assert four.exit_code == 2 and not early.key(2).exists()


def digits(table: Table) -> str:
    return trustee.read_ceremony(table.told).transcript.comparison


@pytest.mark.parametrize(("more", "spoken"), [([], "n\n"), (["--compared", "1 2 3"], None)])
def test_other_digits_stop_the_trustee(table: Table, more: Sequence[str], spoken: str | None) -> None:
    done = table.run("polynomial", 1, *more, spoken=spoken)
    assert done.exit_code == 2
    assert "Stop the ceremony" in done.output


def test_a_hostile_message_is_refused_with_its_trustee(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "messages.json"

    def copied(messages: list[dict[str, Any]]) -> None:
        messages[1]["text"] = messages[0]["text"]

    def claimed(messages: list[dict[str, Any]]) -> None:
        messages[7]["trustee"] = 1

    for change, why in (
        (lambda messages: messages.insert(1, messages[0]), "trustee 1: its certificate was received already"),
        (copied, "trustee 2: its certificate is for another"),
        (lambda messages: messages.pop(2), "trustee 1: its polynomial is out of order"),
        (claimed, "trustee 1: its voutput was received already"),
        (lambda messages: messages[0].pop("text"), "not the file messages.json"),
    ):
        told = json.loads(table.told.read_bytes())
        change(told["messages"])
        path.write_text(json.dumps(told))
        command = ["test", str(path), "--key", str(table.key(1)), "--passphrase-file", str(table.folder / "passphrase")]
        done = CliRunner().invoke(trustee.command, command)
        assert done.exit_code == 2
        assert why in done.output


@pytest.mark.parametrize("name", ["trustee-1", "trustee-2"])
def test_key_files_of_the_browser_and_of_any_age_program_open(name: str) -> None:
    folder = VECTORS / "keyfile"
    held = (folder / f"{name}.json").read_bytes().strip()
    assert trustee.unseal((folder / f"{name}.age").read_bytes(), PASSPHRASE).serialised == held


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    short = Table(tmp_path)
    (tmp_path / "passphrase").write_text("elevenchars")
    done = short.run("certificate", 1, "--number", "1")
    assert done.exit_code == 2 and "at least 12" in done.output
    assert not short.key(1).exists()


def test_it_needs_no_django() -> None:
    program = "import sys; import pingyi.commands.trustee, pingyi.commands.vote; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
