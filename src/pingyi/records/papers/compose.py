"""From a draft to what the paper says: sections with their figures, the table, the roll-up, the recipients."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pingyi.records.campaign.annexing import annex, feed
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.queries import progress
from pingyi.records.files.queries import attached
from pingyi.records.papers.children import pull
from pingyi.records.papers.errors import NoResultYet, SheetUnsigned
from pingyi.records.papers.models import Paper
from pingyi.records.papers.parties import Parties, Party
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.paper import tables
from pingyi.rules.paper.content import Annex, Content, Section
from pingyi.rules.paper.errors import FigureDisagrees
from pingyi.rules.paper.figures import filled
from pingyi.rules.paper.rollup import RollUp
from pingyi.rules.paper.tables import Row
from pingyi.rules.register import Value
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.papers import Annexing, PaperKind


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper put together as its records stand: whom it is from, to whom it goes, and what its text may name."""

    kind: PaperKind
    sender: Party
    recipients: tuple[Party, ...]
    figures: dict[str, str]
    rollup: RollUp | None
    annexes: tuple[Annex, ...]
    counted: tuple[tuple[str, int], ...]
    title: str
    texts: dict[str, str]
    files: tuple[tuple[str, str], ...]
    problems: tuple[Mapping[str, Value], ...]
    """What a register feeds into its table."""
    rows: tuple[Row, ...]
    """The table, row by row."""

    @property
    def beside(self) -> tuple[Annex, ...]:
        """The tables from the records, without its own."""
        return beside(self.annexes, self.kind)

    def content(self) -> Content:
        """What it says, word for word. Raises UnknownFigure."""
        sections = tuple(
            Section(part.code, part.name.zh, filled(self.texts.get(part.code, ""), self.figures))
            for part in self.kind.parts
        )
        return Content(
            self.kind.code,
            filled(self.title, self.figures),
            self.sender.name.zh,
            tuple(each.name.zh for each in self.recipients if not each.copy),
            tuple(each.name.zh for each in self.recipients if each.copy),
            sections,
            self.annexes,
            self.counted,
            self.rollup.pulled if self.rollup else (),
            self.files,
        )


def composed(paper: Paper, campaign: CurrentCampaign, known: Parties, *, at: datetime) -> Composed:
    """The paper as it stands now. Raises TotalsDisagree."""
    book, kind, sender = campaign.book, campaign.book.paper(paper.kind), known.sender(paper)
    going = chosen(paper, known, kind)
    rollup = pull(paper, campaign)
    problems = tuple(feed(campaign, kind.feeds, sender.unit)) if kind.feeds else ()
    rows = tables.fed(paper.draft.get("rows", []), problems)
    counted = tables.counted(kind.table, rows) if kind.table else {}
    own = (tables.annex(kind.table, TABLE_NAMES[kind.table], rows, book),) if kind.table else ()
    if rollup:
        counted, own = rollup.totals, (rollup.annex("各单位报送情况汇总表"),)
    figures = {name: str(count) for name, count in counted.items()} | (rollup.figures if rollup else {})
    return Composed(
        kind,
        sender,
        tuple(going),
        _named(paper, campaign, sender, going, at) | figures,
        rollup,
        (*own, *(annex(campaign, each, sender.unit) for each in kind.annexes)),
        tuple(counted.items()),
        paper.title,
        paper.draft.get("texts", {}),
        _files(paper),
        problems,
        tuple(rows),
    )


def _named(
    paper: Paper, campaign: CurrentCampaign, sender: Party, going: Sequence[Party], at: datetime
) -> dict[str, str]:
    """What the text of any paper may name, without what its own tables count."""
    day = at.astimezone(campaign.timetable.zone)
    named = {
        "单位": sender.name.zh,
        "主送": "、".join(each.name.zh for each in going if not each.copy),
        "年度": f"{campaign.book.year}年",
        "日期": f"{day.year}年{day.month}月{day.day}日",
        "评议名称": campaign.book.name.zh,
    }
    if campaign.book.paper(paper.kind).published:
        named |= _progress(campaign)
    if paper.duty:
        named["报送期限"] = f"{paper.duty.due_on.month}月{paper.duty.due_on.day}日"
    if paper.answers:
        named |= {"所复文号": paper.answers.spelled, "所复标题": paper.answers.title}
    return named


def ensure_sound(made: Composed, typed: Sequence[Row], book: Rulebook) -> None:
    """Its table says all it must, adds up, and says what the records say; a roll-up leaves nobody out in silence.

    Raises NotExamined, RowIncomplete, SumDisagrees, BelongsInRegister, HasRows, FigureDisagrees, NoResultYet,
    SheetUnsigned, RollUpOpen.
    """
    kind = made.kind
    if kind.feeds:
        tables.ensure_fed(typed, made.problems, book.register(kind.feeds).name, book)
    if kind.table:
        tables.ensure_complete(kind.table, made.rows, book)
    counted = dict(made.counted)
    for asked, table in zip(kind.annexes, made.beside, strict=True):
        if asked.figure and counted.get(asked.figure) != len(table.rows):
            given, rows = str(counted.get(asked.figure, 0)), str(len(table.rows))
            raise FigureDisagrees(figure=asked.figure, given=given, register=table.name, rows=rows)
        if not table.rows and asked.of in LACKING:
            raise LACKING[asked.of]
    if made.rollup:
        made.rollup.ensure_complete()


def bound(content: Content, kind: PaperKind) -> tuple[Annex, ...]:
    """The tables that must be as they were laid: its own where a register feeds it, and those of which it counts."""
    return (
        *(content.annexes[:1] if kind.feeds else ()),
        *(table for asked, table in zip(kind.annexes, beside(content.annexes, kind), strict=True) if asked.figure),
    )


def beside(annexes: tuple[Annex, ...], kind: PaperKind) -> tuple[Annex, ...]:
    """Of the tables of a paper, those that come from the records: the last ones."""
    return annexes[len(annexes) - len(kind.annexes) :]


def _progress(campaign: CurrentCampaign) -> dict[str, str]:
    """How far the campaign has come, by its duties: one query."""
    phases = progress(campaign)
    now = next((each for each in phases if each.open), phases[-1])
    return {
        "当前阶段": now.name.zh,
        "本阶段任务数": str(now.all),
        "本阶段办结数": str(now.done),
        "任务总数": str(sum(each.all for each in phases)),
        "办结总数": str(sum(each.done for each in phases)),
    }


def _files(paper: Paper) -> tuple[tuple[str, str], ...]:
    """What is attached to it now."""
    about = Subject.of(PAPER, paper.pk)
    found = attached([about]).get(about, ())
    return tuple((file.newest.name, file.newest.sha256) for file in found if file.withdrawn is None)


def chosen(paper: Paper, known: Parties, kind: PaperKind) -> list[Party]:
    """To whom it goes: a reply to the sender of what it answers; else those ticked, or all when nobody was unticked."""
    if paper.answers is not None:
        return [known.sender(paper.answers)]
    everybody = known.recipients(kind)
    ticked = paper.draft.get("to")
    return everybody if ticked is None else [each for each in everybody if each.key in ticked]


LACKING = {Annexing.RESULT: NoResultYet, Annexing.SCORES: SheetUnsigned}
"""Tables that say nothing while they are empty."""
TABLE_NAMES = {"self_exam": "自查自纠情况表", "rectification": "整改落实情况表"}
