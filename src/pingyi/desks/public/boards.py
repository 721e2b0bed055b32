"""Every box's public board: how many ballots it holds, its last event, the file itself."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pingyi.desks.public.bundle import KINDS
from pingyi.records.box import queries
from pingyi.records.box.errors import NoSuchBox
from pingyi.records.results.queries import released
from pingyi.rules.bundle.files import listing
from pingyi.rules.encoding import canonical
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.ui.door.gate import serves
from pingyi.ui.door.ranges import file_or_part
from pingyi.ui.door.request import Request
from pingyi.ui.shell.script import digest_of
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.tables.paging import BOXES, paged
from pingyi.ui.words.phrases import translated

SCRIPTS = {
    "booth/booth.js": _("seals the ballots; its digest also stands in every letter"),
    "keys/trustee.js": _("makes the trustees' keys and opens with them"),
    "survey/registrar.js": _("makes the codes"),
    "public/recount.js": _("recounts in your browser"),
}
"""What works on secrets, or is trusted with a check, in somebody's browser (docs/threat-model.md)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A box with the names of its unit and of those who vote in it."""

    box: queries.BoxView
    unit: Text
    stratum: Text


HEADS: tuple[Head[Line], ...] = (
    Head("unit", _("Unit"), lambda line: translated(line.unit)),
    Head("respondents", _("Respondents"), lambda line: translated(line.stratum)),
    Head("invited", _("Invited"), lambda line: line.box.invited),
    Head("ballots", _("Ballots"), lambda line: line.box.ballots),
    Head("event", _("Last event"), lambda line: line.box.event),
    Head("board", _("Board"), lambda line: f"{line.box.uuid}.bel"),
)


@serves(Power.BOARD_DOWNLOAD)
def show(request: Request) -> HttpResponse:
    """All boxes of the campaign, by unit and stratum in the plan's order."""
    campaign = request.campaign
    found = list_of(request, _rows(campaign.book, queries.boxes(campaign.code)) if campaign else [], HEADS)
    return found.answer(
        request,
        "public/boards.html",
        "boards",
        page=paged(request, found.rows, BOXES),
        ballots=queries.received(request.campaign_id),
        scripts=[(file, digest_of(file), what) for file, what in SCRIPTS.items()],
    )


@serves(Power.BOARD_DOWNLOAD)
def index(request: Request) -> HttpResponse:
    """The boards by name, for `pingyi verify` of this address (Protocol bundle §2)."""
    names = [f"{box.uuid}.bel" for box in queries.boxes(request.campaign_id)]
    return HttpResponse(canonical(listing(names)), content_type=KINDS["json"])


def _rows(book: Rulebook, boxes: list[queries.BoxView]) -> list[Line]:
    """Every box, in the plan's order."""
    units, survey = {unit.code: (at, unit.name) for at, unit in enumerate(book.units)}, book.survey
    boxes.sort(key=lambda box: (units[box.unit][0], survey.place_of(box.stratum)))
    return [Line(box, units[box.unit][1], survey.stratum_name(box.stratum)) for box in boxes]


@serves(Power.BOARD_DOWNLOAD)
def recount(request: Request) -> HttpResponse:
    """A page on which the reader's own browser checks and counts downloaded boards; we hear nothing of it."""
    return render(request, "public/recount.html")


@serves(Power.BOARD_DOWNLOAD)
def download(request: Request, uuid: str) -> HttpResponse | StreamingHttpResponse:
    """One board as a file; `Range` fetches only what was added since (`verify --since`).

    What tells a count, or lets anybody compute it, follows with the release (R150; decision 42).
    """
    try:
        size = queries.box(uuid).size if released(request.campaign_id) else queries.sealed_size(uuid)
    except NoSuchBox as absent:
        raise Http404 from absent
    response = file_or_part(request, size, partial(queries.pieces, uuid), "application/x-tar")
    response.headers["Content-Disposition"] = f'attachment; filename="{uuid}.bel"'
    return response
