"""A large file comes piece by piece, as the line allows, and is attached when it is whole (tus 1.0)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.base import File as Bytes
from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files import staging
from pingyi.records.files.access import LASTS, access_upload
from pingyi.records.files.actions.attaching import attach, replace
from pingyi.records.files.errors import NotKept, NotWhole, TooLarge, TooManyUploads
from pingyi.records.files.holder import ensure_may_attach
from pingyi.records.files.models import Upload
from pingyi.rules.journal.subject import Subject
from pingyi.rules.mandate import Actor

MOST = 20
"""Uploads of one person that are under way at the same time."""


def begin(about: Subject, name: str, length: int, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> str:
    """Announce a file of this length; answers the key under which its pieces come.

    Raises ScopeRefused (hidden), NotNow, TooLarge, TooManyUploads.
    """
    ensure_may_attach(actor, about, campaign)
    if length > settings.LARGEST_FILE:
        raise TooLarge(name=name, most=f"{settings.LARGEST_FILE >> 20} MB")
    with transaction.atomic():
        if Upload.objects.select_for_update().filter(by_id=int(actor.ref)).count() >= MOST:
            raise TooManyUploads(most=str(MOST))
        upload = Upload.objects.create(
            key=staging.new(), about=str(about), by_id=int(actor.ref), name=name, length=length, started_at=at
        )
    return upload.key


def receive(key: str, offset: int, pieces: Iterable[bytes], *, actor: Actor, at: datetime) -> int:
    """Add what comes to what is there, as far as it comes; answers how much is there.

    Raises ScopeRefused (hidden), Expired, Misplaced, InUse.
    """
    upload = access_upload(actor, key, at=at)
    return staging.add(upload.key, offset, pieces, upload.length)


def abandon(key: str, *, actor: Actor, at: datetime) -> None:
    """Forget an upload. Raises ScopeRefused (hidden)."""
    _forget(access_upload(actor, key, at=at))


def attach_upload(key: str, *, about: Subject, campaign: CurrentCampaign, actor: Actor, at: datetime) -> int:
    """Attach what came whole, as `attach` does; and forget the upload, taken or refused. Raises NotWhole besides."""
    return _finish(key, lambda file: attach(file, about=about, campaign=campaign, actor=actor, at=at), actor, at)


def replace_upload(pk: int, key: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> int:
    """Replace a file by what came whole, as `replace` does. Raises NotWhole besides."""
    return _finish(key, lambda file: replace(pk, file, campaign=campaign, actor=actor, at=at), actor, at)


def expire(*, actor: Actor, at: datetime) -> int:
    """Forget uploads that nobody finished in time; answers how many."""
    old = list(Upload.objects.filter(started_at__lt=at - LASTS))
    for upload in old:
        _forget(upload)
    return len(old)


def _finish(key: str, take: Callable[["Bytes[bytes]"], int], actor: Actor, at: datetime) -> int:
    upload = access_upload(actor, key, at=at)
    if staging.there(upload.key) < upload.length:
        raise NotWhole(name=upload.name)
    with staging.opened(upload.key, upload.name) as file:
        try:
            taken = take(file)
        except NotKept:
            _forget(upload)
            raise
    _forget(upload)
    return taken


def _forget(upload: Upload) -> None:
    staging.remove(upload.key)
    upload.delete()
