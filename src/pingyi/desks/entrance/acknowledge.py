"""Reading and signing the eight prohibitions, before anybody may act (R190)."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from pingyi.desks.entrance import pledge
from pingyi.desks.entrance.forms import OnwardForm, PledgeForm
from pingyi.records.organisation.access import access_own_account
from pingyi.records.organisation.actions import acknowledge
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Handler, Request

LEFT_ALONE = (settings.LOGIN_PREFIX, "/help/")
"""Where somebody may go who has not signed yet: out, to the password and the second factor, to the handbook."""


def pledge_first(handle: Handler) -> Handler:
    """Bring the text by itself, before any other page, to whoever has roles and has not signed it for this campaign.

    Only pages are held back: files and what is posted are answered as ever, by the gate.
    """

    def answer(request: Request) -> HttpResponse:
        actor, own = request.actor, reverse("acknowledge")
        page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        owing = not (actor.acknowledged or actor.is_stranger)
        if page and owing and not request.path.startswith((*LEFT_ALONE, own)):
            return redirect(f"{own}?{urlencode({'next': request.get_full_path()})}")
        return handle(request)

    return answer


@serves(Power.PROHIBITIONS_ACKNOWLEDGE, "GET", "HEAD", "POST")
def sign(request: Request) -> HttpResponse:
    """Show the text; a ticked box signs it."""
    given = PledgeForm.posted(request).cleaned()
    onward = given["next"] or OnwardForm.in_address(request).cleaned()["next"] or "/"
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = "/"
    if request.method == "POST" and given["signed"]:
        acknowledge(
            access_own_account(request.actor),
            campaign_id=request.campaign_id,
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
