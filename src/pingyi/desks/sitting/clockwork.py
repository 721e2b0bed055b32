"""Every minute, and at once when it is called: adding up and counting go on where they stand, until all is done.

It acts for whoever asked for it, whose powers are looked up again. A job does a few chunks and calls for the next, so
that the other jobs have their time.
"""

import logging

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.ceremonies import opening
from pingyi.records.campaign.queries import CurrentCampaign, current
from pingyi.records.organisation.queries import actor_named
from pingyi.rules.refusal import Refusal

CHUNKS = 5


@app.periodic(cron="* * * * *")
@app.task(name=opening.JOB, queueing_lock=opening.JOB)
def go_on(timestamp: int) -> None:
    """Do some of what is unfinished. `timestamp` is the queue's; the house's own clock says when it is."""
    campaign = current()
    if campaign and opening.unfinished(campaign.code) and _some(campaign):
        opening.call_clockwork()


def _some(campaign: CurrentCampaign) -> bool:
    """Whether there may be more to do."""
    requested_by = opening.requested_by(campaign.code)
    # whoever signed or began the count had shown a second factor then, and was let in for it
    actor = requested_by and actor_named(requested_by, campaign_id=campaign.code, strong=True)
    if not actor:
        return False
    try:
        return opening.go_on(campaign=campaign, actor=actor, at=settings.CLOCK.now(), chunks=CHUNKS)
    except Refusal as refused:
        logging.error("Adding up or counting waits for a person to go on with it. %s", refused)
        return False
