"""`pingyi journal`: check a published journal from outside. Needs neither Django nor an account."""

from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import click

from pingyi.commands.kept import FOR_EVERYBODY, write
from pingyi.rules.journal.checkpoint import Checkpoint
from pingyi.rules.journal.errors import BadSignature, JournalError
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.restoration import PATH as RESTORED
from pingyi.rules.journal.restoration import follow
from pingyi.verify.journal import JournalReport, Read, Trail, patient, verify_journal

SECONDS = 60
NOT_FOUND = HTTPStatus.NOT_FOUND
RESTORED_SINCE = 3
"""Exit code: all holds, but for a gap that the journal tells itself and that FOLDER did not know of."""


class Unreadable(click.ClickException):
    """Nothing could be checked (exit code 2), which is not the same as something being wrong (exit code 1)."""

    exit_code = 2


@click.command()
@click.argument("source")
@click.option("--key", metavar="KEY", help="The journal's public key, as you were told it by another way than SOURCE.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep checkpoint and key in this folder, and check against those kept there before.",
)
def command(source: str, key: str | None, keep: Path | None) -> None:
    """Check the journal at SOURCE: an address such as https://example.org/journal, or a folder.

    Every entry is read and hashed; the outcome must be what was signed. With --keep, every later run also proves that
    nothing written before was changed, removed or reordered.
    Exit code 3: it does, but the journal went on from a backup since then, and says what was lost.
    """
    read = _reader(source)
    announced = _kept_key(keep) or key
    try:
        note = read("checkpoint")
        first = VerifierKey.parse(announced or read("key").decode().strip())
        trail = follow(first, _restorations(read))
        last = trail[-1][1].successor if trail else first
        _ensure_told(key, (first, *(each.successor for _, each in trail)))
        report = verify_journal(note, read, last, _kept_checkpoints(keep), trail=trail)
    except (JournalError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"NOT IN ORDER: {fault}.") from fault
    except (OSError, HTTPException) as fault:
        raise Unreadable(f"{source} could not be read: {fault}") from fault
    _say(report, last, told=announced is not None)
    news = _say_restored(report, trail, keep)
    if keep:
        _keep(keep, report.checkpoint, note, first)
    if news:
        raise SystemExit(RESTORED_SINCE)


def _ensure_told(key: str | None, keys: tuple[VerifierKey, ...]) -> None:
    if key and VerifierKey.parse(key) not in keys:
        raise BadSignature("the key you name is not that of this journal, and not that of the one you kept")


def _restorations(read: Read) -> bytes:
    """What the journal says of having gone on from a backup; most never did, and say nothing."""
    try:
        return read(RESTORED)
    except FileNotFoundError:
        return b"[]"
    except HTTPError as answer:
        if answer.code != NOT_FOUND:
            raise
        return b"[]"


def _say_restored(report: JournalReport, trail: Trail, keep: Path | None) -> bool:
    """Tell the gaps; True when the reader of FOLDER is told of the last one for the first time."""
    for former, told in trail:
        click.echo(
            f"  RESTORED FROM A BACKUP: of {told.lost.size} entries signed as {former.name}, the first "
            f"{told.kept.size} are here and the rest was lost. It goes on as {told.successor.name}."
        )
    for size in report.lost:
        click.echo(f"  of the {size} entries you kept a signature of, those after the backup were lost, as it says")
    known = [Checkpoint.parse(_text(note)).origin for note in _kept_checkpoints(keep)]
    return bool(trail and known and report.checkpoint.origin not in known)


def _text(note: bytes) -> str:
    return note.decode().rpartition("\n\n")[0] + "\n"


def _reader(source: str) -> Read:
    if not source.startswith(("https://", "http://")):
        return patient(lambda path: (Path(source) / path).read_bytes(), FileNotFoundError)

    def fetch(path: str) -> bytes:
        with urlopen(f"{source.rstrip('/')}/{path}", timeout=SECONDS) as answer:  # noqa: S310 - the scheme is checked
            return bytes(answer.read())

    return patient(fetch, HTTPError)


def _say(report: JournalReport, key: VerifierKey, *, told: bool) -> None:
    size = report.checkpoint.size
    click.echo(f"IN ORDER: {size} entries of {report.checkpoint.origin}, root {report.checkpoint.root.hex()}")
    if report.first and report.last:
        click.echo(f"  from {report.first.isoformat()} to {report.last.isoformat()}")
    for kind, count in sorted(report.kinds.items()):
        click.echo(f"  {count:>8}  {kind}")
    click.echo(f"  {report.withheld} entries withhold a private part; its digest cannot be checked from outside")
    for kept in report.continued:
        click.echo(f"  continues the {kept} entries you kept")
    click.echo(f"  signed by {key}")
    if not told:
        click.echo("  That key came from the source itself: compare it with the one that was announced.", err=True)


def _kept_key(keep: Path | None) -> str | None:
    path = keep / "key" if keep else None
    return path.read_text().strip() if path and path.exists() else None


def _kept_checkpoints(keep: Path | None) -> list[bytes]:
    return [path.read_bytes() for path in sorted(keep.glob("checkpoint-*"))] if keep else []


def _keep(keep: Path, head: Checkpoint, note: bytes, first: VerifierKey) -> None:
    """The first key stays: whoever follows it is told of every gap. A name of its own for each name of the journal."""
    keep.mkdir(parents=True, exist_ok=True)
    write(keep / "key", f"{first}\n".encode(), FOR_EVERYBODY)
    since = "" if head.origin == first.name else f"{head.origin.rpartition('/')[2]}-"
    write(keep / f"checkpoint-{since}{head.size}", note, FOR_EVERYBODY)
