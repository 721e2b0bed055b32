"""Verify everything that a campaign published, or as much of it as there is. Protocol verify.

Nothing is believed: what follows from something else is computed from it again, and compared. Files come from a
`Source`, processes from a `Pool`; nothing here knows folders, networks or clocks.
Public: Report, Kind, verify_bundle.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from pingyi.rules import rulebook
from pingyi.rules.ballot.errors import BoardBroken
from pingyi.rules.bundle.files import (
    CHECKPOINT,
    DOCUMENTS,
    FOLDERS,
    INDEX,
    KEY,
    NEEDED,
    PLAN,
    PLAN_TEXT,
    README,
    RESTORATIONS,
    TILES,
    board_file,
    is_board,
    is_known,
    is_listed,
    is_part,
    listing,
)
from pingyi.rules.bundle.minutes import NAME, Minutes
from pingyi.rules.journal.errors import JournalError
from pingyi.rules.journal.note import VerifierKey
from pingyi.rules.journal.restoration import follow
from pingyi.rules.journal.tile import bundles, full, tiles
from pingyi.rules.rulebook import FaultyPlan, Rulebook
from pingyi.verify import comparison
from pingyi.verify.board import verify_growth
from pingyi.verify.boards import ALONE, BoardFacts, Pool, verify_boards
from pingyi.verify.chronicle import Chronicle
from pingyi.verify.expected import counts_digest, member
from pingyi.verify.finding import MOST_FAULTS, Check, Fault, Finding, Outcome, Wrong
from pingyi.verify.journal import JournalReport, false_tiles, patient, verify_journal
from pingyi.verify.minutes import PARTIES, again, latest_of, minutes_faults, read_minutes
from pingyi.verify.names import added_by_computers, alike
from pingyi.verify.source import Source, Without, difference, read_file, read_value


class Kind(StrEnum):
    """What was given: everything a campaign publishes, or boards only."""

    BUNDLE = "bundle"
    BOARDS = "boards"


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. `unread`: files that are no part of a bundle, and were not looked at.

    `key`: the journal's verifier key; `key_given` whether it came from the reader, not from the bundle itself.
    """

    kind: Kind
    findings: tuple[Finding, ...]
    boards: tuple[BoardFacts, ...]
    unread: tuple[str, ...]
    key: str | None = None
    key_given: bool = False

    @property
    def outcome(self) -> Outcome:
        """WRONG when anything is; SKIPPED when there was nothing to check."""
        outcomes = {finding.outcome for finding in self.findings}
        if Outcome.WRONG in outcomes:
            return Outcome.WRONG
        return Outcome.HOLDS if Outcome.HOLDS in outcomes else Outcome.SKIPPED

    @property
    def counts_digest(self) -> str | None:
        """The digest of the counts of every opened box (Protocol bundle §7); None when none is open."""
        return counts_digest(self.boards) if any(board.result is not None for board in self.boards) else None


def verify_bundle(
    source: Source,
    *,
    key: str | None = None,
    older: Source | None = None,
    pool: Pool = ALONE,
    progress: Callable[[int], None] = lambda bytes: None,
) -> Report:
    """Every check of Protocol verify §3 that what was given allows.

    `key` is the journal's verifier key as the reader was told it; `older` an earlier copy of some of the same files.
    `progress` is told how many bytes of boards were just done. OSError from the source passes through.
    """
    added = frozenset(name for name in source.names if added_by_computers(name))
    run = _Run(Without(source, added), older and Without(older, filter(added_by_computers, older.names)), added)
    run.read_files()
    run.read_journal(key)
    run.read_plan()
    run.read_minutes()
    run.read_boards(pool, progress)
    for check, faults in comparison.CHECKS.items():
        run.compare(check, faults)
    run.compare_with_older()
    return run.report(key_given=key is not None)


@dataclass
class _Run:
    """One verification under way."""

    source: Source
    older: Source | None
    unread: frozenset[str]
    findings: list[Finding] = field(default_factory=list)
    key: str | None = None
    raw: dict[str, bytes] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    chronicle: Chronicle | None = None
    book: Rulebook | None = None
    minutes: tuple[Minutes, ...] = ()
    boards: tuple[BoardFacts, ...] = ()
    whole: bool = False

    @property
    def kind(self) -> Kind:
        """A bundle as soon as anything of a bundle is there: a file taken away must not go unnoticed."""
        whole = any(name in DOCUMENTS or name.startswith(FOLDERS) for name in self.source.names)
        return Kind.BUNDLE if whole else Kind.BOARDS

    @property
    def _boards(self) -> str:
        """The folder that boards are in."""
        return "boards" if self.kind is Kind.BUNDLE else ""

    def judge(self, check: Check, amount: int, faults: Iterable[Fault]) -> None:
        """File a check's faults."""
        found = iter(faults)
        kept = tuple(islice(found, MOST_FAULTS))
        wrong = len(kept) + sum(1 for _ in found)
        self.findings.append(Finding(check, Outcome.WRONG if wrong else Outcome.HOLDS, amount, wrong, kept))

    def skip(self, check: Check) -> None:
        """Say that a check was not possible."""
        self.findings.append(Finding(check, Outcome.SKIPPED))

    def read_files(self) -> None:
        """Protocol verify §3.1."""
        if self.kind is Kind.BOARDS:
            self.skip(Check.FILES)
            return
        faults = [Fault(name, "the file is missing") for name in (*NEEDED, README) if name not in self.source.names]
        for name in (INDEX, *DOCUMENTS):
            if name in self.source.names:
                try:
                    data = read_file(self.source, name)
                    self.raw[name] = data
                    if name.endswith(".json"):
                        self.values[name] = read_value(name, data)
                except Wrong as wrong:
                    faults.append(wrong.fault)
        strange = sorted(name for name in self.source.names if not is_known(name) and alike(name))
        faults += [Fault(name, "no campaign publishes it, and it could be taken for what one does") for name in strange]
        if INDEX in self.values:
            faults += self._index_faults(self.values[INDEX])
        self.judge(Check.FILES, sum(1 for name in self.source.names if is_part(name)), faults)

    def _index_faults(self, index: Any) -> Iterator[Fault]:
        listed = member(index, "files")
        names = isinstance(listed, list) and all(isinstance(name, str) for name in listed)
        if not names or difference(index, listing(listed)):
            yield Fault(INDEX, "it is not the list of a bundle's files")
            return
        for name in listed:
            if name not in self.source.names:
                yield Fault(name, "index.json lists this file, and it is missing")
            elif not is_known(name):
                yield Fault(name, "index.json lists this file, and no campaign publishes such a file")
        for name in sorted(self.source.names):
            if is_listed(name) and name not in listed:
                yield Fault(name, "index.json does not list this file")

    def read_journal(self, key: str | None) -> None:
        """Protocol verify §3.2."""
        if CHECKPOINT not in self.source.names:
            self.skip(Check.JOURNAL)
            return
        chronicle = Chronicle()
        try:
            first = self._first_key(key)
            trail = follow(first, self._restorations())
            last = trail[-1][1].successor if trail else first
            self.key = str(last)
            note = read_file(self.source, CHECKPOINT)
            report = verify_journal(note, self._journal_file, last, self._older_heads(), chronicle.witness, trail)
        except Wrong as wrong:
            self.judge(Check.JOURNAL, 0, [wrong.fault])
        except (JournalError, UnicodeDecodeError) as fault:
            self.judge(Check.JOURNAL, 0, [Fault(CHECKPOINT, str(fault))])
        else:
            self.chronicle = chronicle
            self.judge(Check.JOURNAL, report.checkpoint.size, self._beside_faults(report))

    def _first_key(self, expected: str | None) -> VerifierKey:
        """The key that the reader was told, the one of the earlier copy, or the journal's own."""
        if expected is None and self.older and KEY in self.older.names:
            expected = read_file(self.older, KEY).decode().removesuffix("\n")
        return VerifierKey.parse(expected or read_file(self.source, KEY).decode().removesuffix("\n"))

    def _restorations(self) -> bytes:
        return read_file(self.source, RESTORATIONS) if RESTORATIONS in self.source.names else b"[]"

    def _beside_faults(self, report: JournalReport) -> Iterator[Fault]:
        """What is wrong beside the entries: the published key, the tiles of hashes."""
        if KEY in self.source.names and read_file(self.source, KEY) != f"{self.key}\n".encode():
            yield Fault(KEY, "it is not the key that you were told")
        size = report.checkpoint.size
        published = {name.removeprefix("journal/") for name in self.source.names if name.startswith(TILES)}
        due = {tile.path: full(tile).path for tile in (*tiles(size), *bundles(size))}
        grown = {whole for path, whole in due.items() if path not in published} & published
        here = {path for path, whole in due.items() if path in published or whole in grown}
        self.unread |= {f"journal/{path}" for path in grown}
        for path in sorted(due.keys() - here):
            yield Fault(f"journal/{path}", "the file is missing")
        for path in false_tiles(self._journal_file, here, size):
            yield Fault(f"journal/{path}", "it does not hold the hashes of the entries")
        for path in sorted(published - due.keys() - grown - report.apart):
            yield Fault(f"journal/{path}", f"no tile of a journal of {size} entries")
        if self._journal_file("checkpoint").count(b"\n\xe2\x80\x94 ") != 1:
            yield Fault(CHECKPOINT, "it bears signatures of somebody whose key is not known here")

    def _journal_file(self, path: str) -> bytes:
        return patient(lambda name: read_file(self.source, f"journal/{name}"), Wrong)(path)

    def _older_heads(self) -> list[bytes]:
        name = CHECKPOINT
        return [read_file(self.older, name)] if self.older and name in self.older.names else []

    def read_plan(self) -> None:
        """Protocol verify §3.3."""
        if not {PLAN, PLAN_TEXT} <= self.raw.keys():
            self.skip(Check.PLAN)
            return
        self.judge(Check.PLAN, 1, self._plan_faults())

    def _plan_faults(self) -> Iterator[Fault]:
        data, text = self.raw[PLAN], self.raw[PLAN_TEXT]
        book = _plan(PLAN, lambda: rulebook.restore(data))
        if isinstance(book, Fault):
            yield book
            return
        if rulebook.canonical(book) != data:
            yield Fault(PLAN, "not the canonical form of the plan in it")
            return
        self.book = book
        expected = _plan(PLAN_TEXT, lambda: rulebook.parse(rulebook.decode(text), year=book.year))
        if isinstance(expected, Fault):
            yield expected
        elif expected != book:
            yield Fault(PLAN_TEXT, "not the plan in plan.json")

    def read_minutes(self) -> None:
        """Protocol verify §3.4."""
        if self.kind is Kind.BOARDS:
            self.skip(Check.MINUTES)
            return
        names = sorted(name for name in self.source.names if NAME.fullmatch(name))
        self.judge(Check.MINUTES, len(names), self._minutes_faults(names))

    def _minutes_faults(self, names: list[str]) -> Iterator[Fault]:
        read: list[Minutes] = []
        for name in names:
            try:
                read.append(read_minutes(name, read_file(self.source, name)))
            except Wrong as wrong:
                yield wrong.fault
            else:
                yield from minutes_faults(read[-1])
        self.minutes = tuple(read)
        for name in again(read):
            yield Fault(name, "this act was signed before; only a reckoning may be")
        for kind in sorted(PARTIES.keys() - latest_of(read).keys()):
            yield Fault(f"minutes/…-{kind}.json", "the file is missing")
        if len({each.campaign for each in read}) > 1:
            yield Fault("minutes/…", "they are of different campaigns")

    def read_boards(self, pool: Pool, progress: Callable[[int], None]) -> None:
        """Protocol verify §3.5."""
        names = sorted(name for name in self.source.names if is_board(name, self._boards))
        if not names:
            if self.kind is Kind.BUNDLE:
                self.judge(Check.BOARDS, 0, [Fault("boards/", "there is no board")])
            else:
                self.skip(Check.BOARDS)
            return
        heads = self.chronicle.heads if self.chronicle else {}
        faults: list[Fault] = []
        found: list[BoardFacts] = []
        for each in verify_boards(self.source, names, heads, pool, progress):
            if isinstance(each, Fault):
                faults.append(each)
            else:
                found.append(each)
        self.boards = tuple(sorted(found, key=lambda board: board.uuid))
        self.whole = not faults
        self.judge(Check.BOARDS, len(names), [*faults, *self._name_faults()])

    def _name_faults(self) -> Iterator[Fault]:
        """Boards that are there twice, or under another box's name."""
        seen: set[str] = set()
        for board in self.boards:
            if board.uuid in seen:
                yield Fault(board.file, f"box {board.uuid} is here twice")
            elif self.kind is Kind.BUNDLE and board.file != board_file(board.uuid):
                yield Fault(board.file, f"this is the board of box {board.uuid}")
            seen.add(board.uuid)

    @property
    def evidence(self) -> comparison.Evidence:
        """What comparisons may rest on."""
        return comparison.Evidence(
            self.values,
            self.raw.get(PLAN_TEXT, b""),
            self.chronicle,
            self.book,
            self.minutes,
            latest_of(self.minutes),
            self.boards,
            self.whole,
        )

    def compare(self, check: Check, agreed: comparison.Comparison) -> None:
        """Protocol verify §3.6 to §3.11 and §3.13: one comparison of files with each other."""
        compared = agreed(self.evidence)
        if compared is None or (self.kind is Kind.BOARDS and check is not Check.KEYS):
            self.skip(check)
        else:
            self.judge(check, compared.amount, compared.faults)

    def compare_with_older(self) -> None:
        """Protocol verify §3.12."""
        if self.older is None:
            self.skip(Check.GROWTH)
            return
        older = {name.rpartition("/")[2]: name for name in self.older.names if name.endswith(".bel")}
        newer = {name.rpartition("/")[2]: name for name in self.source.names if name.endswith(".bel")}
        journals = CHECKPOINT in self.older.names
        if not older and not journals:
            self.skip(Check.GROWTH)
            return
        self.judge(Check.GROWTH, len(older) + journals, self._growth_faults(older, newer))

    def _growth_faults(self, older: dict[str, str], newer: dict[str, str]) -> Iterator[Fault]:
        assert self.older is not None
        for name, file in sorted(older.items()):
            if name not in newer:
                yield Fault(file, "the earlier copy has this board, and now it is missing")
                continue
            with self.older.open(file) as old, self.source.open(newer[name]) as new:
                try:
                    verify_growth(old, new)
                except BoardBroken as broken:
                    yield Fault(newer[name], broken.reason)
        if CHECKPOINT in self.older.names and CHECKPOINT not in self.source.names:
            yield Fault(CHECKPOINT, "the earlier copy has a journal, and now it is missing")

    def report(self, *, key_given: bool) -> Report:
        """All findings, in the order of the checks."""
        order = {check: place for place, check in enumerate(Check)}
        return Report(
            kind=self.kind,
            findings=tuple(sorted(self.findings, key=lambda finding: order[finding.check])),
            boards=self.boards,
            unread=tuple(sorted({*self.unread, *(name for name in self.source.names if not self._is_read(name))})),
            key=self.key,
            key_given=key_given,
        )

    def _is_read(self, name: str) -> bool:
        return is_part(name) if self.kind is Kind.BUNDLE else name == INDEX or is_board(name, self._boards)


def _plan(file: str, read: Callable[[], Rulebook]) -> Rulebook | Fault:
    try:
        return read()
    except FaultyPlan as faulty:
        return Fault(file, faulty.faults[0].sentence("en"))
