"""`pingyi verify --keep`: a journal read from its first entry to its last, also against the heads kept from before."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from pingyi.commands.published import Unreadable
from pingyi.kept import FOR_EVERYBODY, write
from pingyi.rules.bundle.files import DOCUMENTS, FOLDERS
from pingyi.rules.journal.checkpoint import Checkpoint
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.errors import JournalError, NoteUnsigned
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.restoration import PATH as RESTORED
from pingyi.rules.journal.restoration import follow
from pingyi.rules.journal.vocabulary import KINDS
from pingyi.verify.draws import Draws
from pingyi.verify.finding import Outcome, Wrong
from pingyi.verify.journal import JournalReport, Read, Trail, patient, verify_journal
from pingyi.verify.source import Source, read_file

CHECKPOINT = "checkpoint"
WITHIN = "journal/"
"""Where the journal of a bundle is."""

RESTORED_SINCE = 3
"""Exit code: all holds, but for a gap that the journal tells itself and that FOLDER did not know of."""


def alone(files: Source) -> bool:
    """Whether this is a journal and nothing else: one more file cannot turn a bundle into it."""
    more = any(name in DOCUMENTS or name.startswith(FOLDERS) or name.endswith(".bel") for name in files.names)
    return CHECKPOINT in files.names and not more


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal that holds: its head as it was signed, every key it was signed with, what was found in it.

    `announced`: whether its key came from the reader and not from the source itself.
    """

    note: bytes
    first: VerifierKey
    trail: Trail
    report: JournalReport
    announced: bool

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """Every key it was signed with, the first one first."""
        return (self.first, *(each.successor for _, each in self.trail))

    @property
    def last(self) -> VerifierKey:
        """The key that signs it now."""
        return self.keys[-1]


def read_journal(
    files: Source, *, key: str | None, keep: Path | None, witness: Callable[[Entry], None] = lambda entry: None
) -> Journal:
    """Check a journal from its first entry to its last. Raises ClickException when it does not hold, Unreadable."""
    place = "" if alone(files) else WITHIN
    if place + CHECKPOINT not in files.names:
        raise Unreadable("there is no journal here: give the address of the site's journal, or its folder")
    read = _reader(files, place)
    announced = kept_key(keep) or key
    try:
        note = read(CHECKPOINT)
        first = VerifierKey.parse(announced or read("key").decode().strip())
        trail = follow(first, read(RESTORED) if place + RESTORED in files.names else b"[]")
        _ensure_announced(key, (first, *(each.successor for _, each in trail)))
        last = trail[-1][1].successor if trail else first
        report = verify_journal(note, read, last, _kept_checkpoints(keep), witness, trail)
    except (JournalError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"不符，请保留文件夹并立即报告。 NOT IN ORDER: {fault}.") from fault
    except Wrong as missing:
        raise Unreadable(f"{missing.fault.file} could not be read: {missing.fault.reason}") from missing
    return Journal(note, first, trail, report, announced=announced is not None)


def check(files: Source, *, key: str | None, keep: Path | None, as_json: bool) -> int:
    """Check a journal, with every draw of people in it, and keep its head; answers the exit code.

    Raises ClickException, Unreadable.
    """
    draws = Draws()
    journal = read_journal(files, key=key, keep=keep, witness=draws.witness)
    if draws.faults:
        fault = draws.faults[0]
        raise click.ClickException(f"不符，请保留文件夹并立即报告。 NOT IN ORDER: {fault.file}: {fault.reason}.")
    report, trail = journal.report, journal.trail
    news = bool(trail) and _unheard(report, keep)
    if as_json:
        click.echo(json.dumps(_document(report, journal.last, draws.pools), ensure_ascii=False, indent=1))
    else:
        _report(report, journal.last, trail, announced_key=journal.announced)
        if draws.pools:
            click.echo(f"  重算了 {draws.pools} 个候选人库：抽中和递补的人选都由随机数得出。")
            click.echo(f"  {draws.pools} pools of people repeated: their seeds bring who was drawn and who stepped in")
    if keep:
        _keep(keep, report.checkpoint, journal.note, journal.first)
    return RESTORED_SINCE if news else 0


def _reader(files: Source, place: str) -> Read:
    return patient(lambda path: read_file(files, place + path), Wrong)


def _ensure_announced(key: str | None, keys: tuple[VerifierKey, ...]) -> None:
    if key and VerifierKey.parse(key) not in keys:
        raise NoteUnsigned("the key you name is not that of this journal, and not that of the one you kept")


def _unheard(report: JournalReport, keep: Path | None) -> bool:
    """Whether the reader of FOLDER is told of the last gap for the first time."""
    known = [Checkpoint.parse(_text(note)).origin for note in _kept_checkpoints(keep)]
    return bool(known) and report.checkpoint.origin not in known


def _text(note: bytes) -> str:
    return note.decode().rpartition("\n\n")[0] + "\n"


def _report(report: JournalReport, key: VerifierKey, trail: Trail, *, announced_key: bool) -> None:
    size = report.checkpoint.size
    click.echo(f"相符：共 {size} 条记录，与签署的一致。")
    click.echo(f"IN ORDER: {size} entries of {report.checkpoint.origin}, root {report.checkpoint.root.hex()}")
    if report.first and report.last:
        click.echo(f"  {report.first.isoformat()} – {report.last.isoformat()}")
    for kind, count in sorted(report.kinds.items()):
        known = KINDS.get(kind)
        words = f"{known.WORDS.zh} {known.WORDS.en}" if known else "本版本不认识 this version cannot say what that is"
        click.echo(f"  {count:>8}  {kind}: {words}")
    click.echo(f"  {report.withheld} 条含不公开的部分，其摘要无法从外部核对。")
    click.echo(f"  {report.withheld} entries withhold a private part; its digest cannot be checked from outside")
    for kept in report.continued:
        click.echo(f"  接续您保存的 {kept} 条记录，未被改动。")
        click.echo(f"  continues the {kept} entries you kept")
    click.echo(f"  签名公钥 signed by {key}")
    if not announced_key:
        click.echo("  公钥取自该来源本身，请与公布的公钥比对。", err=True)
        click.echo("  That key came from the source itself: compare it with the one that was announced.", err=True)
    for former, restored in trail:
        click.echo(
            f"  从备份恢复：以 {former.name} 之名签署的 {restored.lost.size} 条记录中，前 {restored.kept.size} 条仍在，"
            f"其余已丢失；日志改以 {restored.successor.name} 之名继续。"
        )
        click.echo(
            f"  RESTORED FROM A BACKUP: of {restored.lost.size} entries signed as {former.name}, the first "
            f"{restored.kept.size} are here and the rest was lost. It goes on as {restored.successor.name}."
        )
    for lost in report.lost:
        click.echo(f"  您保存过签名的 {lost} 条记录中，备份之后的部分已如上所述丢失。")
        click.echo(f"  of the {lost} entries you kept a signature of, those after the backup were lost, as it says")


def _document(report: JournalReport, key: VerifierKey, pools: int) -> dict[str, Any]:
    """The report of a journal alone, for programmes. Protocol verify §8."""
    return {
        "format": 1,
        "kind": "journal",
        "outcome": Outcome.HOLDS.value,
        "entries": report.checkpoint.size,
        "root": report.checkpoint.root.hex(),
        "continued": list(report.continued),
        "lost": list(report.lost),
        "draws": pools,
        "journal_key": str(key),
    }


def kept_key(keep: Path | None) -> str | None:
    """The journal's key as it was kept the first time."""
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
