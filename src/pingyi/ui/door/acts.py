"""Every act's two buttons: lay it before its parties, and sign it. A desk says where it stands, and in which words."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pingyi.records.acts.queries import ActView
from pingyi.rules.mandate import ROLE_NAMES, Power, Role
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.forms import Sent, Signing
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.words.phrases import listed

View = Callable[..., HttpResponse]


def standing(view: ActView) -> str:
    """Where an act stands after a step: who signs next, or that all have."""
    if view.complete:
        return _("Done: all parties have signed, and it is noted in the journal.")
    waits = listed(_(ROLE_NAMES[Role(party)]) for party in view.missing)
    if view.signatures:
        return _("Signed, and noted in the journal. It waits for: %(parties)s.") % {"parties": waits}
    return _("Laid before the parties. Each reads it and signs from an account of its own: %(parties)s.") % {
        "parties": waits
    }


def lays(power: Power, lay: Callable[..., Any], page: str, message: Callable[[Any], str] = standing) -> View:
    """Lay an act before its parties as things stand now; afterwards `page` shows it."""

    @serves(power, "POST")
    @in_campaign
    def answer(request: CampaignRequest) -> HttpResponse:
        with refusals_shown(request):
            messages.success(request, message(lay(campaign=request.campaign, actor=request.actor, at=request.at)))
        return redirect(page)

    return answer


def signs(
    power: Power,
    sign: Callable[..., Any],
    page: str,
    question: Promise,
    *follows: Promise,
    message: Callable[[Any], str] = standing,
    form: type[Sent] = Signing,
) -> View:
    """Sign what was shown, once the signer has seen what follows; afterwards `page` shows it."""

    @serves(power, "POST")
    @needs_confirmation(question, *follows)
    @in_campaign
    def answer(request: CampaignRequest) -> HttpResponse:
        sent = form.posted(request)
        with refusals_shown(request):
            signed = sign(campaign=request.campaign, **sent.taken(), actor=request.actor, at=request.at)
            messages.success(request, message(signed))
        return redirect(page)

    return answer
