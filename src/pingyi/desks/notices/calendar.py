"""My calendar: my duties' days, the phases, what awaits my signature, at a secret address that programs can follow."""

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import queries as duties
from pingyi.records.duties.standing import Standing
from pingyi.records.organisation.queries import actor_named
from pingyi.records.outbox.access import access_calendar
from pingyi.records.outbox.actions import preferring
from pingyi.rules.mandate import Actor, Power
from pingyi.ui.door.acts import waiting
from pingyi.ui.door.confirm import needs_confirmation
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.pictures.calendar_file import Entry, calendar_file
from pingyi.ui.words.phrases import labelled, translated

OVER = frozenset({Standing.DONE, Standing.LATE, Standing.MISSING})


@serves(Power.CALENDAR_READ)
def feed(request: Request, token: str) -> HttpResponse:
    """The file. Who it is for is read from the address alone: no cookie, no session."""
    owner = actor_named(str(access_calendar(token)), campaign_id=request.campaign_id, strong=False)
    with translation.override(settings.LANGUAGE_CODE):
        days = list(_days(owner, request.campaign, request.at)) if owner and request.campaign else []
        content = calendar_file(_("Pingyi: my days"), days, at=request.at)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="pingyi.ics"'
    response["Cache-Control"] = "no-store"
    return response


@serves(Power.ACCOUNT_USE, "POST")
@needs_confirmation(
    gettext_lazy("Make a new address for your calendar?"),
    gettext_lazy("It is shown once: copy it into your calendar program at once."),
    gettext_lazy("An earlier address stops working, on every device that follows it."),
)
def renew(request: Request) -> HttpResponse:
    """A new address, shown this once."""
    token = preferring.renew_calendar(actor=request.actor, at=request.at)
    link = settings.PUBLIC_URL + reverse("calendar", args=[token])
    return render(request, "notices/calendar.html", {"link": link})


@serves(Power.ACCOUNT_USE, "POST")
@needs_confirmation(
    gettext_lazy("Do without a calendar address?"),
    gettext_lazy("The address stops working, on every device that follows it."),
)
def end(request: Request) -> HttpResponse:
    """None any more."""
    preferring.end_calendar(actor=request.actor, at=request.at)
    messages.success(request, _("The address of your calendar works no more."))
    return redirect("my-notices")


def _days(actor: Actor, campaign: CurrentCampaign, at: datetime) -> Iterator[Entry]:
    """What is asked of this person, then what is asked of all: five queries at most."""
    if campaign.approved:
        for duty in duties.own_duties(actor, campaign, at=at):
            if duty.standing not in OVER:
                page, before = reverse("duty", args=[duty.pk]), tuple(campaign.book.calendar.reminders)
                words = labelled(translated(duty.owner), _("“%(task)s” is due") % {"task": translated(duty.task)})
                yield _entry(f"duty-{duty.pk}", words, (duty.due_on, duty.due_on), page, before)
    day = campaign.day_of(at)
    for each in waiting(actor, campaign):
        identity = f"act-{each.view.pk}" if each.view else f"act-{campaign.code}-{each.page.kind.code}"
        yield _entry(identity, str(each.page.words), (day, day), reverse(each.page.page))
    for phase in campaign.timetable.phases:
        days = (phase.starts, phase.ends)
        yield _entry(f"phase-{campaign.code}-{phase.code}", translated(phase.name), days, reverse("plan"))


def _entry(identity: str, words: str, days: tuple[date, date], page: str, before: tuple[int, ...] = ()) -> Entry:
    host = urlsplit(settings.PUBLIC_URL).hostname
    return Entry(f"{identity}@{host}", words, *days, settings.PUBLIC_URL + page, before)
