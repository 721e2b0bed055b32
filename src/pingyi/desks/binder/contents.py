"""What stands in a binder of evidence, indicator by indicator: what the unit says of it, rows, papers, files."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pingyi.printing.body import plain
from pingyi.records.campaign.annexing import annex
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.queries import Attached, attached
from pingyi.records.files.reading import together
from pingyi.records.papers.queries import SentPaper, newest_sent, sent_by
from pingyi.records.registers.queries import EvidenceRow, evidence_rows
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.journal.vocabulary.registers import ROW
from pingyi.rules.paper.content import Annex
from pingyi.rules.register.display import Names, value_text
from pingyi.rules.rulebook.inspection import Block, Indicator
from pingyi.rules.rulebook.papers import Annexed
from pingyi.rules.rulebook.registers import ENTERED, Register, Sight
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.days import dated

Member = tuple[str, Iterable[bytes]]
"""A file of a zip: its name, its bytes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A register: how many rows of it the unit has, and their files."""

    register: Register
    rows: int
    files: tuple[Attached, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One indicator: what the unit says of it (column and words), registers, papers, files of its own."""

    indicator: Indicator
    own: tuple[tuple[tuple[str, str], ...], ...]
    files: tuple[Attached, ...]
    registers: tuple[Evidence, ...]
    papers: tuple[SentPaper, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show for it."""
        return not (self.own or self.files or self.papers or any(each.rows for each in self.registers))


def chapters(unit: str, campaign: CurrentCampaign) -> list[tuple[Block, list[Chapter]]]:
    """The whole binder in the order of the index: three queries, however much there is."""
    book, scheme = campaign.book, campaign.book.inspection
    indicators = [each for block in scheme.blocks for each in block.indicators]
    checklist = [scheme.checklist] if scheme.checklist else []
    named = {code for each in indicators for code in each.registers}
    rows: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in evidence_rows({*named, *checklist}, unit, campaign=campaign):
        rows[row.register].append(row)
    papers: dict[str, list[SentPaper]] = defaultdict(list)
    for paper in sent_by(unit, {code for each in indicators for code in each.papers}, campaign):
        papers[paper.kind].append(paper)
    files = attached(Subject.of(ROW, row.pk) for own in rows.values() for row in own)

    def chapter(indicator: Indicator) -> Chapter:
        own = [row for row in rows[checklist[0]] if _about(row, campaign) == indicator.code] if checklist else []
        return Chapter(
            indicator,
            tuple(_written(row, campaign) for row in own),
            _files(own, files),
            tuple(
                Evidence(book.register(code), len(rows[code]), _files(rows[code], files))
                for code in indicator.registers
            ),
            tuple(paper for code in indicator.papers for paper in papers[code]),
        )

    return [(block, [chapter(each) for each in block.indicators]) for block in scheme.blocks]


def members(unit: str, campaign: CurrentCampaign, parts: list[tuple[Block, list[Chapter]]]) -> Iterator[Member]:
    """Everything as files of a zip, a folder for each indicator; rows and papers that serve two stand in both.

    `SHA256SUMS` says of every table and paper what it must be.
    """
    tables: dict[str, Annex] = {}
    texts = newest_sent({paper.pk for _, own in parts for chapter in own for paper in chapter.papers})
    carried = attached(Subject.of(PAPER, pk) for pk in texts)
    sums: list[str] = []

    def kept(name: str, data: bytes) -> Member:
        sums.append(f"{sha256_hex(data)}  {name}")
        return name, [data]

    for place, (block, own) in enumerate(parts, start=1):
        for number, chapter in enumerate(own, start=1):
            folder = f"{place} {block.name.zh}/{place}.{number} {chapter.indicator.name.zh}/"
            yield kept(f"{folder}自评.txt", _words(chapter).encode())
            yield from together(chapter.files, f"{folder}自评附件/")
            for each in chapter.registers:
                code = each.register.code
                table = tables.setdefault(code, annex(campaign, Annexed(register=code), unit))
                rows = [list(row) for row in (*table.rows, table.total)]
                yield kept(f"{folder}{table.name}.xlsx", write_xlsx(list(table.columns), rows))
                yield from together(each.files, f"{folder}{table.name}附件/")
            for paper in chapter.papers:
                name = folder + f"{paper.number} {paper.title}".replace("/", "／")
                day = dated(campaign.day_of(paper.sent_at))
                yield kept(f"{name}.txt", plain(texts[paper.pk], paper.number, day).encode())
                yield kept(f"{name}.json", texts[paper.pk].data)
                yield from together(carried.get(Subject.of(PAPER, paper.pk), ()), f"{name}附件/")
    yield "SHA256SUMS", ["\n".join(sums).encode()]


def _about(row: EvidenceRow, campaign: CurrentCampaign) -> object:
    register = campaign.book.register(row.register)
    return next(row.values.get(each.code) for each in register.columns if each.vocabulary == "indicators")


def _written(row: EvidenceRow, campaign: CurrentCampaign) -> tuple[tuple[str, str], ...]:
    register, book = campaign.book.register(row.register), campaign.book
    return tuple(
        (each.name.zh, value_text(each, row.values.get(each.code), book=book, names=Names()))
        for each in register.columns
        if each.kind in ENTERED and each.sight is not Sight.PRIVATE and each.vocabulary != "indicators"
    )


def _files(rows: Iterable[EvidenceRow], files: Mapping[Subject, tuple[Attached, ...]]) -> tuple[Attached, ...]:
    found = (file for row in rows for file in files.get(Subject.of(ROW, row.pk), ()))
    return tuple(file for file in found if file.withdrawn is None)


def _words(chapter: Chapter) -> str:
    indicator = chapter.indicator
    lines = [f"{indicator.name.zh}（{indicator.points}分）", f"应备材料：{indicator.evidence.zh}"]
    lines += [f"{name}：{text}" for row in chapter.own for name, text in row if text]
    lines += [f"{each.register.name.zh}：{each.rows}行，附件{len(each.files)}个" for each in chapter.registers]
    lines += [f"{paper.number} {paper.title}" for paper in chapter.papers]
    return "\n".join(lines if not chapter.is_empty else [*lines, "尚无材料"]) + "\n"
