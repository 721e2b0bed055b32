"""The seed and the draw: how many of whom, what that buys, and one draw for all units that anybody can repeat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.survey.forms import SeedForm, Sizes, SizesForm, SourceForm, size_field
from pingyi.records.roll import actions, queries
from pingyi.rules.mandate import Power, may
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.rules.sampling.merging import box_of
from pingyi.rules.sampling.planned import Purchase, bought
from pingyi.ui.door.confirm import confirmation, is_confirmed
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest


@dataclass(frozen=True, slots=True)
class Line:
    """One stratum of a unit: how many there are, how many are to be invited; with whom it shares a box, if it does."""

    name: Text
    field: str
    members: int
    number: int
    shared: Text | None


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """One unit's numbers, and what they buy when everybody answers and when no more than the least response does;
    `few` when it has not enough for a single box."""

    name: Text
    lines: tuple[Line, ...]
    everybody: Purchase
    least: Purchase
    few: bool


@serves(Power.ROLL_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """The source, the numbers and the draw, or what was drawn."""
    return _page(request)


@serves(Power.ROLL_DRAW, "POST")
@in_campaign
def name(request: CampaignRequest) -> HttpResponse:
    """Name the source."""
    form = SourceForm.posted(request)
    if not form.is_valid():
        return _page(request, source=form, status=422)
    with refusals_shown(request):
        actions.name_seed(
            campaign_id=request.campaign.code,
            source=form.cleaned_data["source"],
            known_at=form.cleaned_data["known_at"],
            actor=request.actor,
            at=request.at,
            phase=request.phase,
        )
        messages.success(request, _("The source is in the journal. Publish it, and wait for the value."))
    return redirect("survey-draw")


@serves(Power.ROLL_DRAW, "POST")
@in_campaign
def do(request: CampaignRequest) -> HttpResponse:
    """Record the value and draw; or only compute what other numbers buy."""
    campaign = request.campaign
    numbers = SizesForm.posted(request, campaign.book, _members(campaign.book, queries.frames(campaign.code)))
    if numbers.only_computes:
        return _page(request, numbers)
    form = SeedForm.posted(request)
    if not (form.is_valid() and numbers.is_valid() and numbers.is_complete):
        return _page(request, numbers, seed=form, status=422)
    if not is_confirmed(request):
        follows = _("The draw is made once and for all from this value and these numbers; lists are closed with it.")
        return confirmation(request, _("Draw the sample?"), [follows])
    with refusals_shown(request):
        actions.draw_sample(
            campaign_id=campaign.code,
            value=form.cleaned_data["value"],
            sizes=numbers.sizes,
            actor=request.actor,
            at=request.at,
            phase=request.phase,
        )
        messages.success(request, _("Drawn. The seed and the numbers are in the journal."))
    return redirect("survey-draw")


def _page(
    request: CampaignRequest,
    numbers: SizesForm | None = None,
    *,
    source: SourceForm | None = None,
    seed: SeedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    campaign = request.campaign
    named, frames = queries.seed(campaign.code), queries.frames(campaign.code)
    ranked = {unit.code: unit.name for unit in campaign.book.ranked_units}
    context: dict[str, Any] = {
        "seed": named,
        "known": bool(named and (named.known_at is None or named.known_at <= request.at)),
        "ready": {view.unit for view in frames} == set(ranked),
        "sampling": campaign.book.survey.sampling,
        "least": campaign.book.survey.privacy.least_invited,
        "source_form": source or SourceForm(initial=_usual(named)),
        "seed_form": seed or SeedForm(),
    }
    if named and named.value:
        context["signable"] = may(request.actor, Power.SURVEY_DRAFT, phase=request.phase)
        context["drawn"] = [(ranked[view.unit], view) for view in frames]
        context["strata"] = {stratum.code: stratum.name for stratum in campaign.book.survey.strata}
    else:
        members = _members(campaign.book, frames)
        typed = numbers or SizesForm(campaign.book, members)
        context["faults"] = set(typed.errors)
        context["plans"] = [_plan(campaign.book, unit, typed.sizes[unit], own) for unit, own in members.items()]
    return render(request, "survey/draw.html", context, status=status)


def _usual(named: queries.SeedView | None) -> dict[str, Any]:
    """What the form of the source begins with."""
    return {"source": named.source, "known_at": named.known_at} if named else {}


def _members(book: Rulebook, frames: Sequence[queries.FrameView]) -> Sizes:
    """Unit → stratum → members of the frames in force, in the plan's order."""
    sizes = {view.unit: {part.stratum: part.size for part in view.strata} for view in frames}
    order = [stratum.code for stratum in book.survey.strata]
    return {
        unit.code: {code: sizes[unit.code][code] for code in order if code in sizes[unit.code]}
        for unit in book.ranked_units
        if unit.code in sizes
    }


def _plan(book: Rulebook, unit: str, numbers: Mapping[str, int], members: Mapping[str, int]) -> UnitPlan:
    survey = book.survey
    box = box_of(survey, numbers)
    lines = tuple(
        Line(
            survey.stratum_name(code),
            size_field(unit, code),
            size,
            numbers[code],
            None if box.get(code, code) == code else survey.stratum_name(box[code]),
        )
        for code, size in members.items()
    )
    response = Fraction(survey.sampling.least_response)
    most = bought(book, members, numbers)
    return UnitPlan(
        book.unit(unit).name,
        lines,
        most,
        bought(book, members, numbers, response),
        most.answers < survey.privacy.least_invited,
    )
