"""One paper: read it, sign it, send it back, withdraw it; and at its recipients: receive, return, approve it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.desks.papers.forms import ApproveForm, HandBackForm, ReceiptForm, ReturnForm, SignForm
from pingyi.records.files.queries import folder
from pingyi.records.papers import actions, queries
from pingyi.records.papers.access import access_delivery, access_paper
from pingyi.records.papers.queries import PaperCard
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.mandate import Power
from pingyi.rules.paper.content import Content
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.table import write_xlsx


@serves(Power.PAPER_READ)
@in_campaign
def show(request: CampaignRequest, pk: int) -> HttpResponse:
    """The paper, what became of it, and what this person may do."""
    paper = _card(request, pk)
    for delivery in paper.deliveries:
        if delivery.may_take and delivery.read_at is None:
            actions.mark_read(pk, delivery.pk, actor=request.actor, at=request.at)
    forms = {
        "hand_back_form": HandBackForm(auto_id="%s"),
        "return_form": ReturnForm(auto_id="%s"),
        "approve_form": ApproveForm(auto_id="%s"),
        "receipt_form": ReceiptForm(auto_id="%s"),
    }
    files = folder(request.actor, Subject.of(PAPER, pk), request.campaign)
    return render(request, "papers/paper.html", {"paper": paper, "files": files, **forms})


@serves(Power.PAPER_READ)
@in_campaign
def printed(request: CampaignRequest, pk: int) -> HttpResponse:
    """As it looks on paper."""
    return render(request, "papers/printed.html", {"paper": _card(request, pk)})


@serves(Power.PAPER_READ)
@in_campaign
def annex(request: CampaignRequest, pk: int, place: int) -> HttpResponse:
    """One of its tables as .xlsx, the fingerprint of the table in the name of the file."""
    content = _content(request, pk)
    if place >= len(content.annexes):
        raise Http404
    table = content.annexes[place]
    rows = [list(row) for row in (*table.rows, table.total) if row]
    name = f"{request.campaign.code}-{pk}-{place}-{table.digest[:16]}"
    return xlsx_file(name, write_xlsx(list(table.columns), rows))


@serves(Power.PAPER_READ)
@in_campaign
def signed(request: CampaignRequest, pk: int) -> HttpResponse:
    """The bytes that were signed: their SHA-256 is what the journal names."""
    content = _content(request, pk)
    answer = HttpResponse(content.data, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{content.digest}.json"'
    return answer


def _content(request: CampaignRequest, pk: int) -> Content:
    content = _card(request, pk).content
    if content is None:
        raise Http404
    return content


def _card(request: CampaignRequest, pk: int) -> PaperCard:
    found = access_paper(request.actor, pk, request.campaign)
    return queries.card(found, request.actor, request.campaign, at=request.at)


@serves(Power.PAPER_SIGN, "POST")
@needs_confirmation(
    gettext_lazy("Sign this paper and send it?"),
    gettext_lazy("It has the next number of your register from this moment, and is on its way to its recipients."),
    gettext_lazy("If it hands in a duty, this moment decides whether that is in time."),
    gettext_lazy("For ten minutes, while nobody has read it, it can be withdrawn."),
)
@in_campaign
def sign(request: CampaignRequest, pk: int) -> HttpResponse:
    """Sign what was read; it is numbered and sent."""
    access_paper(request.actor, pk, request.campaign)
    form = SignForm.posted(request)
    return _done(request, pk, lambda: actions.sign(pk, **form.taken(), actor=request.actor, at=request.at))


@serves(Power.PAPER_READ, "POST")
@in_campaign
def hand_back(request: CampaignRequest, pk: int) -> HttpResponse:
    """Unsigned, to be mended."""
    access_paper(request.actor, pk, request.campaign)
    form = HandBackForm.posted(request)
    return _done(request, pk, lambda: actions.hand_back(pk, **form.taken(), actor=request.actor, at=request.at))


@serves(Power.PAPER_SIGN, "POST")
@needs_confirmation(
    gettext_lazy("Withdraw this paper?"),
    gettext_lazy("It keeps its number and is sent anew under it; a duty that it handed in is owed again."),
)
@in_campaign
def withdraw(request: CampaignRequest, pk: int) -> HttpResponse:
    """Take back what nobody has read."""
    access_paper(request.actor, pk, request.campaign)
    return _done(request, pk, lambda: actions.withdraw(pk, actor=request.actor, at=request.at))


@serves(Power.PAPER_RECEIVE, "POST")
@in_campaign
def receive(request: CampaignRequest, pk: int, delivery: int) -> HttpResponse:
    """It is here, and complete."""
    access_delivery(request.actor, pk, delivery, request.campaign)
    return _done(request, pk, lambda: actions.receive(pk, delivery, actor=request.actor, at=request.at))


@serves(Power.PAPER_DRAFT, "POST")
@in_campaign
def acknowledge(request: CampaignRequest, pk: int, delivery: int) -> HttpResponse:
    """Write down the receipt of a body outside."""
    access_delivery(request.actor, pk, delivery, request.campaign)
    form = ReceiptForm.posted(request)
    return _done(
        request, pk, lambda: actions.acknowledge(pk, delivery, **form.taken(), actor=request.actor, at=request.at)
    )


@serves(Power.PAPER_RECEIVE, "POST")
@in_campaign
def send_back(request: CampaignRequest, pk: int, delivery: int) -> HttpResponse:
    """Return it with reasons."""
    access_delivery(request.actor, pk, delivery, request.campaign)
    form = ReturnForm.posted(request)
    return _done(
        request, pk, lambda: actions.send_back(pk, delivery, **form.taken(), actor=request.actor, at=request.at)
    )


@serves(Power.PAPER_APPROVE, "POST")
@needs_confirmation(
    gettext_lazy("Approve this paper?"),
    gettext_lazy("The reply has the next number of the register and goes to the sender at once; it cannot be undone."),
)
@in_campaign
def approve(request: CampaignRequest, pk: int, delivery: int) -> HttpResponse:
    """Approve what was read, by a numbered reply."""
    access_delivery(request.actor, pk, delivery, request.campaign)
    form = ApproveForm.posted(request)
    return _done(request, pk, lambda: actions.approve(pk, delivery, **form.taken(), actor=request.actor, at=request.at))


def _done(request: CampaignRequest, pk: int, act: Callable[[], object]) -> HttpResponse:
    with refusals_shown(request):
        act()
        messages.success(request, _("Done, and noted in the journal."))
    return redirect("paper", pk=pk)
