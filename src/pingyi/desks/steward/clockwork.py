"""Every minute: entries get their places, and the journal's head is signed if it grew; or somebody is told why not."""

import logging

from django.conf import settings
from procrastinate.contrib.django import app

from pingyi.records.journal import actions
from pingyi.records.journal.errors import Drill, JournalRefused
from pingyi.records.outbox.actions import post_once
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.journal import JOURNAL
from pingyi.rules.mandate import Role

ADMINISTRATORS = (Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN)


@app.periodic(cron="* * * * *")
@app.task(name="journal:checkpoint", queueing_lock="journal:checkpoint")
def sign(timestamp: int) -> None:
    """Sign a checkpoint. `timestamp` is when the queue meant it; the house's own clock says when it is."""
    at = settings.CLOCK.now()
    try:
        actions.checkpoint(at=at)
    except Drill:
        return
    except JournalRefused as refused:
        logging.error("The journal is not signed. %s", refused)
        about = Subject.of(JOURNAL, f"{type(refused).__name__}/{at:%Y-%m-%d}")
        post_once("journal-not-signed", about=about, at=at, roles=ADMINISTRATORS)
