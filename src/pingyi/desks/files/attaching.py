"""Attaching, replacing, withdrawing: back to the page one comes from, each refused file with its own sentence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pingyi.desks.files.forms import FilesForm, WithdrawForm
from pingyi.records.files import actions
from pingyi.records.files.access import access_file
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import asks_once
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import telling
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.door.typed import came_from


@serves(Power.FILE_ATTACH, "POST")
@in_campaign
def attach(request: CampaignRequest, about: Subject) -> HttpResponse:
    """Take the files that were chosen, each for itself."""
    files = FilesForm.posted(request).understood()["chosen"]
    taken = list[int]()
    for file in files:
        with telling(request):
            taken.append(
                actions.attach(file, about=about, campaign=request.campaign, actor=request.actor, at=request.at)
            )
    if taken:
        said = ngettext("%(n)s file was attached.", "%(n)s files were attached.", len(taken))
        messages.success(request, said % {"n": len(taken)})
    if not files:
        messages.error(request, _("Choose a file first."))
    return _back(request)


@serves(Power.FILE_ATTACH, "POST")
@in_campaign
def replace(request: CampaignRequest, pk: int) -> HttpResponse:
    """Bring a newer version; the ones before stay."""
    access_file(request.actor, pk, request.campaign)
    files = FilesForm.posted(request).understood()["chosen"]
    if not files:
        messages.error(request, _("Choose a file first."))
    with telling(request):
        for file in files[:1]:
            actions.replace(pk, file, campaign=request.campaign, actor=request.actor, at=request.at)
            messages.success(request, _("The newer version stands first now; the ones before stay."))
    return redirect("file", pk=pk)


@serves(Power.FILE_ATTACH, "POST")
@in_campaign
@asks_once(
    gettext_lazy("Withdraw this file?"),
    gettext_lazy("Its name, who withdrew it and why stay for everybody who sees it now; nobody can open it any more."),
)
def withdraw(request: CampaignRequest, pk: int) -> HttpResponse:
    """Take a file back."""
    access_file(request.actor, pk, request.campaign)
    with telling(request):
        reason = WithdrawForm.posted(request).taken()["reason"]
        actions.withdraw(pk, reason=reason, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("The file was withdrawn; this is noted in the journal."))
    return redirect("file", pk=pk)


def _back(request: CampaignRequest) -> HttpResponse:
    return redirect(came_from(request) or "today")
