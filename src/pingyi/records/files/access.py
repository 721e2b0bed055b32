"""The only way to a file: absent and not yours are the same answer."""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.holder import may_read
from pingyi.records.files.models import File
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor, Power, ScopeRefused, check


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
