"""Drawing people: candidates against the composition, the closed pool, the draw, who steps in (R82, R114, R138)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import drawing
from pingyi.desks.people.aims import aim_of
from pingyi.desks.people.forms import AppointForm, CloseForm, ReceivedForm, ReplaceForm, TeamsForm
from pingyi.desks.people.teams import abilities, seatings
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people import actions, queries
from pingyi.records.people.queries import PoolLine
from pingyi.records.registers.queries import rows_for
from pingyi.rules.mandate import Power, UnitRef, may, reach
from pingyi.rules.people.aim import ORGANISER, TEAMS, Aim, Work
from pingyi.rules.people.composition import Part, composition
from pingyi.rules.people.teams import category_name
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.forms import SeedValue, Sent, offer
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import aside, labelled, translated


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate in words."""

    own: PoolLine
    category: Text
    turn: int

    @property
    def state(self) -> str:
        """What became of them."""
        if self.own.holds:
            return _("drawn")
        if self.own.gone:
            return _("gave up the place")
        if self.own.barred:
            return _("linked, not drawn")
        return _("in reserve") if self.own.ticket else _("in the pool")

    @property
    def letter(self) -> str:
        """The number of the letter of appointment, and whether it was received."""
        if self.own.letter is None:
            return ""
        if self.own.letter.ended:
            return self.own.letter.number + aside(_("ended"))
        received = self.own.letter.received_at
        return self.own.letter.number + aside(_("acknowledged") if received else _("not yet received"))


HEADS: tuple[Head[Line], ...] = (
    Head("turn", gettext_lazy("Turn"), lambda line: line.turn or None),
    Head("code", gettext_lazy("Candidate code"), lambda line: line.own.code),
    Head("name", gettext_lazy("Name"), lambda line: line.own.name),
    Head("category", gettext_lazy("Category"), lambda line: translated(line.category)),
    Head("state", gettext_lazy("State"), lambda line: line.state),
    Head("letter", gettext_lazy("Letter of appointment"), lambda line: line.letter),
    Head("ticket", gettext_lazy("Ticket"), lambda line: line.own.ticket),
)


@serves(Power.POOL_READ)
@in_campaign
def index(request: CampaignRequest) -> HttpResponse:
    """The organiser and the units for which somebody may look at a pool."""
    units = reach(request.actor, Power.POOL_READ)
    every = request.campaign.book.ranked_units
    context = {
        "organiser": ORGANISER if units is None else "",
        "units": [unit for unit in every if units is None or unit.code in units],
        "teams": [(Work.APPRAISAL, _("Appraisal teams")), (Work.INSPECTION, _("Inspection teams"))],
        "asked": request.campaign.book.participation.recruits,
    }
    return render(request, "people/pools.html", context)


@serves(Power.POOL_READ)
@in_campaign
def show(request: CampaignRequest, unit: str) -> HttpResponse:
    """The candidates beside the composition; once closed, the pool; once drawn, everybody's ticket and turn."""
    return page(request, unit)


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Close this pool?"),
    gettext_lazy("Nobody can be added or taken out afterwards; codes and source go into the public journal."),
)
def close(request: CampaignRequest, unit: str) -> HttpResponse:
    """Close the pool of the registered candidates."""
    form = (TeamsForm if unit in TEAMS else CloseForm).posted(request)
    if not form.is_valid():
        return page(request, unit, close_form=form)
    return done(
        request,
        unit,
        lambda aim: _close(request, aim, **form.cleaned_data),
        _("The pool is closed and in the journal. Wait for the value of the seed."),
    )


def _close(request: CampaignRequest, aim: Aim, *, size: int, source: str, known_at: datetime) -> None:
    campaign, actor, at = request.campaign, request.actor, request.at
    if aim.work in TEAMS:
        drawing.close_teams(campaign, aim.work, size, source=source, known_at=known_at, actor=actor, at=at)
    else:
        drawing.close_pool(campaign, aim, size, source=source, known_at=known_at, actor=actor, at=at)


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Draw with this value?"),
    gettext_lazy("A pool is drawn once. The value and the codes drawn go into the public journal."),
)
def draw(request: CampaignRequest, unit: str) -> HttpResponse:
    """Draw by the value that was published."""
    form = SeedValue.posted(request)
    if not form.is_valid():
        return page(request, unit, value_form=form)
    seed = form.cleaned_data["value"]
    return done(
        request,
        unit,
        lambda own: actions.draw_pool(request.campaign, own, seed, actor=request.actor, at=request.at),
        _("Drawn. Everybody can repeat it."),
    )


@serves(Power.POOL_DRAW, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Let the next in turn step in?"), gettext_lazy("The place does not come back to who gives it up.")
)
def replace(request: CampaignRequest, unit: str) -> HttpResponse:
    """Somebody gives up a drawn place; the next in turn steps in."""
    given = ReplaceForm.posted(request).cleaned()
    return done(
        request,
        unit,
        lambda own: drawing.replace_drawn(
            request.campaign, own, given["code"], given["reason"], actor=request.actor, at=request.at
        ),
        _("The next in turn stepped in."),
    )


def done(request: CampaignRequest, unit: str, act: Callable[[Aim], object], words: str) -> HttpResponse:
    """Do what was asked for the pool, say so, and go back to its page; a refusal is shown there."""
    with refusals_shown(request):
        act(aim_of(request, unit, Power.POOL_DRAW))
        messages.success(request, words)
    return redirect("pool", unit)


def page(request: CampaignRequest, unit: str, **wrong: Sent) -> HttpResponse:
    """The page; a form that was refused stands on it as it was sent."""
    aim = aim_of(request, unit, Power.POOL_READ)
    campaign, own = request.campaign, aim.unit
    view = queries.pool(campaign.code, aim)
    lines = list(_lines(campaign, aim, view)) if view else []
    context = {
        "unit": unit,
        "aim": aim,
        "unit_name": campaign.book.unit(own).name if own else None,
        "asked": campaign.book.participation.recruits,
        "pool": view,
        "acts": may(request.actor, Power.POOL_DRAW, phase=request.phase, unit=UnitRef(own) if own else None),
        "ripe": view is not None and view.known_at <= request.at,
        "value_form": SeedValue(),
        "replace_form": _replacing(lines),
        "appoint_form": AppointForm(initial={"since": campaign.day_of(request.at), "until": campaign.book.ends}),
        "received_form": _receiving(lines),
        **(_of_teams(campaign, aim, view) if aim.work in TEAMS else _of_candidates(request, own, lines)),
        **wrong,
    }
    answer = list_of(request, lines, HEADS).answer(request, "people/pool.html", "pool", **context)
    if wrong:
        answer.status_code = 422
    return answer


def _of_teams(campaign: CurrentCampaign, aim: Aim, view: queries.PoolView | None) -> dict[str, object]:
    stand = view is None and drawing.teams_stand(campaign, aim.work)
    able = [] if view or stand else abilities(campaign, aim.work)
    return {
        "teams": True,
        "stand": stand,
        "abilities": able,
        "seatings": seatings(campaign, view) if view else [],
        "registered": any(each.sits for each in able),
        "close_form": TeamsForm(initial={"size": 2}),
    }


def _of_candidates(request: CampaignRequest, unit: str, lines: list[Line]) -> dict[str, object]:
    parts = _parts(request, unit, lines)
    size = request.campaign.book.participation.representatives
    return {
        "parts": parts,
        "registered": any(part.there for part in parts),
        "close_form": CloseForm(initial={"size": size}),
    }


def _lines(campaign: CurrentCampaign, aim: Aim, view: queries.PoolView) -> Iterator[Line]:
    """Candidates in their turn: within each category, for teams among all."""
    turns: Counter[str] = Counter()
    teams = aim.work in TEAMS
    for each in sorted(view.lines, key=lambda line: line.ticket) if teams else view.lines:
        queue = "" if teams else each.category
        turns[queue] += bool(each.ticket)
        seated = not teams or each.holds
        yield Line(each, category_name(campaign.book, each.category) if seated else Text("—", "—"), turns[queue])


def _parts(request: CampaignRequest, unit: str, lines: list[Line]) -> tuple[Part, ...]:
    """The composition of who was drawn, or, before, of all who are registered."""
    asked = request.campaign.book.participation
    if any(line.own.ticket for line in lines):
        there = Counter(line.own.category for line in lines if line.own.holds)
    elif asked.recruits:
        rows = rows_for(request.campaign, asked.recruits.register, unit)
        there = Counter(str(row.values[asked.recruits.category]) for row in rows)
    else:
        there = Counter()
    return composition(asked.composition, Fraction(asked.composition_tolerance), there)


def _receiving(lines: list[Line]) -> ReceivedForm | None:
    """For letters that were not received, of people who have no account to acknowledge them with."""
    letters = [line.own.letter for line in lines if line.own.holds and line.own.letter]
    by_hand = [letter for letter in letters if not letter.received_at and not letter.own]
    form = ReceivedForm() if by_hand else None
    if form:
        offer(form, "number", [(letter.number, labelled(letter.number, letter.name)) for letter in by_hand])
    return form


def _replacing(lines: list[Line]) -> ReplaceForm:
    form = ReplaceForm()
    offer(form, "code", [(line.own.code, line.own.name) for line in lines if line.own.holds])
    return form
