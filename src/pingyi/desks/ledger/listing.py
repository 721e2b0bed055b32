"""The ledger as a table, a board or a calendar; what is searched, sorted, taken away as .xlsx and printed."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies.rectifying import NOUN
from pingyi.desks.ledger.forms import BOARD, CALENDAR, COPIED, DRAWN, LATE, PROMINENT, LedgerForm
from pingyi.records.ledger import queries
from pingyi.records.ledger.actions.adding import PRIORITIES
from pingyi.records.ledger.queries import ItemLine
from pingyi.rules.journal.vocabulary.ledger import STEPS
from pingyi.rules.ledger import Plan
from pingyi.rules.ledger.item import write_milestones
from pingyi.rules.ledger.work import progress
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.mandate import Power, may, reach
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.forms import offer
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Cell, Head, list_of
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.ledger import CAUSES, FINDINGS, ORIGINS, PACES, PROGRESS, STATES
from pingyi.ui.words.phrases import listed, translated

MARKED: dict[str, Callable[[ItemLine], bool]] = {
    LATE: lambda line: line.late > 0,
    PROMINENT: lambda line: line.prominent,
    COPIED: lambda line: line.copied,
    DRAWN: lambda line: line.drawn,
}


@serves(Power.LEDGER_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """What of the ledger this person may read and asks for; a fixed number of queries."""
    today = request.campaign.day_of(request.at)
    every = queries.lines(request.actor, request.campaign, today=today)
    reached = reach(request.actor, Power.LEDGER_READ)
    units = [unit for unit in request.campaign.book.units if reached is None or unit.code in reached]
    form = LedgerForm.in_address(request)
    offer(form, "unit", [("", _("all")), *((unit.code, translated(unit.name)) for unit in units)])
    asked = form.cleaned()
    rows = [line for line in every if _wanted(line, asked)]
    found = list_of(request, rows, heads(request.campaign.book), LedgerForm)
    offer(found.form, "unit", [("", _("all")), *((unit.code, translated(unit.name)) for unit in units)])
    return found.answer(
        request,
        "ledger/list.html",
        "ledger",
        page=paged(request, [_shown(line, request.campaign.book) for line in found.rows], PEOPLE),
        view=asked["view"],
        board=list(_board(found.rows, request.campaign.book)) if asked["view"] == BOARD else [],
        months=list(_months(found.rows, request.campaign.book)) if asked["view"] == CALENDAR else [],
        empty=not every,
        checks=may(request.actor, Power.LEDGER_VERIFY, phase=request.phase),
        brings=request.actor.appraised_unit is not None and may(request.actor, Power.LEDGER_WRITE, phase=request.phase),
        adds=may(request.actor, Power.LEDGER_ADD, phase=request.phase),
    )


def heads(book: Rulebook) -> list[Head[ItemLine]]:
    """The columns of the ledger as it is customary."""
    return [
        Head("number", _("No."), lambda line: line.number),
        Head("unit", _("Unit"), lambda line: translated(book.unit(line.unit).name)),
        Head("origin", _("Where it comes from"), lambda line: str(ORIGINS[line.origin])),
        Head("content", _("Content"), lambda line: _content(line, book)),
        Head("priority", _("Priority"), lambda line: _term(line.priority, book)),
        Head("phase", _("Found in"), lambda line: translated(book.phase(line.phase).name)),
        Head("sources", _("Comes from"), lambda line: _references(line)),
        Head("prominent", _("Strongly felt by the public"), lambda line: str(_("yes")) if line.prominent else ""),
        Head("raisers", _("How many people raised it"), lambda line: line.raisers or None),
        Head("verbatim", _("What was said, word for word"), lambda line: line.verbatim),
        Head("problem", _("What the problem is"), lambda line: line.problem),
        Head("analysis", _("Why it is so"), lambda line: line.analysis),
        Head("cause", _("Kind of root cause"), lambda line: str(CAUSES[line.cause]) if line.cause else ""),
        Head("pace", _("How soon"), lambda line: str(PACES[line.plan.pace]) if line.plan else ""),
        Head("measures", _("Measures against it"), _of_plan(lambda plan: plan.measures)),
        Head("building", _("Rules that keep it from coming back"), _of_plan(lambda plan: plan.building)),
        Head("target", _("Measurable target"), _of_plan(lambda plan: plan.target)),
        Head("leader", _("Leader in charge"), _of_plan(lambda plan: plan.leader)),
        Head("department", _("Department in charge"), _of_plan(lambda plan: plan.department)),
        Head("person", _("Person in charge"), _of_plan(lambda plan: plan.person)),
        Head("partners", _("Who helps"), _of_plan(lambda plan: plan.partners)),
        Head("start", _("Begin on"), _of_plan(lambda plan: _day(plan.start))),
        Head("due", _("Due on"), lambda line: _day(line.due)),
        Head("milestones", _("Milestones"), _of_plan(lambda plan: write_milestones(plan.milestones))),
        Head("deferral", _("Not yet possible: reason and justification"), _of_plan(lambda plan: plan.deferral)),
        Head("next_step", _("Not yet possible: next step"), _of_plan(lambda plan: plan.next_step)),
        Head("state", _("State"), lambda line: str(STATES[line.state])),
        Head("progress", _("Progress"), lambda line: str(PROGRESS[progress(line.state)])),
        Head("deferred", _("Putting off approved by"), lambda line: line.deferred.by if line.deferred else ""),
        Head("result", _("What was done and what came of it"), lambda line: line.result),
        Head("done", _("Done on"), lambda line: _day(line.done_on)),
        Head("rules", _("Rules issued for it"), lambda line: line.rules),
        Head("submitted", _("Handed in on"), lambda line: _day(line.submitted_on)),
        Head("verified", _("Verified"), lambda line: translated(STEPS[line.verified.verb]) if line.verified else ""),
        Head("verifier", _("Verified by"), lambda line: line.verified.by if line.verified else ""),
        Head("called_back", _("What the verifier found"), lambda line: line.verified.reason if line.verified else ""),
        Head("closed", _("Closed on"), lambda line: _day(line.closed_on)),
        Head("published", _("What everybody may read of the outcome"), lambda line: line.published),
        Head("findings", _("Spot checks"), lambda line: listed(str(FINDINGS[each]) for each in line.findings)),
        Head("late", _("Days late"), lambda line: line.late or None),
        Head("taken", _("Steps so far"), lambda line: line.taken),
        Head("reopened", _("Times reopened"), lambda line: line.reopened or None),
    ]


def _of_plan(cell: Callable[[Plan], Cell]) -> Callable[[ItemLine], Cell]:
    return lambda line: cell(line.plan) if line.plan else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _content(line: ItemLine, book: Rulebook) -> str:
    return translated(next(each.name for each in book.contents if each.code == line.content))


def _term(code: str, book: Rulebook) -> str:
    terms = (term for each in book.vocabularies if each.code == PRIORITIES for term in each.terms)
    return next((translated(term.name) for term in terms if term.code == code), "")


def _references(line: ItemLine) -> str:
    """Numbers of rows and opinions; a row of the register of self-found problems is called so."""
    return listed(
        str(_("row %(number)s of self-examination")) % {"number": reference} if noun == NOUN else reference
        for noun, reference in line.sources
    )


def _wanted(line: ItemLine, asked: dict[str, str]) -> bool:
    return (
        asked["unit"] in ("", line.unit)
        and asked["state"] in ("", line.state)
        and (asked["mark"] not in MARKED or MARKED[asked["mark"]](line))
    )


def _shown(line: ItemLine, book: Rulebook) -> dict[str, object]:
    return {
        "line": line,
        "unit": translated(book.unit(line.unit).name),
        "content": _content(line, book),
        "origin": ORIGINS[line.origin],
        "state": STATES[line.state],
        "pace": PACES[line.plan.pace] if line.plan else "",
    }


def _board(lines: Sequence[ItemLine], book: Rulebook) -> Iterator[tuple[object, list[dict[str, object]]]]:
    """State by state, in the order in which they follow each other."""
    for state in ItemState:
        own = [_shown(line, book) for line in lines if line.state is state]
        if own:
            yield STATES[state], own


def _months(lines: Sequence[ItemLine], book: Rulebook) -> Iterator[tuple[date, list[dict[str, object]]]]:
    """What is due, day by day."""
    due = sorted((line for line in lines if line.due), key=lambda line: (line.due or date.max, line.number))
    for day, own in groupby(due, key=lambda line: line.due or date.max):
        yield day, [_shown(line, book) for line in own]
