"""`pingyi journal`: check a published journal from outside. Needs neither Django nor an account."""

from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

import click

from pingyi.rules.journal.errors import JournalError
from pingyi.rules.journal.note import VerifierKey
from pingyi.verify.journal import JournalReport, Read, verify_journal

SECONDS = 60


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
    """
    read = _reader(source)
    told = key or _kept_key(keep)
    try:
        note = read("checkpoint")
        verifier = VerifierKey.parse(told or read("key").decode().strip())
        report = verify_journal(note, read, verifier, _kept_checkpoints(keep))
    except (JournalError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"NOT IN ORDER: {fault}.") from fault
    except (OSError, HTTPException) as fault:
        raise Unreadable(f"{source} could not be read: {fault}") from fault
    _say(report, verifier, told=told is not None)
    if keep:
        _keep(keep, report.checkpoint.size, note, verifier)


def _reader(source: str) -> Read:
    if not source.startswith(("https://", "http://")):
        return lambda path: (Path(source) / path).read_bytes()

    def fetch(path: str) -> bytes:
        with urlopen(f"{source.rstrip('/')}/{path}", timeout=SECONDS) as answer:  # noqa: S310 - the scheme is checked
            return bytes(answer.read())

    return fetch


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


def _keep(keep: Path, size: int, note: bytes, key: VerifierKey) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    (keep / "key").write_text(f"{key}\n")
    (keep / f"checkpoint-{size}").write_bytes(note)
