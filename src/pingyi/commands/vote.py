"""`pingyi vote`: seal a ballot on a machine that never saw the booth's program. No Django, no database, no server."""

import secrets
from collections.abc import Sequence
from pathlib import Path

import click

from pingyi.commands.bureau import FILE, Refused
from pingyi.rules.ballot.credential import public_credential
from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.ballot.form import Election, read_credentials, read_election
from pingyi.rules.ballot.seal import check_sealed, make_ballot, tracker


@click.command("vote")
@click.argument("election_path", metavar="ELECTION", type=FILE)
@click.option("--code-file", type=FILE, help="Read the code of your letter from here instead of asking.")
@click.option("--answers", help='Numbers from 1, one per question: "1 3 2". Default: ask each question.')
@click.option("--credentials", type=FILE, help="credentials.json of the box: tells a mistyped code at once.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("ballot.json"), show_default=True)
def command(
    election_path: Path, code_file: Path | None, answers: str | None, credentials: Path | None, out: Path
) -> None:
    """Seal a ballot for ELECTION (election.json of your box) into a file, to be sent from any machine.

    Nothing leaves this machine. The file shows neither the code nor the answers; the tracker that is printed tells
    later whether the ballot is in the box.
    """
    try:
        election = read_election(election_path.read_bytes().rstrip(b"\n"))
        code = (code_file.read_text(encoding="utf-8") if code_file else click.prompt("Code", hide_input=True)).strip()
        if credentials:
            _check_listed(election, code, credentials)
        ballot = make_ballot(election, code, _ticks(election, answers), secrets.token_bytes)
        check_sealed(election, ballot.serialised)
    except BallotError as fault:
        raise Refused(str(fault)) from fault
    out.write_bytes(ballot.serialised)
    click.echo(f"Tracker: {tracker(ballot.serialised)}")
    click.echo(f"Send it: curl --data-binary @{out} https://<address of the booth>/vote/{election.uuid}/ballots")


def _check_listed(election: Election, code: str, path: Path) -> None:
    listed = read_credentials(election.arithmetic, path.read_bytes())
    if public_credential(election.arithmetic, election.uuid, code) not in listed:
        raise Refused("This code does not belong to this box. Compare it with your letter, letter by letter.")


def _ticks(election: Election, answers: str | None) -> Sequence[int]:
    """The chosen answers from 0. Raises Refused."""
    if answers is None:
        return [_ask(question.question, question.answers) for question in election.questions]
    given = answers.replace(",", " ").split()
    if len(given) != len(election.questions):
        raise Refused(f"There are {len(election.questions)} questions; --answers has {len(given)} numbers.")
    return [_number(text, number, len(election.questions[number - 1].answers)) for number, text in enumerate(given, 1)]


def _number(text: str, question: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise Refused(f"Question {question} has the answers 1 to {most}, not {text}.")
    return int(text) - 1


def _ask(question: str, answers: Sequence[str]) -> int:
    click.echo(f"\n{question}")
    for number, answer in enumerate(answers, 1):
        click.echo(f"  {number} {answer}")
    return int(click.prompt("Number", type=click.IntRange(1, len(answers)))) - 1
