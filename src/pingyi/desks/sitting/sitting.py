"""The sitting: closing the boxes, opening them together, counting twice."""

from collections.abc import Collection, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render

from pingyi.ceremonies import opening
from pingyi.desks.sitting.acts import CLOSING, COUNT, OPENING
from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as boxes
from pingyi.rules.mandate import Power, may
from pingyi.rules.mandate.role import BODIES
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.scoring.disclosure import Cell, boxes_disclosed
from pingyi.ui.door.acts import shown
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence_if_any
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.paging import BOXES, paged

ACTS = (CLOSING, OPENING, COUNT)
AT_ONCE = 4
"""Chunks of boxes that one request does: some seconds."""


@serves(Power.BOX_READ)
def show(request: Request) -> HttpResponse:
    """Where the sitting stands: every board, who has signed, who has opened, what was counted."""
    views = boxes.boxes(request.campaign_id)
    if not views or request.campaign is None:
        return render(request, "sitting/no_boxes.html")
    book, phase = request.campaign.book, request.phase
    first = book.survey.questions[0]
    names = {part.code: part.name for part in book.parts}
    signed = [shown(request, each, acts.latest(request.campaign_id, each.kind.code)) for each in ACTS]
    counts = signed[-1].view if may(request.actor, Power.RANKING_READ, phase=phase) else None
    page = paged(request, views, BOXES)
    disclosed = _disclosed(counts, views, {box.unit for box in page}, book.survey.privacy.least_cell) if counts else {}
    context = {
        "altered": sentence_if_any(as_signed.refusal(*(each.view for each in signed))),
        "rows": [_row(book, box, disclosed.get(box.uuid)) for box in page],
        "page": page,
        "first": first,
        "answers": book.survey.answers(first),
        "closes": views[-1].closes_at,
        **{each.page.kind.code: each for each in signed},
        **_progress(request),
        "trustees": [(names[each.body], each) for each in boxes.trustees(request.campaign_id)],
        "sealing": book.survey.sealing,
        "least": book.survey.privacy.least_box,
        "least_cell": book.survey.privacy.least_cell,
        "counts": counts,
        "reckons": may(request.actor, Power.RANKING_READ, phase=phase),
        "downloads": may(request.actor, Power.RECKONING_RECOUNT, phase=phase),
    }
    return render(request, "sitting/sitting.html", context)


@serves(Power.BOX_READ)
def progress(request: Request) -> HttpResponse:
    """How far adding up or counting is, for a page that asks again and again and is loaded anew once all is done."""
    context = _progress(request)
    answer = render(request, "sitting/progress.html", context)
    if not (context["summing"] or context["counting"]):
        answer.headers["HX-Refresh"] = "true"
    return answer


def _progress(request: Request) -> dict[str, object]:
    stands = boxes.tallying(request.campaign_id)
    return {
        "summing": stands.summed < stands.wanted and opening.summing(request.campaign_id),
        "counting": stands.counting,
        "tallying": stands,
        "convenes": request.actor.holds(*BODIES),
    }


def _disclosed(
    counts: acts.ActView, views: Sequence[boxes.BoxView], shown: Collection[str], least: int
) -> dict[str, list[tuple[Cell, ...]]]:
    """The first question's counts in the boxes of the units shown: what a box may tell depends on its unit's others."""
    units = {box.uuid: box.unit for box in views if box.unit in shown}
    return boxes_disclosed(
        {uuid: own[:1] for uuid, own in counts.content["counts"].items() if uuid in units}, units, least
    )


def _row(book: Rulebook, box: boxes.BoxView, counted: list[tuple[Cell, ...]] | None) -> dict[str, object]:
    unit, stratum = book.unit(box.unit).name, book.survey.stratum_name(box.stratum)
    return {"box": box, "unit": unit, "stratum": stratum, "counted": counted}


@serves(Power.OPENING_CONVENE, "POST")
@in_campaign
def go_on(request: CampaignRequest) -> HttpResponse:
    """Some more boxes within this request, for when the programme does not go on by itself."""
    with refusals_shown(request):
        opening.go_on(campaign=request.campaign, actor=request.actor, at=request.at, chunks=AT_ONCE)
    return redirect("sitting")


@serves(Power.RECKONING_RECOUNT)
def boards(request: Request) -> StreamingHttpResponse:
    """All boards whole, for the bureau's own count on its own machine."""
    whole = ((f"{box.uuid}.bel", boxes.pieces(box.uuid)) for box in boxes.boxes(request.campaign_id))
    answer = StreamingHttpResponse(zipped(whole, "boards"), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="boards.zip"'
    return answer
