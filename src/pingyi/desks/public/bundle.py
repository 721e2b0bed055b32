"""The published bundle (docs/protocol/bundle.md): file by file by address, whole as a zip, or written to a folder."""

from collections.abc import Iterable, Iterator, Mapping

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string

from pingyi.records.acts import queries as acts
from pingyi.records.acts.queries import ActView
from pingyi.records.box import queries as boxes
from pingyi.records.campaign import queries as campaigns
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal import queries as journal
from pingyi.records.results import queries as results
from pingyi.records.results.queries import ReckoningView
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.restoration import PATH as RESTORED
from pingyi.rules.mandate import Power
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request

FORMAT = 1
KINDS = {"json": "application/json", "toml": "application/toml", "txt": "text/plain; charset=utf-8"}


def files(campaign: CurrentCampaign, released: ReckoningView) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file of the bundle, name and bytes in pieces; the boards are streamed."""
    papers = _papers(campaign, released)
    yield "index.json", [_index(campaign, papers)]
    for name, data in papers.items():
        yield name, [data]
    for box in boxes.boxes(campaign.code):
        yield f"boards/{box.uuid}.bel", boxes.pieces(box.uuid)
    for name, data in journal.files():
        yield f"journal/{name}", [data]


def listing(names: Iterable[str]) -> bytes:
    """What a reader by address asks for first (Protocol bundle §2)."""
    return canonical({"format": FORMAT, "files": sorted(names)})


@serves(Power.BUNDLE_DOWNLOAD)
def show(request: Request, name: str) -> HttpResponse:
    """One file of the bundle; boards and journal are where they always were."""
    released = _released(request)
    if name.startswith(("boards/", "journal/")):
        return redirect(f"/{name}")
    papers = _papers(request.campaign, released)
    if name == "index.json":
        return HttpResponse(_index(request.campaign, papers), content_type=KINDS["json"])
    if name not in papers:
        raise Http404
    return HttpResponse(papers[name], content_type=KINDS[name.rpartition(".")[2]])


@serves(Power.BUNDLE_DOWNLOAD)
def download(request: Request) -> StreamingHttpResponse:
    """The whole bundle as one zip."""
    released = _released(request)
    folder = f"{request.campaign_code}-bundle"
    answer = StreamingHttpResponse(zipped(files(request.campaign, released), folder), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{folder}.zip"'
    return answer


def _released(request: Request) -> ReckoningView:
    released = results.released(request.campaign_code)
    if released is None:
        raise Http404
    return released


def _papers(campaign: CurrentCampaign, released: ReckoningView) -> dict[str, bytes]:
    """All that is neither board nor journal: small, so made at once."""
    signed = [view for view in acts.all_of(campaign.code) if view.complete]
    salts = acts.salts(signed)
    readme = render_to_string("public/README.txt", {"campaign": campaign, "released": released})
    return {
        "README.txt": readme.encode(),
        "plan.toml": campaigns.plan_text(campaign).encode(),
        "plan.json": canonical(campaign.book),
        "inputs.json": canonical(released.inputs),
        "result.json": canonical(released.result),
        **{f"minutes/{view.pk}-{view.kind}.json": _minutes(campaign.code, view, salts) for view in signed},
    }


def _index(campaign: CurrentCampaign, papers: Iterable[str]) -> bytes:
    boards = [f"boards/{box.uuid}.bel" for box in boxes.boxes(campaign.code)]
    restored = [f"journal/{RESTORED}"] if journal.restorations() else []
    return listing([*papers, *boards, "journal/checkpoint", "journal/key", *restored])


def _minutes(campaign: str, view: ActView, salts: Mapping[tuple[int, str], str]) -> bytes:
    signatures = [
        {"party": each.party, "name": each.name, "at": each.at, "salt": salts[view.pk, each.party]}
        for each in sorted(view.signatures, key=lambda each: (each.at, each.party))
    ]
    return canonical(
        {
            "number": view.pk,
            "campaign": campaign,
            "kind": view.kind,
            "content": view.content,
            "digest": view.digest,
            "parties": view.parties,
            "drawn_up_at": view.drawn_up_at,
            "signatures": signatures,
        }
    )
