"""Every box's public board: how many ballots it holds, its last event, the file itself."""

import re

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from pingyi.records.box import queries
from pingyi.records.box.errors import NoSuchBox
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.ui.gate import serves

ONE_RANGE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})")


@serves(Power.BOARD_DOWNLOAD)
def show(request: HttpRequest) -> HttpResponse:
    """All boxes of the campaign, by unit and stratum."""
    boxes = queries.boxes(request.campaign_code)
    names = names_of(request.campaign.book) if boxes else {}
    rows = [{"box": box, "unit": names[box.unit], "stratum": names[box.stratum]} for box in boxes]
    return render(request, "public/boards.html", {"rows": rows, "ballots": sum(box.ballots for box in boxes)})


def names_of(book: Rulebook) -> dict[str, Text]:
    """Unit and stratum names by code."""
    return {part.code: part.name for part in (*book.units, *book.survey.strata)}


@serves(Power.BOARD_DOWNLOAD)
def download(request: HttpRequest, uuid: str) -> HttpResponse:
    """One board as a file; `Range` fetches only what was added since (`verify --since`)."""
    try:
        size = queries.box(uuid).size
    except NoSuchBox as absent:
        raise Http404 from absent
    start, end = _range(request.headers.get("Range", ""), size)
    if start >= max(size, 1):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(queries.pieces(uuid, start, end), content_type="application/x-tar")
    response.headers |= {
        "Content-Length": str(end - start),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{uuid}.bel"',
    }
    if (start, end) != (0, size):
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return response


def _range(header: str, size: int) -> tuple[int, int]:
    """The single range asked for, or the whole; anything fancier is answered with the whole, as RFC 9110 allows."""
    asked = ONE_RANGE.fullmatch(header)
    if asked is None:
        return 0, size
    last = int(asked[2]) if asked[2] else size - 1
    return (int(asked[1]), min(last + 1, size)) if last >= int(asked[1]) else (0, size)
