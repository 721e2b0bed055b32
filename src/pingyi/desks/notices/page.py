"""My notices: what is mailed where and when, my calendar's address; and the two pages to which mails lead."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from pingyi.desks.notices.forms import AddressForm, ChoiceForm
from pingyi.desks.notices.kinds import families, ordered
from pingyi.records.organisation.access import access_own_account
from pingyi.records.outbox import queries
from pingyi.records.outbox.actions import preferring
from pingyi.records.outbox.links import read_leaving
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.refusal import refusals_shown
from pingyi.ui.door.request import Request


@serves(Power.ACCOUNT_USE)
def show(request: Request) -> HttpResponse:
    """Everything that one can choose."""
    wishes = queries.wishes(request.actor)
    wanted = [family.code for family in families() if not {kind.code for kind in family.kinds} <= wishes.muted]
    hours = {"quiet_from": wishes.quiet_from, "quiet_until": wishes.quiet_until}
    context = {
        "wishes": wishes,
        "mails": bool(settings.EMAIL_HOST),
        "address_form": AddressForm(initial={"address": wishes.address or access_own_account(request.actor).email}),
        "form": ChoiceForm(initial={"wanted": wanted, **hours}),
        "ordered": [family.title for family in families() if family.ordered],
    }
    return render(request, "notices/page.html", context)


@serves(Power.ACCOUNT_USE, "POST")
def choose(request: Request) -> HttpResponse:
    """Which kinds, and when."""
    form = ChoiceForm.posted(request)
    with refusals_shown(request):
        muted = form.muted()
        hours = {name: form.cleaned_data[name] for name in ("quiet_from", "quiet_until")}
        preferring.choose(muted=muted, **hours, actor=request.actor, at=request.at)
        messages.success(request, _("Saved."))
    return redirect("my-notices")


@serves(Power.ACCOUNT_USE, "POST")
def give_address(request: Request) -> HttpResponse:
    """Where mail goes."""
    with refusals_shown(request):
        address = AddressForm.posted(request).taken()["address"]
        preferring.give_address(address, actor=request.actor, at=request.at)
        if address:
            messages.success(request, _("A mail with a link is on its way to %(address)s.") % {"address": address})
        else:
            messages.success(request, _("No mail is sent to you any more."))
    return redirect("my-notices")


@serves(Power.ACCOUNT_USE, "GET", "HEAD", "POST")
def confirm(request: Request, token: str) -> HttpResponse:
    """The link in the first mail; it needs a press, since mail servers follow links by themselves."""
    if request.method != "POST":
        return render(request, "notices/confirm.html")
    zone = request.campaign.timetable.zone if request.campaign else get_current_timezone()
    preferring.confirm_address(token, zone=zone, actor=request.actor, at=request.at)
    messages.success(request, _("The address is confirmed."))
    return redirect("my-notices")


@csrf_exempt
@serves(Power.MAIL_LEAVE, "GET", "HEAD", "POST")
def leave(request: Request, token: str) -> HttpResponse:
    """Leave what a mail told; a mail program posts here by itself (RFC 8058), without cookie and without sign-in."""
    _account, kinds = read_leaving(token)
    if request.method == "POST":
        preferring.leave(token, ordered=ordered(), actor=request.actor, at=request.at)
    left = [family.title for family in families() if any(kind.code in kinds for kind in family.kinds)]
    return render(request, "notices/leave.html", {"left": left, "done": request.method == "POST"})
