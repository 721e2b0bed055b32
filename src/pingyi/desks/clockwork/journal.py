"""Every minute: entries get their places, and the journal's head is signed if it grew."""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.journal import actions


@app.periodic(cron="* * * * *")
@app.task(name="journal:checkpoint", queueing_lock="journal:checkpoint")
def sign(timestamp: int) -> None:
    """Sign a checkpoint. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    actions.checkpoint(at=settings.CLOCK.now())
