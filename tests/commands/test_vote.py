"""A ballot sealed without a browser is taken like any other; what does not fit is refused before anything is sealed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pingyi.commands import vote
from pingyi.rules.ballot.form import write_credentials
from pingyi.rules.ballot.seal import Acceptance, check_ballot, tracker
from tests.rules.ballot.vector import ROOT, Vector

VECTOR = Vector(ROOT / "ed25519-single")
ELECTION, SETUP = VECTOR.election, VECTOR.setup
CODE, OTHER = list(json.loads(VECTOR.read("private_creds.json")).values())[:2]
Seal = Callable[..., Result]
FIRST = " ".join("1" for _ in ELECTION.questions)


@pytest.fixture
def seal(tmp_path: Path) -> Seal:
    """Run `pingyi vote` in an empty folder."""

    def run(*options: str, code: str = CODE, spoken: str | None = None) -> Result:
        (tmp_path / "code").write_text(f" {code}\n")
        (tmp_path / "credentials.json").write_bytes(write_credentials(SETUP.credentials))
        files = ["--code-file", str(tmp_path / "code"), "--out", str(tmp_path / "ballot.json")]
        election = str(VECTOR.folder / "election.json")
        return CliRunner().invoke(vote.command, [election, *files, *options], input=spoken)

    return run


def test_the_ballot_is_accepted_and_its_tracker_told(seal: Seal, tmp_path: Path) -> None:
    done = seal("--answers", FIRST, "--credentials", str(tmp_path / "credentials.json"))
    assert done.exit_code == 0, done.output
    data = (tmp_path / "ballot.json").read_bytes()
    check_ballot(Acceptance(ELECTION, SETUP.credentials), data)
    assert tracker(data) in done.output
    assert CODE not in done.output and CODE.encode() not in data
    assert f"/vote/{ELECTION.uuid}/ballots" in done.output


def test_each_question_is_asked(seal: Seal, tmp_path: Path) -> None:
    done = seal(spoken="9\n" + "2\n" * len(ELECTION.questions))
    assert done.exit_code == 0, done.output
    for question in ELECTION.questions:
        assert question.question in done.output and question.answers[1] in done.output
    check_ballot(Acceptance(ELECTION, SETUP.credentials), (tmp_path / "ballot.json").read_bytes())


@pytest.mark.parametrize(
    ("answers", "code", "why"),
    [
        ("1", CODE, "questions; --answers has 1 numbers"),
        (FIRST.replace("1", "0", 1), CODE, "Question 1 has the answers 1 to"),
        (FIRST.replace("1", "x", 1), CODE, "not x"),
        (FIRST.replace("1", "99", 1), CODE, "not 99"),
        (FIRST, "11111-111111-11111-111111", "does not belong to this box"),
        (FIRST, CODE[:-1], "22 letters"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_sealed(
    seal: Seal, tmp_path: Path, answers: str, code: str, why: str
) -> None:
    done = seal("--answers", answers, "--credentials", str(tmp_path / "credentials.json"), code=code)
    assert done.exit_code == 2
    assert why in done.output
    assert not (tmp_path / "ballot.json").exists()


def test_another_file_is_no_election(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    done = CliRunner().invoke(vote.command, [str(tmp_path / "x.json"), "--answers", "1"], input=f"{OTHER}\n")
    assert done.exit_code == 2
