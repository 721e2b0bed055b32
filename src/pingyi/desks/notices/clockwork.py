"""Every minute: what waits is packed into mails, and what is due is sent. Without a mail server there is nothing."""

from django.conf import settings
from django.utils.timezone import get_default_timezone
from procrastinate.contrib.django import app

from pingyi.desks.notices.kinds import ordered, urgent
from pingyi.desks.notices.letter import written
from pingyi.records.campaign.queries import current
from pingyi.records.outbox.actions import mailing


@app.periodic(cron="* * * * *")
@app.task(name="outbox:mail", queueing_lock="outbox:mail")
def mail(timestamp: int) -> None:
    """Pack and send. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    at = settings.CLOCK.now()
    campaign = current()
    zone = campaign.timetable.zone if campaign else get_default_timezone()
    book = campaign.book if campaign else None
    mailing.pack(urgent=urgent(), ordered=ordered(), zone=zone, at=at)
    mailing.send(lambda letter: written(letter, book), at=at)
