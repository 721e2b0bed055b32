"""The page behind an invitation link: prove the name, choose a password, sign the eight prohibitions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from pingyi.desks.entrance import pledge
from pingyi.desks.entrance.forms import JoinForm
from pingyi.records.organisation.access import access_invitation
from pingyi.records.organisation.actions import accept_invitation, ensure_open
from pingyi.records.organisation.errors import NameDiffers
from pingyi.rules.mandate import Power
from pingyi.rules.refusal import Refusal
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refused, sentence
from pingyi.ui.door.request import Request


@sensitive_post_parameters("password", "again")
@serves(Power.SESSION_OPEN, "GET", "HEAD", "POST")
def join(request: Request, token: str) -> HttpResponse:
    """Show the form while the link is good; a link that is not says why."""
    try:
        invitation = access_invitation(token)
        ensure_open(invitation, at=request.at)
    except Refusal as refusal:
        return refused(request, refusal, status=410)
    form = JoinForm.if_posted(request, invitation.account)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(
                invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                campaign_id=request.campaign_id,
                text_digest=pledge.text_digest(request.campaign),
                actor=request.actor,
                at=request.at,
            )
        except NameDiffers as refusal:
            form.add_error("name", sentence(refusal))
        else:
            messages.success(request, _("Your account is ready. Sign in with your username and the new password."))
            return redirect("account_login")
    shown = {"form": form, "username": invitation.account.username, "conduct": pledge.conduct(request.campaign)}
    return render(request, "entrance/join.html", shown)
