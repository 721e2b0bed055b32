"""The ledger that a unit took away, edited, and brings again: what differs is shown and confirmed, or refused by name.

Only the analysis and the plan are read; what an item says besides, others write, and nothing here closes one.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from pingyi.desks.ledger.listing import heads
from pingyi.records.ledger import queries
from pingyi.records.ledger.actions.bringing import Written, bring
from pingyi.records.ledger.queries import ItemLine
from pingyi.rules.ledger import Analysis, Cause, Pace, Plan, read_milestones
from pingyi.rules.ledger.errors import BadMilestone
from pingyi.rules.ledger.item import write_milestones
from pingyi.rules.lifecycle import ITEM
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.writing import tidy
from pingyi.ui.door.forms import REASON
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.column import Column
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.intake import Intake, Preview, Rows, receive
from pingyi.ui.tables.lists import Head
from pingyi.ui.tables.table import write_csv, write_xlsx
from pingyi.ui.words.ledger import CAUSES, PACES
from pingyi.ui.words.phrases import listed

Term = TypeVar("Term", Cause, Pace)
ANALYSIS = frozenset({"analysis", "cause"})
TEXTS = ("measures", "building", "target", "leader", "department", "person", "partners", "deferral", "next_step")
DAYS = ("start", "due")
PLAN = frozenset({"pace", *TEXTS, *DAYS, "milestones"})
OWN = ("analysis", "cause", "pace", *TEXTS, *DAYS, "milestones")
"""The columns that the unit writes."""
KEYS = ("number", "taken")
"""Which item a row is, and how it was when it was taken away."""


@serves(Power.LEDGER_WRITE, "GET", "HEAD", "POST")
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Choose the file, look at what differs, confirm it."""
    return receive(request, _intake(request))


@serves(Power.LEDGER_WRITE)
@in_campaign
def table(request: CampaignRequest, kind: str) -> HttpResponse:
    """The unit's ledger as it is."""
    columns, lines = heads(request.campaign.book), _own(request).values()
    titles, rows = [str(head.title) for head in columns], [[head.cell(line) for head in columns] for line in lines]
    if kind == "xlsx":
        return xlsx_file("ledger", write_xlsx(titles, rows))
    headers = {"Content-Disposition": 'attachment; filename="ledger.csv"'}
    return HttpResponse(write_csv(titles, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _own(request: CampaignRequest) -> dict[int, ItemLine]:
    today = request.campaign.day_of(request.at)
    every = queries.lines(request.actor, request.campaign, today=today)
    return {line.number: line for line in every if line.unit == request.actor.appraised_unit}


def _intake(request: CampaignRequest) -> Intake:
    known = _own(request)
    every = {head.key: head for head in heads(request.campaign.book)}

    def across(row: dict[str, Any]) -> tuple[str, str] | None:
        return _refused(row, known, every)

    def enter(_request: Request, rows: Rows) -> None:
        found = [(row, known[row["number"]], _differences(row, known, every)) for row in rows]
        written = [_written(row, item, differing) for row, item, differing in found if differing]
        if not written:
            raise ValidationError(_("Nothing in this file differs from the ledger."))
        try:
            bring(written, campaign=request.campaign, actor=request.actor, at=request.at)
        except Refusal as refusal:
            raise ValidationError(sentence(refusal)) from refusal

    def changes(rows: Rows) -> Preview:
        lines = [
            [row["number"], str(every[key].title), before or "—", after]
            for row in rows
            for key, (before, after) in _differences(row, known, every).items()
        ]
        return [str(every["number"].title), _("Column of the ledger"), _("As it stands"), _("As it will stand")], lines

    return Intake(
        "ledger-bring",
        gettext_lazy("Bring the edited ledger"),
        "ledger",
        lambda: [_column(head) for head in every.values()],
        enter,
        across,
        by_hand=False,
        summary=lambda rows: [
            _("Only analysis and plan are read. An empty cell changes nothing, and no item is closed by this file.")
        ],
        changes=changes,
        filled=True,
    )


def _column(head: Head[ItemLine]) -> Column:
    zh, en = _title(head.title, "zh-hans"), _title(head.title, "en")
    if head.key in KEYS:
        return Column(head.key, zh, en, required=True, unique=head.key == "number", read=_whole, most=9)
    most = REASON if head.key in {*TEXTS, "analysis", "milestones"} else 200
    read = READERS.get(head.key, str)
    return Column(head.key, zh, en, most=most, read=read, lines=True, days=head.key in DAYS, kept=head.key in OWN)


def _title(title: str | Promise, language: str) -> str:
    with override(language):
        return str(title)


def _refused(
    row: dict[str, Any], known: Mapping[int, ItemLine], every: Mapping[str, Head[ItemLine]]
) -> tuple[str, str] | None:
    """Why a row is not taken, by the column at fault; a row that changes nothing is no fault."""
    item = known.get(row["number"])
    if item is None:
        return "number", _("Your unit has no item of this number.")
    differing = _differences(row, known, every)
    if not differing:
        return None
    if row["taken"] != item.taken:
        return "taken", _("Somebody took a step on this item since. Take the table away anew and write it there.")
    verbs = {each.verb for each in ITEM.possible(item.state)}
    analyses, plans = differing.keys() & ANALYSIS, differing.keys() & PLAN
    if analyses and "analyse" not in verbs:
        return "analysis", _("The analysis of this item stands: it is planned already.")
    if plans and not (analyses or "plan" in verbs):
        return "pace", _("Analyse this item first; or, where its plan is approved, ask for a change on its page.")
    if analyses and not (row["cause"] or item.cause):
        return "cause", _("Choose the kind of root cause.")
    if plans and not (row["pace"] or item.plan):
        return "pace", _("Choose how soon it is rectified.")
    return None


def _differences(
    row: Mapping[str, Any], known: Mapping[int, ItemLine], every: Mapping[str, Head[ItemLine]]
) -> dict[str, tuple[str, str]]:
    """Column by column, as it stands and as the file has it; an empty cell is none."""
    item = known[row["number"]]
    stands = {key: tidy(str(every[key].cell(item) or "")) for key in OWN}
    return {key: (stands[key], row[key]) for key in OWN if row[key] and row[key] != stands[key]}


def _written(row: Mapping[str, Any], item: ItemLine, differing: Collection[str]) -> Written:
    """The steps that a row amounts to; what it leaves empty is as it stands."""
    analysis = plan = None
    if not ANALYSIS.isdisjoint(differing):
        analysis = Analysis(analysis=row["analysis"] or item.analysis, cause=_named(row["cause"], CAUSES, item.cause))
    if not PLAN.isdisjoint(differing):
        stands = item.plan or Plan(pace=Pace.TIMED)
        plan = Plan(
            pace=_named(row["pace"], PACES, stands.pace),
            milestones=read_milestones(row["milestones"]) if row["milestones"] else stands.milestones,
            start=date.fromisoformat(row["start"]) if row["start"] else stands.start,
            due=date.fromisoformat(row["due"]) if row["due"] else stands.due,
            **{key: row[key] or getattr(stands, key) for key in TEXTS},
        )
    return Written(item.number, row["taken"], analysis, plan)


def _named(words: str, names: Mapping[Term, Promise], stands: Term | None) -> Term:
    """The term that is called so, or that stands."""
    return next((term for term, name in names.items() if str(name) == words), stands or next(iter(names)))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(_("A whole number, as in the file that was taken away."))
    return int(text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise ValueError(_("A day such as 2026-08-20.")) from None


def _milestones(text: str) -> str:
    try:
        return write_milestones(read_milestones(text))
    except BadMilestone as bad:
        raise ValueError(sentence(bad)) from None


def _one_of(names: Mapping[Term, Promise]) -> Callable[[str], str]:
    def read(text: str) -> str:
        offered = [str(name) for name in names.values()]
        if text and text not in offered:
            raise ValueError(_("One of these: %(names)s.") % {"names": listed(offered)})
        return text

    return read


READERS: Mapping[str, Callable[[str], Any]] = {
    "cause": _one_of(CAUSES),
    "pace": _one_of(PACES),
    "milestones": _milestones,
    **dict.fromkeys(DAYS, _day),
}
