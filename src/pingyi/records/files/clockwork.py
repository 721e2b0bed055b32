"""Every hour: uploads that nobody finished within a week are forgotten."""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.files import actions
from pingyi.rules.mandate import CLOCKWORK


@app.periodic(cron="40 * * * *")
@app.task(name="files:expire", queueing_lock="files:expire")
def expire(timestamp: int) -> None:
    """Forget. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    actions.expire(actor=CLOCKWORK, at=settings.CLOCK.now())
