"""Every hour: the tree of the hour that is over is closed, whether anybody said anything or not."""

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.campaign.queries import current
from pingyi.records.voices import actions
from pingyi.rules.mandate import CLOCKWORK, PhaseState


@app.periodic(cron="2 * * * *")
@app.task(name="voices:batch", queueing_lock="voices:batch")
def batch(timestamp: int) -> None:
    """Close it. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    campaign = current()
    if campaign and campaign.phase is not PhaseState.BEFORE:
        actions.batch(campaign=campaign, actor=CLOCKWORK, at=settings.CLOCK.now())
