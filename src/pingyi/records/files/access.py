"""The only way to a file: absent and not yours are the same answer."""

from datetime import datetime, timedelta

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.holder import may_read
from pingyi.records.files.models import File, Upload
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor, Power, ScopeRefused, check

LASTS = timedelta(days=7)
"""How long an upload that nobody finished is kept."""


def access_file(actor: Actor, pk: int, campaign: CurrentCampaign) -> File:
    """A file of something that the actor may read. Raises ScopeRefused (hidden)."""
    check(actor, Power.FILE_READ, phase=campaign.phase)
    file = File.objects.filter(pk=pk, campaign_id=campaign.code).first()
    if file is None or not may_read(actor, Subject.read(file.about), campaign):
        raise ScopeRefused(hidden=True)
    return file


def access_attached(actor: Actor, about: Subject, campaign: CurrentCampaign) -> Subject:
    """A thing whose files the actor may read. Raises ScopeRefused (hidden)."""
    check(actor, Power.FILE_READ, phase=campaign.phase)
    if not may_read(actor, about, campaign):
        raise ScopeRefused(hidden=True)
    return about


def access_upload(actor: Actor, key: str, *, at: datetime) -> Upload:
    """An upload that the actor began and that is not too old. Raises ScopeRefused (hidden)."""
    upload = Upload.objects.filter(key=key, started_at__gte=at - LASTS).first()
    if upload is None or str(upload.by_id) != actor.ref:
        raise ScopeRefused(hidden=True)
    return upload
