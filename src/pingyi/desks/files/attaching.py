"""Attaching, replacing, withdrawing: back to the page one comes from, each refused file with its own sentence."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pingyi.desks.files.forms import FilesForm, WithdrawForm
from pingyi.records.files import actions
from pingyi.records.files.access import access_file
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Power
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.door.typed import came_from


@serves(Power.FILE_ATTACH, "POST")
@in_campaign
def attach(request: CampaignRequest, about: Subject) -> HttpResponse:
    """Take the files that were chosen, and those that came before, each for itself."""
    sent = FilesForm.posted(request).cleaned()
    context: dict[str, Any] = {"about": about, "campaign": request.campaign, "actor": request.actor, "at": request.at}
    takings = [
        *(partial(actions.attach_upload, key, **context) for key in sent["uploads"]),
        *(partial(actions.attach, file, **context) for file in sent["chosen"]),
    ]
    taken = list[int]()
    for take in takings:
        with refusals_shown(request, typed=False):
            taken.append(take())
    if taken:
        message = ngettext("%(n)s file was attached.", "%(n)s files were attached.", len(taken))
        messages.success(request, message % {"n": len(taken)})
    if not takings:
        messages.error(request, _("Choose a file first."))
    return _back(request)


@serves(Power.FILE_ATTACH, "POST")
@in_campaign
def replace(request: CampaignRequest, pk: int) -> HttpResponse:
    """Bring a newer version; the ones before stay."""
    access_file(request.actor, pk, request.campaign)
    sent = FilesForm.posted(request).cleaned()
    context: dict[str, Any] = {"campaign": request.campaign, "actor": request.actor, "at": request.at}
    with refusals_shown(request, typed=False):
        if sent["uploads"]:
            actions.replace_upload(pk, sent["uploads"][0], **context)
        elif sent["chosen"]:
            actions.replace(pk, sent["chosen"][0], **context)
        else:
            raise ValidationError(_("Choose a file first."))
        messages.success(request, _("The newer version stands first now; the ones before stay."))
    return redirect("file", pk=pk)


@serves(Power.FILE_ATTACH, "POST")
@in_campaign
@needs_confirmation(
    gettext_lazy("Withdraw this file?"),
    gettext_lazy("Its name, who withdrew it and why stay for everybody who sees it now; nobody can open it any more."),
)
def withdraw(request: CampaignRequest, pk: int) -> HttpResponse:
    """Take a file back."""
    access_file(request.actor, pk, request.campaign)
    with refusals_shown(request):
        reason = WithdrawForm.posted(request).taken()["reason"]
        actions.withdraw(pk, reason=reason, campaign=request.campaign, actor=request.actor, at=request.at)
        messages.success(request, _("The file was withdrawn; this is noted in the journal."))
    return redirect("file", pk=pk)


def _back(request: CampaignRequest) -> HttpResponse:
    return redirect(came_from(request) or "today")
