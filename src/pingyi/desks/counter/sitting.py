"""The sitting: closing the boxes, opening them together, counting twice."""

from collections.abc import Callable, Collection, Sequence

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import closing, commitments, opening
from pingyi.desks.counter.forms import CountForm
from pingyi.desks.counter.signing import standing
from pingyi.records.acts import queries as acts
from pingyi.records.box import queries as boxes
from pingyi.rules.mandate import Power, Role, may
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.scoring.disclosure import Cell, boxes_told
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.confirm import asks_once
from pingyi.ui.door.forms import Signing
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import said_of, telling
from pingyi.ui.door.request import Request
from pingyi.ui.tables.paging import BOXES, paged

AT_ONCE = 4
"""Chunks of boxes that one request does: some seconds."""

CONVENERS = (Role.OFFICE_DIRECTOR, Role.STAT_LEAD)


@serves(Power.BOX_READ)
def show(request: Request) -> HttpResponse:
    """Where the sitting stands: every board, who has signed, who has opened, what was counted."""
    views = boxes.boxes(request.campaign_code)
    if not views:
        return render(request, "counter/no_boxes.html")
    book, phase = request.campaign.book, request.phase
    first = book.survey.questions[0]
    names = {part.code: part.name for part in book.parts}
    signs = {kind: acts.latest(request.campaign_code, kind) for kind in (closing.KIND, opening.INPUTS, opening.COUNT)}
    counts = signs[opening.COUNT] if may(request.actor, Power.RANKING_READ, phase=phase) else None
    page = paged(request, views, BOXES)
    told = _told(counts, views, {box.unit for box in page}, book.survey.privacy.least_cell) if counts else {}
    context = {
        "altered": said_of(commitments.refusal_of(*signs.values())),
        "rows": [_row(book, box, told.get(box.uuid)) for box in page],
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
        "count_form": CountForm(auto_id="%s"),
        "recounts": request.actor.holds(Role.STAT_LEAD),
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
        "convenes": request.actor.holds(*CONVENERS),
    }


def _told(
    counts: acts.ActView, views: Sequence[boxes.BoxView], shown: Collection[str], least: int
) -> dict[str, list[tuple[Cell, ...]]]:
    """The first question's counts in the boxes of the units shown: what a box may tell depends on its unit's others."""
    units = {box.uuid: box.unit for box in views if box.unit in shown}
    return boxes_told({uuid: own[:1] for uuid, own in counts.content["counts"].items() if uuid in units}, units, least)


def _row(book: Rulebook, box: boxes.BoxView, counted: list[tuple[Cell, ...]] | None) -> dict[str, object]:
    unit, stratum = book.unit(box.unit).name, book.survey.stratum_name(box.stratum)
    return {"box": box, "unit": unit, "stratum": stratum, "counted": counted}


def _act(request: Request, view: acts.ActView | None) -> dict[str, object]:
    """An act with its minutes, and whether this person is one of those whose signature is missing."""
    return {"minutes": view, "mine": view is not None and view.awaits(request.actor)}


@serves(Power.BOX_CLOSE, "POST")
def propose_closing(request: Request) -> HttpResponse:
    """Lay the state of every board before both bodies."""
    return _do(request, lambda: closing.propose(campaign=request.campaign, actor=request.actor, at=request.at))


@serves(Power.BOX_CLOSE, "POST")
@asks_once(
    gettext_lazy("Sign the closing of the boxes?"),
    gettext_lazy("With the last signature every box is closed for ever: no ballot is taken any more."),
    gettext_lazy("You sign what stands on the page: voters and fingerprint of every box."),
)
def sign_closing(request: Request) -> HttpResponse:
    """Sign the closing."""
    signing = Signing.posted(request)
    return _do(
        request, lambda: closing.sign(campaign=request.campaign, **signing.taken(), actor=request.actor, at=request.at)
    )


@serves(Power.OPENING_CONVENE, "POST")
def convene(request: Request) -> HttpResponse:
    """Lay the closed boards before the parties."""
    return _do(request, lambda: opening.convene(campaign=request.campaign, actor=request.actor, at=request.at))


@serves(Power.OPENING_JOIN, "POST")
@asks_once(
    gettext_lazy("Sign what is going to be opened?"),
    gettext_lazy("You declare that you are present and that these are the boxes that were closed."),
    gettext_lazy("When all have signed, the trustees may open the sums."),
)
def sign_inputs(request: Request) -> HttpResponse:
    """Be present, and sign what is going to be opened."""
    signing = Signing.posted(request)
    return _do(
        request,
        lambda: opening.sign_inputs(campaign=request.campaign, **signing.taken(), actor=request.actor, at=request.at),
    )


@serves(Power.OPENING_CONVENE, "POST")
def count(request: Request) -> HttpResponse:
    """Combine the trustees' shares."""
    return _do(request, lambda: opening.count(campaign=request.campaign, actor=request.actor, at=request.at))


@serves(Power.OPENING_CONVENE, "POST")
def go_on(request: Request) -> HttpResponse:
    """Some more boxes within this request, for when the programme does not go on by itself."""
    with telling(request):
        opening.go_on(campaign=request.campaign, actor=request.actor, at=request.at, chunks=AT_ONCE)
    return redirect("sitting")


@serves(Power.OPENING_JOIN, "POST")
@asks_once(
    gettext_lazy("Sign the counts?"),
    gettext_lazy("With the last signature the counts are final, and the result is computed from them."),
)
def sign_count(request: Request) -> HttpResponse:
    """Sign the counts; the statistics bureau with the fingerprint of its own count."""
    signing = CountForm.posted(request)
    return _do(
        request,
        lambda: opening.sign_count(campaign=request.campaign, **signing.taken(), actor=request.actor, at=request.at),
    )


@serves(Power.RECKONING_RECOUNT)
def boards(request: Request) -> StreamingHttpResponse:
    """All boards whole, for the bureau's own count on its own machine."""
    whole = ((f"{box.uuid}.bel", boxes.pieces(box.uuid)) for box in boxes.boxes(request.campaign_code))
    answer = StreamingHttpResponse(zipped(whole, "boards"), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="boards.zip"'
    return answer


def _do(request: Request, act: Callable[[], acts.ActView | None]) -> HttpResponse:
    with telling(request):
        view = act()
        messages.success(request, standing(view) if view else _("The count has begun. This page says how far it is."))
    return redirect("sitting")
