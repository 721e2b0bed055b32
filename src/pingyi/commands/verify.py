"""`pingyi verify`: check from outside what a campaign published. Needs neither Django, nor an account, nor, for a path,
a network. Exit code 0: all of it holds; 1: something is wrong; 2: nothing could be checked.
"""

import json
import locale
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from pingyi.commands import keep as keeping
from pingyi.commands import receipt as receipts
from pingyi.commands.published import Unreadable, opened
from pingyi.rules.ballot.kernel import hasten
from pingyi.rules.journal.vocabulary import KINDS
from pingyi.verify import words
from pingyi.verify.board import AHEAD
from pingyi.verify.boards import ALONE, Pool
from pingyi.verify.bundle import Kind, Report, verify_bundle
from pingyi.verify.finding import Finding, Outcome
from pingyi.verify.source import Source

Advance = Callable[[int], None]
Bars = Callable[[str, int | None], Advance]
"""Begins a bar of this label and total; what it answers is told of every step."""

CODES = {Outcome.HOLDS: 0, Outcome.WRONG: 1, Outcome.SKIPPED: 2}
MARKS = {Outcome.HOLDS: "✓", Outcome.WRONG: "✗", Outcome.SKIPPED: "–"}
SHOWN = 5
PER_WORKER = 4
"""Tasks that wait for each process, so that none is idle while another's result is taken."""

FEW = 512 * 2**10
"""Bytes of boards, some twenty ballots, that one process checks before others and the compiled kernel are at hand."""

LEAN = {"distributed.admin.low-level-log-length": 0}
"""Dask keeps the last thousand messages of every stream, ballots and all: memory that grows with the file."""

TROUBLE = (OSError, BrokenExecutor, MemoryError)
"""What keeps us from checking, whatever is in the files."""


def _kinds(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Every kind of journal entry, what its leaf tells a stranger, and what it means. Protocol journal §9."""
    if wanted:
        lang = _language()
        for kind, each in sorted(KINDS.items()):
            click.echo(f"{kind:<28}{each.TIMING.value:<20}{each.WORDS.in_language(lang)}")
        ctx.exit()


@click.command("verify")
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON (docs/protocol/verify.md).")
@click.option("--lang", type=click.Choice(words.LANGUAGES), default=None, help="Language; default: the terminal's.")
@click.option("--since", metavar="OLD", help="An earlier copy: prove that boards and journal only grew since.")
@click.option("--key", metavar="KEY", help="The journal's public key, as you were told it by another way.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep the journal's head and key in this folder, and check against those kept there before.",
)
@click.option(
    "--receipt",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Check this receipt of something you said against the journal, which is checked whole.",
)
@click.option(
    "--kinds",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_kinds,
    help="Print every kind of journal entry, what it tells and what it means.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=os.cpu_count() or 1, show_default=True)
@click.option("--cluster", metavar="tcp://…", help="Check on this Dask scheduler's workers (extra `cluster`).")
def command(
    source: str,
    as_json: bool,
    lang: str | None,
    since: str | None,
    key: str | None,
    keep: Path | None,
    receipt: Path | None,
    workers: int,
    cluster: str | None,
) -> None:
    """Check SOURCE: the folder or zip of a published bundle, a board (.bel), a folder of boards, a journal, an address.

    Everything that follows from something else is computed again. Exit code 0: all of it holds; 1: something is wrong,
    with file, box and ballot; 2: it could not be read, or there is nothing to check. With --keep, every later run also
    proves that nothing written in the journal before was changed, removed or reordered; 3: it was not, but the journal
    went on from a backup since then, and says what was lost.
    """
    try:
        with ExitStack() as stack:
            bars = stack.enter_context(_bars())
            files = stack.enter_context(_source(source, bars))
            if receipt:
                sys.exit(receipts.check(files, receipt, key=key, keep=keep, as_json=as_json))
            if keeping.alone(files):
                if since:
                    raise Unreadable("--since compares bundles and boards; a journal is kept with --keep")
                sys.exit(keeping.check(files, key=key, keep=keep, as_json=as_json))
            older = stack.enter_context(_source(since, bars)) if since else None
            pool = stack.enter_context(_pool(files, workers, cluster))
            known_key, progress = key or keeping.kept_key(keep), bars("✓", _board_bytes(files))
            report = verify_bundle(files, key=known_key, older=older, pool=pool, progress=progress)
            code = _printed(report, as_json, lang or _language())
            if keep and not code:
                code = keeping.check(files, key=key, keep=keep, as_json=False)
    except TROUBLE as trouble:
        click.echo(f"pingyi verify: {trouble or type(trouble).__name__}", err=True)
        sys.exit(CODES[Outcome.SKIPPED])
    sys.exit(code)


def _printed(report: Report, as_json: bool, lang: str) -> int:
    """The report on the screen, and the exit code that follows from it."""
    click.echo(json.dumps(_document(report), ensure_ascii=False, indent=1) if as_json else _screen(report, lang))
    return CODES[report.outcome]


@contextmanager
def _bars() -> Iterator[Bars]:
    """Progress on standard error; drawn by this thread, for a pool forks."""
    if not sys.stderr.isatty():
        yield lambda label, total: lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bars:

        def begin(label: str, total: int | None) -> Advance:
            task = bars.add_task(label, total=total)

            def advance(done: int) -> None:
                bars.advance(task, done)
                bars.refresh()

            return advance

        yield begin


@contextmanager
def _source(given: str, bars: Bars) -> Iterator[Source]:
    """The files at a path or an address. Raises Unreadable, OSError."""
    with ExitStack() as stack:
        path = Path(given)
        if "://" in given:
            from pingyi.commands import download

            path = Path(stack.enter_context(TemporaryDirectory(prefix="pingyi-verify-")))
            download.fetch(given, path, bars("↓", None))
        yield stack.enter_context(opened(path))


def _board_bytes(files: Source) -> int:
    return sum(files.size(name) for name in files.names if name.endswith(".bel"))


@contextmanager
def _pool(files: Source, workers: int, cluster: str | None) -> Iterator[Pool]:
    """Where ballots are checked: on a cluster, on processes of this machine, or here when that is enough."""
    if cluster:
        with _cluster(cluster) as pool:
            yield pool
        return
    many = _board_bytes(files) > FEW
    if many:
        hasten()
    if workers == 1 or not many:
        yield ALONE
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as executor:
        yield Pool(executor, max(AHEAD, PER_WORKER * workers))


@contextmanager
def _cluster(address: str) -> Iterator[Pool]:
    """A Dask scheduler's workers; each needs `pingyi` of the same version. Raises Unreadable, OSError."""
    try:
        import dask
        from distributed import Client, KilledWorker
    except ImportError as missing:
        raise Unreadable("--cluster needs Dask: run `pip install '.[cluster]'` in its source's folder") from missing
    dask.config.set(LEAN)
    try:
        client = Client(address, timeout=15)
    except ValueError as fault:
        raise Unreadable(f"{address} is not the address of a Dask scheduler: {fault}") from fault
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise Unreadable(f"the scheduler {address} has no workers")
        try:
            yield Pool(client.get_executor(pure=False), max(AHEAD, PER_WORKER * threads))
        except (KilledWorker, CancelledError) as death:
            raise Unreadable(f"workers of {address} ended while they checked; start them again, then this") from death


def _language() -> str:
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _screen(report: Report, lang: str) -> str:
    """The report on one screen."""
    ballots = sum(board.ballots for board in report.boards)
    kind = words.TITLES[report.kind].into(lang)
    lines = [words.HEADING.into(lang, kind=kind, boxes=len(report.boards), ballots=ballots), ""]
    for finding in report.findings:
        lines += _finding_lines(finding, lang, signed=report.kind is Kind.BUNDLE)
    if report.counts_digest:
        lines += ["", words.COUNTS_DIGEST.into(lang, digest=report.counts_digest)]
    if report.unread:
        lines.append(words.UNREAD.into(lang, names=_safe(", ".join(report.unread))[:200]))
    lines += ["", words.CANNOT.into(lang), *(f"  · {phrase.into(lang)}" for phrase in words.UNSHOWN[report.kind])]
    if report.key and not report.key_given:
        lines.append(f"  · {words.KEY_FROM_BUNDLE.into(lang)}{_safe(report.key)[:200]}")
    verdict = words.VERDICTS.get((report.kind, report.outcome), words.NOTHING)
    return "\n".join([*lines, "", f"{words.VERDICT.into(lang)}: {verdict.into(lang)}"])


def _finding_lines(finding: Finding, lang: str, *, signed: bool) -> Iterator[str]:
    check = words.CHECKS[finding.check]
    name = check.name.into(lang)
    head = f"{MARKS[finding.outcome]} {name:<4}" if lang == "zh" else f"{MARKS[finding.outcome]} {name:<9}"
    if finding.outcome is not Outcome.WRONG:
        claim = check.claim if finding.outcome is Outcome.HOLDS else check.skipped
        as_signed = words.SIGNED.into(lang) if signed else ""
        yield f"{head}{claim.into(lang, amount=finding.amount, signed=as_signed)}"
        return
    for place, fault in enumerate(finding.faults[:SHOWN]):
        yield f"{head if place == 0 else ' ' * 11}{_safe(f'{words.place_of(fault, lang)}: {fault.reason}')}"
    if finding.wrong > SHOWN:
        yield " " * 11 + words.more_faults(finding.wrong - SHOWN, lang)


def _safe(text: str) -> str:
    """Text from a stranger's files, without what could command a terminal."""
    return "".join(mark if mark.isprintable() else "�" for mark in text)


def _document(report: Report) -> dict[str, Any]:
    """The report for programmes. Protocol verify §8."""
    return {
        "format": 1,
        "kind": report.kind.value,
        "outcome": report.outcome.value,
        "checks": [
            {
                "check": finding.check.value,
                "outcome": finding.outcome.value,
                "amount": finding.amount,
                "wrong": finding.wrong,
                "faults": [{**asdict(fault), "box": fault.box} for fault in finding.faults],
            }
            for finding in report.findings
        ],
        "boards": {
            board.uuid: {
                "file": board.file,
                "ballots": board.ballots,
                "voters": board.voters,
                "head": board.head,
                "result": board.result,
            }
            for board in report.boards
        },
        "counts_digest": report.counts_digest,
        "unread": list(report.unread),
        "journal_key": report.key,
    }
