"""`pingyi trustee`: a trustee's part on a machine without network. No Django, no database, no server.

Works from messages.json (the trustee's page offers it) and from downloaded boards; what it writes is handed in on that
page. The key file is the browser's own: either makes it, either opens it (Protocol keyfile).
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from pingyi.commands.bureau import FILE, Refused
from pingyi.kept import FOR_EVERYBODY
from pingyi.kept import write as write_file
from pingyi.rules.ballot import age
from pingyi.rules.ballot import setup as protocol
from pingyi.rules.ballot.board import EventType
from pingyi.rules.ballot.errors import BallotError
from pingyi.rules.ballot.keyfile import SHORTEST_PASSPHRASE, KeyFile, read_key_file
from pingyi.rules.ballot.setup import Place
from pingyi.rules.ballot.tally import decrypt_share
from pingyi.rules.ballot.transcript import Transcript, read_transcript
from pingyi.rules.encoding import compact
from pingyi.verify.board import BoardReport, verify_board

LEAST_BOX = 5
OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: <round>-<number>.json.")
KEY = click.option("--key", "key_path", type=FILE, required=True, help="Your key file (age).")
PASSPHRASE = click.option("--passphrase-file", type=FILE, help="Read the passphrase from here instead of asking.")
MESSAGES = click.argument("messages", type=FILE)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A ceremony as messages.json tells it, every message checked."""

    name: str
    transcript: Transcript

    def place(self, number: int) -> Place:
        """Where trustee `number` stands in it."""
        return Place(self.transcript.group, self.transcript.size, self.transcript.threshold, number)


def reporting(page: Callable[..., None]) -> Callable[..., None]:
    """What the protocol refuses is a sentence and exit code 2."""

    @wraps(page)
    def guarded(*args: Any, **options: Any) -> None:
        try:
            page(*args, **options)
        except BallotError as fault:
            raise Refused(str(fault)) from fault

    return guarded


@click.group("trustee")
def command() -> None:
    """A trustee's part in making the key and opening the boxes, on a machine of its own.

    MESSAGES is the file messages.json from the page “Keys”; download it anew before every round.
    """


@command.command()
@MESSAGES
@click.option("--number", type=int, required=True, help="Your number in the ceremony, from 1.")
@click.option("--key", "key_path", type=click.Path(dir_okay=False, path_type=Path), required=True)
@PASSPHRASE
@OUT
@reporting
def certificate(messages: Path, number: int, key_path: Path, passphrase_file: Path | None, out: Path | None) -> None:
    """Round 1: make your key file and your certificate. A key file that is there already is never overwritten."""
    ceremony = read_ceremony(messages)
    if number not in ceremony.transcript.numbers:
        raise Refused(f"This ceremony has trustees 1 to {ceremony.transcript.size}.")
    if key_path.exists():
        raise Refused(f"{key_path} is there already; it may be a key file in use. Choose another name.")
    key = KeyFile(ceremony.name, ceremony.place(number), protocol.new_seed(secrets.token_bytes))
    message = protocol.make_certificate(key.place, key.seed, secrets.token_bytes)
    ceremony.transcript.check_next(number, "certificate", compact(message.shape()))
    write_file(key_path, seal(key, _new_passphrase(passphrase_file)))
    click.echo(f"{key_path}: your key file. Keep it and its passphrase apart; nobody can restore either.")
    _report(ceremony, number, "certificate", message.shape(), out)


@command.command()
@MESSAGES
@KEY
@PASSPHRASE
@click.option("--compared", help="The forty digits, if you have compared them already.")
@OUT
@reporting
def polynomial(
    messages: Path, key_path: Path, passphrase_file: Path | None, compared: str | None, out: Path | None
) -> None:
    """Round 2: compare the digits with the other trustees, then make the shares for them."""
    ceremony, key = _opened(messages, key_path, passphrase_file)
    if ceremony.transcript.step == "certificate":
        raise Refused("Not all certificates are in yet. Download messages.json again later.")
    _compare(ceremony.transcript.comparison, compared)
    certificates = ceremony.transcript.certificates
    message = protocol.make_polynomial(key.place, key.seed, certificates, secrets.token_bytes)
    _report(ceremony, key.place.index, "polynomial", message.shape(), out)


@command.command()
@MESSAGES
@KEY
@PASSPHRASE
@OUT
@reporting
def voutput(messages: Path, key_path: Path, passphrase_file: Path | None, out: Path | None) -> None:
    """Round 3: check the shares you were sent, and make your public key."""
    ceremony, key = _opened(messages, key_path, passphrase_file)
    transcript, place = ceremony.transcript, key.place
    if transcript.step in ("certificate", "polynomial"):
        raise Refused("Not all trustees have sent their shares yet. Download messages.json again later.")
    vinput = transcript.vinput(place.index)
    message = protocol.make_voutput(place, key.seed, transcript.certificates, vinput, secrets.token_bytes)
    _report(ceremony, place.index, "voutput", message.shape(), out)


@command.command()
@MESSAGES
@KEY
@PASSPHRASE
@reporting
def test(messages: Path, key_path: Path, passphrase_file: Path | None) -> None:
    """Does your key file open, and is it the one for this key? Try it any time."""
    ceremony, key = _opened(messages, key_path, passphrase_file)
    number = key.place.index
    if not ceremony.transcript.complete:
        click.echo(f"The file opens and is trustee {number}'s of {ceremony.name}; the key is not made yet.")
        return
    private_key(ceremony, key)
    click.echo(f"The file opens and is trustee {number}'s key of {ceremony.name}; boxes can be opened with it.")


@command.command()
@MESSAGES
@KEY
@PASSPHRASE
@click.argument("boards", type=FILE, nargs=-1, required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("shares"), show_default=True)
@click.option("--minimum", type=click.IntRange(2), default=LEAST_BOX, show_default=True, help="Fewest ballots to open.")
@reporting
def share(
    messages: Path, key_path: Path, passphrase_file: Path | None, boards: tuple[Path, ...], out: Path, minimum: int
) -> None:
    """Check BOARDS whole, and open your part of the sum of each: <uuid>.json, to be handed in."""
    ceremony, key = _opened(messages, key_path, passphrase_file)
    secret = private_key(ceremony, key)
    out.mkdir(parents=True, exist_ok=True)
    for board in boards:
        report, data = open_board(board, ceremony, secret, minimum)
        path = out / f"{report.setup.election.uuid}.json"
        write_file(path, data)
        click.echo(f"{path}: {report.counted} voters, closed by {report.ending[0].event[:16]}")
    click.echo(
        "Before you hand these in, compare voters and closing event of every box with the minutes of the sitting."
    )


def open_board(board: Path, ceremony: Ceremony, secret: int, minimum: int) -> tuple[BoardReport, bytes]:
    """What a box holds and our share of its sum, which is never taken from the server. Raises Refused, BallotError."""
    with board.open("rb") as stream:
        report = verify_board(stream)
    election = report.setup.election
    if report.setup.trustees != (ceremony.transcript.parameters(),):
        raise Refused(f"{board} is sealed for the key of other trustees.")
    if report.head.type not in (EventType.ENCRYPTED_TALLY, EventType.PARTIAL_DECRYPTION):
        raise Refused(f"{board}: its last event is {report.head.type}; only a closed and summed box is opened.")
    if report.counted < minimum:
        raise Refused(f"{board} holds {report.counted} ballots; a box with fewer than {minimum} is never opened.")
    return report, decrypt_share(election, report.tally, secret, secrets.token_bytes).serialised


def read_ceremony(path: Path) -> Ceremony:
    """The ceremony in messages.json. Raises Refused, TrusteeRefused."""
    try:
        guarded = json.loads(path.read_bytes())
        messages = [(each["trustee"], each["kind"], each["text"].encode()) for each in guarded["messages"]]
        name, group, threshold, size = (guarded[key] for key in ("ceremony", "group", "threshold", "size"))
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise Refused(f"{path} is not the file messages.json of a key ceremony ({fault!r}).") from fault
    return Ceremony(name, read_transcript(group, threshold, size, messages))


def seal(key: KeyFile, passphrase: str) -> bytes:
    """The key file as an armored age file (Protocol keyfile §1); takes about a second, on purpose."""
    return age.seal(key.serialised, passphrase, secrets.token_bytes, age.WORK)


def unseal(data: bytes, passphrase: str) -> KeyFile:
    """The key file behind an age file. Raises Malformed, Unreadable."""
    return read_key_file(age.unseal(data, passphrase))


def private_key(ceremony: Ceremony, key: KeyFile) -> int:
    """The trustee's private key, which must fit everything said in the ceremony. Raises Refused, TrusteeRefused."""
    transcript, number = ceremony.transcript, key.place.index
    if not transcript.complete:
        raise Refused("The key is not made yet.")
    sealed = transcript.voutput(number).private_key
    return protocol.open_key(transcript.arithmetic, transcript.parameters(), number, key.seed, sealed)


def _opened(messages: Path, key_path: Path, passphrase_file: Path | None) -> tuple[Ceremony, KeyFile]:
    ceremony = read_ceremony(messages)
    key = unseal(key_path.read_bytes(), _passphrase(passphrase_file))
    key.check_ceremony(ceremony.name, ceremony.place(key.place.index))
    return ceremony, key


def _report(ceremony: Ceremony, number: int, kind: str, shape: dict[str, Any], out: Path | None) -> None:
    """Write a message once it passes the checks that the others will make."""
    text = compact(shape)
    ceremony.transcript.check_next(number, kind, text)
    path = out or Path(f"{kind}-{number}.json")
    write_file(path, json.dumps({"kind": kind, "text": text.decode()}).encode(), FOR_EVERYBODY)
    click.echo(f"{path}: hand it in on the page “Keys”.")


def _compare(digits: str, compared: str | None) -> None:
    if compared is not None:
        if compared.split() != digits.split():
            raise Refused(f"These are other digits than {digits}. Stop the ceremony and tell the office.")
        return
    click.echo(f"Compare these digits aloud with all other trustees:\n\n  {digits}\n")
    if not click.confirm("Do all of you see exactly these?"):
        raise Refused("Then somebody sits in another's place. Stop the ceremony on the page “Keys”; nothing was made.")


def _passphrase(file: Path | None) -> str:
    return _line(file) if file else click.prompt("Passphrase", hide_input=True)


def _new_passphrase(file: Path | None) -> str:
    passphrase = _line(file) if file else click.prompt("New passphrase", hide_input=True, confirmation_prompt=True)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.")
    return passphrase


def _line(file: Path) -> str:
    return file.read_text(encoding="utf-8").removesuffix("\n")
