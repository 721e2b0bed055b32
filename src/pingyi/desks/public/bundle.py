"""The published bundle (docs/protocol/bundle.md): file by file by address, or whole as a zip."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect

from pingyi.ceremonies import bundle
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.results import queries as results
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.bundle.files import INDEX
from pingyi.rules.mandate import Power
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request

KINDS = {"json": "application/json", "toml": "application/toml", "txt": "text/plain; charset=utf-8"}


@serves(Power.BUNDLE_DOWNLOAD)
def show(request: Request, name: str) -> HttpResponse:
    """One file of the bundle; boards and journal are where they always were."""
    campaign, released = _released(request)
    if name.startswith(("boards/", "journal/")):
        return redirect(f"/{name}")
    papers = bundle.papers(campaign, released)
    if name == INDEX:
        return HttpResponse(bundle.index(campaign, papers), content_type=KINDS["json"])
    if name not in papers:
        raise Http404
    return HttpResponse(papers[name], content_type=KINDS[name.rpartition(".")[2]])


@serves(Power.BUNDLE_DOWNLOAD)
def download(request: Request) -> StreamingHttpResponse:
    """The whole bundle as one zip."""
    campaign, released = _released(request)
    folder = f"{campaign.code}-bundle"
    files = bundle.files(campaign, released)
    answer = StreamingHttpResponse(zipped(files, folder), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{folder}.zip"'
    return answer


def _released(request: Request) -> tuple[CurrentCampaign, ReckoningView]:
    released = results.released(request.campaign_id)
    if released is None or request.campaign is None:
        raise Http404
    return request.campaign, released
