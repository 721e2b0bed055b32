"""Every case and everything that nobody has decided on yet: protected ones, the undecided, the rest by its day."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies.cases import ORDERS, Cases, Sought
from pingyi.desks.casework.forms import CasesForm
from pingyi.desks.casework.reading import CaseLine, in_words
from pingyi.records.casework.queries import body_names
from pingyi.rules.lifecycle import CaseState
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.forms import offer
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Fetched, Head, list_fetched
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.casework import worded
from pingyi.ui.words.phrases import translated
from pingyi.ui.words.voices import KINDS

PARTS: dict[str, Promise] = {
    "": _("everything"),
    "new": _("not yet decided"),
    "work": _("in work"),
    "late": _("past its day"),
    "call": _("to be called back"),
    "care": _("to be asked after"),
    "protected": _("protected"),
}
HEADS: tuple[Head[CaseLine], ...] = (
    Head("number", _("Case number"), lambda line: line.own.number),
    Head("kind", _("Kind"), lambda line: line.kind),
    Head("units", _("Unit concerned"), lambda line: line.units),
    Head("received", _("Received on"), lambda line: line.received.isoformat()),
    Head("state", _("State"), lambda line: line.state),
    Head("body", _("Who handles it"), lambda line: line.body),
    Head("due", _("Due"), lambda line: line.own.due.isoformat() if line.own.due else None),
    Head("late", _("past its day"), lambda line: str(_("yes")) if line.late else None),
    Head("protected", _("protected"), lambda line: str(_("yes")) if line.own.protected else None),
)


@serves(Power.CASE_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The list, or the part of it that is asked for; the database searches it, sorts it and brings one page."""
    form = CasesForm.in_address(request)
    offer(form, "part", PARTS.items())
    part, campaign = form.cleaned()["part"], request.campaign
    cases = Cases(request.actor, campaign, campaign.day_of(request.at))
    whole = cases.how_many(Sought(part))
    found = list_fetched(request, partial(_find, request, cases, part, whole), HEADS, ORDERS, whole)
    return found.answer(
        request,
        "casework/list.html",
        "cases",
        page=paged(request, found.rows, PEOPLE),
        parts=[(code, words, code == part) for code, words in PARTS.items()],
    )


def _find(request: CampaignRequest, cases: Cases, part: str, whole: int, query: Mapping[str, Any]) -> Fetched[CaseLine]:
    campaign, day = request.campaign, request.campaign.day_of(request.at)
    sought = _sought(part, query, campaign.book)
    many = cases.how_many(sought) if sought.words else whole
    return Fetched(many, lambda start, stop: in_words(cases.stretch(sought, start, stop), campaign, day))


def _sought(part: str, query: Mapping[str, Any], book: Rulebook) -> Sought:
    """What is looked for, with the kinds, states, units and bodies that are called so: what the list shows is found."""
    words: str = query["sought"]

    def called(names: Mapping[Any, Any]) -> list[str]:
        return [str(code) for code, name in names.items() if words and words.casefold() in str(name).casefold()]

    units = {unit.code: translated(unit.name) for unit in book.units}
    return Sought(
        part,
        words,
        kinds=called(KINDS),
        states=called({state: worded(state) for state in CaseState}),
        bodies=called(body_names() | units) if words else (),
        units=called(units),
        order=query["order"],
        down=query["down"],
    )
