"""All papers a person may read, narrowed by side, kind and words; the same as .xlsx; what may be begun."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pingyi.desks.papers.forms import BeginForm, FilterForm
from pingyi.desks.papers.templatetags.papers import standing_of
from pingyi.desks.papers.words import SIDES
from pingyi.printing.body import plain
from pingyi.records.files.queries import attached
from pingyi.records.files.reading import together
from pingyi.records.papers import actions, queries
from pingyi.records.papers.access import access_own_paper
from pingyi.records.papers.queries import Sought
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.mandate import Power, may
from pingyi.ui.door.archive import zipped
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest, Request
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.lists import Fetched
from pingyi.ui.tables.paging import BOXES, paged
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.days import dated
from pingyi.ui.words.phrases import translated


@serves(Power.PAPER_READ)
def show(request: Request) -> HttpResponse:
    """The list, newest first."""
    campaign = request.campaign
    if campaign is None or not campaign.approved:
        return render(request, "papers/none.html")
    query = FilterForm.in_address(request).cleaned()
    wanted = (request.actor, campaign, Sought(**query))
    context = {
        "papers": paged(request, Fetched(queries.how_many(*wanted), partial(queries.lines, *wanted)), BOXES),
        "query": query,
        "sides": SIDES,
        "kinds": campaign.book.papers,
        "narrowed": any(query.values()),
        "may_begin": may(request.actor, Power.PAPER_DRAFT, phase=campaign.phase),
    }
    return render(request, "papers/list.html", context)


@serves(Power.PAPER_READ)
@in_campaign
def table(request: CampaignRequest) -> HttpResponse:
    """The same list, narrowed in the same way, as .xlsx."""
    heading = [_("Title"), _("Kind of paper"), _("Issuing body"), _("Number"), _("How it stands"), _("Sent on")]
    rows = [
        [
            paper.title,
            translated(paper.kind),
            translated(paper.sender),
            paper.number,
            standing_of(paper),
            dated(request.campaign.day_of(paper.sent_at)) if paper.sent_at else "",
        ]
        for paper in queries.lines(request.actor, request.campaign, Sought(**FilterForm.in_address(request).cleaned()))
    ]
    return xlsx_file(f"{request.campaign.code}-papers", write_xlsx(heading, rows))


@serves(Power.PAPER_READ)
@in_campaign
def archive(request: CampaignRequest) -> HttpResponseBase:
    """What was sent of the same list, in one download: each paper as text in a folder of its own, with its files."""
    found = queries.lines(request.actor, request.campaign, Sought(**FilterForm.in_address(request).cleaned()))
    contents = queries.newest_sent(paper.pk for paper in found)
    files = attached([Subject.of(PAPER, pk) for pk in contents])
    name = f"{request.campaign.code}-papers"
    zone = request.campaign.timetable.zone

    def members() -> Iterator[tuple[str, Iterable[bytes]]]:
        for paper in found:
            if (content := contents.get(paper.pk)) is None:
                continue
            folder = f"{paper.number} {paper.title}".replace("/", "／")
            signed = dated(paper.sent_at.astimezone(zone).date()) if paper.sent_at else ""
            yield f"{folder}/{paper.title.replace('/', '／')}.txt", [plain(content, paper.number, signed).encode()]
            yield from together(files.get(Subject.of(PAPER, paper.pk), ()), f"{folder}/")

    answer = StreamingHttpResponse(zipped(members(), name), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return answer


@serves(Power.PAPER_DRAFT)
@in_campaign
def kinds(request: CampaignRequest) -> HttpResponse:
    """What may be begun, kind by kind."""
    return render(request, "papers/kinds.html", {"kinds": queries.kinds(request.actor, request.campaign)})


@serves(Power.PAPER_DRAFT, "POST")
@in_campaign
def begin(request: CampaignRequest) -> HttpResponse:
    """Begin one, or go on with the one that its duty has."""
    given = BeginForm.posted(request).cleaned()
    with refusals_shown(request):
        pk = actions.begin(given["kind"], given["unit"] or None, actor=request.actor, at=request.at)
        return redirect("paper-write", pk=pk)
    return redirect("paper-kinds")


@serves(Power.PAPER_DRAFT, "POST")
@in_campaign
def supplement(request: CampaignRequest, pk: int) -> HttpResponse:
    """Begin the supplement of a roll-up."""
    access_own_paper(request.actor, pk, request.campaign)
    with refusals_shown(request):
        made = actions.supplement(pk, actor=request.actor, at=request.at)
        messages.success(request, _("Begun. It takes in everything that came since."))
        return redirect("paper-write", pk=made)
    return redirect("paper", pk=pk)
