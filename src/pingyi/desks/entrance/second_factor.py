"""Where somebody is sent whose role, or signature, needs a second factor in this session."""

from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pingyi.desks.entrance.account import account_of
from pingyi.desks.entrance.factors import asking
from pingyi.desks.entrance.forms import OnwardForm
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request


@serves(Power.ACCOUNT_USE)
def confirm(request: Request) -> HttpResponse:
    """Confirm it if there is one, set one up if there is none."""
    onward = urlencode({"next": OnwardForm.in_address(request).cleaned()["next"] or "/"})
    if request.actor.strong:
        return redirect("today")
    if not get_adapter().is_mfa_enabled(request.user):
        messages.info(request, _("Your role needs a second factor: set up a code app or a passkey, then go on."))
        return redirect("mfa_index")
    return redirect(f"{asking(account_of(request))}?{onward}")
