"""The frames: one table per unit, checked whole, its fingerprint published before the seed exists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.survey.columns import frame_columns
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.roll import actions, queries
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.organisation import Unit
from pingyi.rules.sampling.frame import Frame
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import sentence
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.intake import Intake, Rows, download, receive
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.words.phrases import translated


@dataclass(frozen=True, slots=True)
class Line:
    """A ranked unit and the frame in force."""

    unit: Unit
    frame: queries.FrameView | None


HEADS: tuple[Head[Line], ...] = (
    Head("unit", gettext_lazy("Unit"), lambda line: translated(line.unit.name)),
    Head("people", gettext_lazy("People in the frame"), lambda line: line.frame.size if line.frame else None),
    Head("entered", gettext_lazy("Entered on"), lambda line: line.frame.imported_at if line.frame else None),
    Head("print", gettext_lazy("Fingerprint (SHA-256)"), lambda line: line.frame.fingerprint if line.frame else None),
)


@serves(Power.ROLL_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """Every ranked unit with the frame in force."""
    campaign = request.campaign
    frames = {view.unit: view for view in queries.frames(campaign.code)}
    seed = queries.seed(campaign.code)
    lines = [Line(unit, frames.get(unit.code)) for unit in campaign.book.ranked_units]
    return list_of(request, lines, HEADS).answer(
        request,
        "survey/frames.html",
        "frames",
        strata={stratum.code: stratum.name for stratum in campaign.book.survey.strata},
        drawn=bool(seed and seed.value),
        months=campaign.book.survey.sampling.frame_months,
    )


@serves(Power.ROLL_IMPORT, "GET", "HEAD", "POST")
@in_campaign
def enter(request: CampaignRequest, unit: str) -> HttpResponse:
    """Enter one unit's frame from a table."""
    campaign = request.campaign
    named = {own.code: own.name for own in campaign.book.ranked_units}
    if unit not in named:
        raise Http404

    def fix(request: Request, rows: Rows) -> None:
        _import(request, campaign, unit, rows)

    title = _("Frame of %(unit)s") % {"unit": translated(named[unit])}
    return receive(request, _intake(campaign.book, title, unit, fix))


@serves(Power.ROLL_READ)
@in_campaign
def table(request: CampaignRequest, kind: str) -> HttpResponse:
    """The empty table."""
    return download(_intake(request.campaign.book, "", "", lambda request, rows: None), kind)


@serves(Power.ROLL_READ)
@in_campaign
def lines(request: CampaignRequest, unit: str) -> HttpResponse:
    """The lines whose SHA-256 is the fingerprint: strata and references, no names."""
    found = queries.lines(request.campaign.code, unit)
    if not found:
        raise Http404
    text = "".join(f"{stratum}\t{ref}\n" for stratum, ref in found)
    headers = {"Content-Disposition": f'attachment; filename="frame-{unit}.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def _intake(book: Rulebook, title: str, unit: str, enter: Callable[[Request, Rows], Any]) -> Intake:
    return Intake(
        "survey-frame",
        title,
        "survey-frames",
        lambda: frame_columns(book),
        enter,
        subject=unit,
        by_hand=False,
        summary=lambda rows: _summary(book, rows),
    )


def _summary(book: Rulebook, rows: Rows) -> Sequence[str]:
    """How many per stratum, which strata are empty, and the fingerprint that will be published."""
    fixed = Frame.of((row["stratum"], row["ref"]) for row in rows)
    counted = [
        _("%(stratum)s: %(count)d") % {"stratum": translated(stratum.name), "count": fixed.sizes.get(stratum.code, 0)}
        for stratum in book.survey.strata
    ]
    return " · ".join(counted), _("Fingerprint: %(fingerprint)s") % {"fingerprint": fixed.fingerprint}


def _import(request: Request, campaign: CurrentCampaign, unit: str, rows: Rows) -> None:
    members = [actions.Listed(row["ref"], row["stratum"], row["name"], row["address"]) for row in rows]
    try:
        actions.import_frame(
            campaign_id=campaign.code,
            unit=unit,
            members=members,
            actor=request.actor,
            at=request.at,
            phase=request.phase,
        )
    except Refusal as refusal:
        raise ValidationError(sentence(refusal)) from refusal
