"""The sitting: closing the boxes, opening them together, counting twice."""

from collections.abc import Collection, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import closing, opening
from pingyi.desks.counter.forms import CountForm
from pingyi.records.acts import commitments as as_signed
from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as boxes
from pingyi.rules.acts.kind import CLOSING, COUNT, OPENING
from pingyi.rules.mandate import Power, Role, may
from pingyi.rules.mandate.role import BODIES
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.scoring.disclosure import Cell, boxes_disclosed
from pingyi.ui.door.acts import lays, signs, standing
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown, sentence_if_any
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.paging import BOXES, paged

AT_ONCE = 4
"""Chunks of boxes that one request does: some seconds."""


@serves(Power.BOX_READ)
def show(request: Request) -> HttpResponse:
    """Where the sitting stands: every board, who has signed, who has opened, what was counted."""
    views = boxes.boxes(request.campaign_code)
    if not views or request.campaign is None:
        return render(request, "counter/no_boxes.html")
    book, phase = request.campaign.book, request.phase
    first = book.survey.questions[0]
    names = {part.code: part.name for part in book.parts}
    signs = {kind: acts.latest(request.campaign_code, kind) for kind in (CLOSING.code, OPENING.code, COUNT.code)}
    counts = signs[COUNT.code] if may(request.actor, Power.RANKING_READ, phase=phase) else None
    page = paged(request, views, BOXES)
    disclosed = _disclosed(counts, views, {box.unit for box in page}, book.survey.privacy.least_cell) if counts else {}
    context = {
        "altered": sentence_if_any(as_signed.refusal(*signs.values())),
        "rows": [_row(book, box, disclosed.get(box.uuid)) for box in page],
        "page": page,
        "first": first,
        "answers": book.survey.answers(first),
        "closes": views[-1].closes_at,
        **{kind: _act(request, view) for kind, view in signs.items()},
        **_progress(request),
        "trustees": [(names[each.body], each) for each in boxes.trustees(request.campaign_code)],
        "sealing": book.survey.sealing,
        "least": book.survey.privacy.least_box,
        "least_cell": book.survey.privacy.least_cell,
        "counts": counts,
        "own_count": CountForm(auto_id="%s")["recount"] if request.actor.holds(Role.STAT_LEAD) else None,
        "reckons": may(request.actor, Power.RANKING_READ, phase=phase),
        "downloads": may(request.actor, Power.RECKONING_RECOUNT, phase=phase),
    }
    return render(request, "counter/sitting.html", context)


@serves(Power.BOX_READ)
def progress(request: Request) -> HttpResponse:
    """How far adding up or counting is, for a page that asks again and again and is loaded anew once all is done."""
    context = _progress(request)
    answer = render(request, "counter/progress.html", context)
    if not (context["summing"] or context["counting"]):
        answer.headers["HX-Refresh"] = "true"
    return answer


def _progress(request: Request) -> dict[str, object]:
    stands = boxes.tallying(request.campaign_code)
    return {
        "summing": stands.summed < stands.wanted and opening.summing(request.campaign_code),
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


def _act(request: Request, view: acts.ActView | None) -> dict[str, object]:
    """An act with its minutes, and whether this person is one of those whose signature is missing."""
    return {"minutes": view, "mine": view is not None and view.awaits(request.actor)}


def _counted(view: acts.ActView | None) -> str:
    return standing(view) if view else _("The count has begun. This page says how far it is.")


propose_closing = lays(CLOSING.lays, closing.propose, "sitting")
sign_closing = signs(
    CLOSING.signs,
    closing.sign,
    "sitting",
    gettext_lazy("Sign the closing of the boxes?"),
    gettext_lazy("With the last signature every box is closed for ever: no ballot is taken any more."),
    gettext_lazy("You sign what stands on the page: voters and fingerprint of every box."),
)
convene = lays(OPENING.lays, opening.convene, "sitting")
sign_opening = signs(
    OPENING.signs,
    opening.sign_inputs,
    "sitting",
    gettext_lazy("Sign what is going to be opened?"),
    gettext_lazy("You declare that you are present and that these are the boxes that were closed."),
    gettext_lazy("When all have signed, the trustees may open the sums."),
)
count = lays(COUNT.lays, opening.count, "sitting", message=_counted)
sign_count = signs(
    COUNT.signs,
    opening.sign_count,
    "sitting",
    gettext_lazy("Sign the counts?"),
    gettext_lazy("With the last signature the counts are final, and the result is computed from them."),
    form=CountForm,
)


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
    whole = ((f"{box.uuid}.bel", boxes.pieces(box.uuid)) for box in boxes.boxes(request.campaign_code))
    answer = StreamingHttpResponse(zipped(whole, "boards"), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="boards.zip"'
    return answer
