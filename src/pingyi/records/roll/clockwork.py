"""Every hour: names and addresses of respondents go when the plan's days after the campaign's end are over."""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.roll import actions
from pingyi.rules.mandate import CLOCKWORK


@app.periodic(cron="20 * * * *")
@app.task(name="roll:erase", queueing_lock="roll:erase")
def erase(timestamp: int) -> None:
    """Erase what is due. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    actions.erase_contacts(actor=CLOCKWORK, at=settings.CLOCK.now())
