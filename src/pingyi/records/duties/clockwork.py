"""Every ten minutes: what people took up shows its duties done, what was not handed in by its day is marked, and
reminders whose day has come go out.
"""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.duties import actions
from pingyi.rules.mandate import CLOCKWORK
from pingyi.rules.rulebook.completion import Record

PEOPLE = (Record.FORMED, Record.ACKNOWLEDGED)
"""What roles and signatures show done: they are granted and given below the duties, which therefore look."""


@app.periodic(cron="*/10 * * * *")
@app.task(name="duties:remind", queueing_lock="duties:remind")
def remind(timestamp: int) -> None:
    """Look, mark and remind. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    at = settings.CLOCK.now()
    actions.recheck(records=PEOPLE, actor=CLOCKWORK, at=at)
    actions.mark_overdue(actor=CLOCKWORK, at=at)
    actions.remind(actor=CLOCKWORK, at=at)
