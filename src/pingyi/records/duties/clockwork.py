"""Every ten minutes: reminders whose day has come go out, and what was not handed in by its day is marked."""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.duties import actions
from pingyi.rules.mandate import CLOCKWORK


@app.periodic(cron="*/10 * * * *")
@app.task(name="duties:remind", queueing_lock="duties:remind")
def remind(timestamp: int) -> None:
    """Remind and mark. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    at = settings.CLOCK.now()
    actions.mark_overdue(actor=CLOCKWORK, at=at)
    actions.remind(actor=CLOCKWORK, at=at)
