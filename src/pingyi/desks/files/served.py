"""Files taken away, one by one or together. They come as attachments and in a sandbox: nothing of them runs here."""

from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from pingyi.records.duties.access import access_owing_unit
from pingyi.records.duties.queries import unit_duties
from pingyi.records.files import queries
from pingyi.records.files.access import access_attached, access_file
from pingyi.records.files.holder import may_read, place_of
from pingyi.records.files.reading import pieces, together
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.mandate import Power
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.ranges import file_or_part
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import translated

SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


@serves(Power.FILE_READ, "GET", "HEAD")
@in_campaign
def one(request: CampaignRequest, pk: int, number: int) -> HttpResponseBase:
    """One version, as it is kept; a download that broke off goes on."""
    edition = queries.one(access_file(request.actor, pk, request.campaign)).edition(number)
    if edition is None:
        raise Http404
    answer = file_or_part(
        request, edition.size, lambda start, end: pieces(edition, start, end), edition.kind.media_type
    )
    return _taken_away(answer, edition.name)


@serves(Power.FILE_READ)
@in_campaign
def of_one(request: CampaignRequest, about: Subject) -> HttpResponseBase:
    """All files of one thing as a zip."""
    access_attached(request.actor, about, request.campaign)
    place = place_of(request.actor, about, request.campaign)
    files = queries.attached([about]).get(about, ())
    name = f"{translated(place.owner)}-{translated(place.title)}"
    return _taken_away(StreamingHttpResponse(zipped(together(files), name)), f"{name}.zip")


@serves(Power.FILE_READ)
@in_campaign
def of_unit(request: CampaignRequest, code: str) -> HttpResponseBase:
    """All files of a unit's duties as a zip, a folder for each duty."""
    unit = access_owing_unit(request.actor, code, request.campaign)
    duties = {Subject.of(DUTY, duty.pk): duty for duty in unit_duties(request.campaign, unit, at=request.at)}
    found = queries.attached(duties)
    files = (
        member
        for place, (about, files) in enumerate(found.items(), start=1)
        if may_read(request.actor, about, request.campaign)
        for member in together(files, f"{place:02}-{translated(duties[about].task)}/")
    )
    name = next((translated(duty.owner) for duty in duties.values()), code)
    return _taken_away(StreamingHttpResponse(zipped(files, name)), f"{name}.zip")


def _taken_away(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """As an attachment by this name, in a sandbox."""
    if name.endswith(".zip"):
        answer.headers["Content-Type"] = "application/zip"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    for header, value in SANDBOX.items():
        answer.headers[header] = value
    return answer
