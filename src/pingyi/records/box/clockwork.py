"""Every hour: the last event of every ballot box goes into the journal, so that no board can be exchanged later."""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.box.actions import journal_heads
from pingyi.records.campaign.queries import current
from pingyi.rules.mandate import CLOCKWORK


@app.periodic(cron="0 * * * *")
@app.task(name="box:heads", queueing_lock="box:heads")
def digest(timestamp: int) -> None:
    """Note the heads while a phase is open. `timestamp` is the queue's; the house's own clock says when it is."""
    campaign = current()
    if campaign and campaign.open_phase:
        journal_heads(campaign_id=campaign.code, actor=CLOCKWORK, at=settings.CLOCK.now())
