"""Reading and signing the eight prohibitions, before anybody may act (R190)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from pingyi.desks.entrance import pledge
from pingyi.records.organisation.access import access_own_account
from pingyi.records.organisation.actions import acknowledge
from pingyi.rules.mandate import Power
from pingyi.ui.gate import serves


@serves(Power.PROHIBITIONS_ACKNOWLEDGE, "GET", "HEAD", "POST")
def sign(request: HttpRequest) -> HttpResponse:
    """Show the text; a ticked box signs it."""
    onward = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = "/"
    if request.method == "POST" and request.POST.get("signed"):
        acknowledge(
            access_own_account(request.actor),
            campaign=request.campaign_code,
            text_digest=pledge.text_digest(request.campaign),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("Thank you. Your signature is recorded."))
        return redirect(onward)
    return render(
        request,
        "entrance/acknowledge.html",
        {"conduct": pledge.conduct(request.campaign), "onward": onward, "missing": request.method == "POST"},
    )
