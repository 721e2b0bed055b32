"""Attaching, replacing and withdrawing. Whoever may do it to the thing itself may do it to its files (`holder`)."""

from datetime import datetime
from typing import Any

from django.core.files.base import File as Bytes
from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.access import access_file
from pingyi.records.files.errors import TooMany, WithdrawalUnexplained, WithdrawnAlready
from pingyi.records.files.holder import ensure_may_attach, holder_of
from pingyi.records.files.intake import Kept, take_in
from pingyi.records.files.models import File, Version, Withdrawal
from pingyi.records.journal.actions import append
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.files import FileAttached, FileReplaced, FileWithdrawn
from pingyi.rules.mandate import Actor
from pingyi.rules.writing import tidy

MOST = 100
"""Files of one thing that stand at the same time."""


def attach(upload: "Bytes[Any]", *, about: Subject, campaign: CurrentCampaign, actor: Actor, at: datetime) -> int:
    """Attach a file to a thing; answers its number.

    Raises ScopeRefused (hidden), NotNow, TooMany, and what `intake.take_in` refuses.
    """
    ensure_may_attach(actor, about, campaign)
    kept = take_in(upload, upload.name or "")  # minutes of work for a large file: before anything is locked
    with transaction.atomic():
        _hold(actor, about, campaign)
        if File.objects.filter(about=str(about), withdrawal=None).count() >= MOST:
            raise TooMany(most=str(MOST))
        file = File.objects.create(campaign_id=campaign.code, about=str(about))
        _add(file, 1, kept, actor, at)
        entry = FileAttached(
            about=file.pk, file=kept.sha256, size=kept.size, name=kept.name, original=kept.original, to=str(about)
        )
        append(entry, actor=actor, at=at)
    return file.pk


def replace(pk: int, upload: "Bytes[Any]", *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> int:
    """Put a newer version before the others, which stay; answers its number. Raises what `attach` does, and
    WithdrawnAlready."""
    about = Subject.read(access_file(actor, pk, campaign).about)
    ensure_may_attach(actor, about, campaign)
    kept = take_in(upload, upload.name or "")
    with transaction.atomic():
        _hold(actor, about, campaign)
        file, former = _standing(pk)
        _add(file, former.number + 1, kept, actor, at)
        entry = FileReplaced(
            about=pk,
            file=kept.sha256,
            size=kept.size,
            name=kept.name,
            original=kept.original,
            to=str(about),
            former=former.sha256,
        )
        append(entry, actor=actor, at=at)
    return former.number + 1


@transaction.atomic
def withdraw(pk: int, *, reason: str, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """Take a file back, and say why; nobody opens it any more. Raises ScopeRefused, NotNow, WithdrawalUnexplained,
    WithdrawnAlready."""
    about = Subject.read(access_file(actor, pk, campaign).about)
    _hold(actor, about, campaign)
    if not tidy(reason):
        raise WithdrawalUnexplained
    file, newest = _standing(pk)
    Withdrawal.objects.create(file=file, by_id=_account(actor), at=at, reason=reason)
    append(FileWithdrawn(about=pk, file=newest.sha256, reason=reason), actor=actor, at=at)


def _hold(actor: Actor, about: Subject, campaign: CurrentCampaign) -> None:
    """Allow once more, of the thing as it stays until the transaction ends."""
    if holder := holder_of(about):
        holder.hold(about.reference)
    ensure_may_attach(actor, about, campaign)


def _standing(pk: int) -> tuple[File, Version]:
    """The file, locked, with its newest version. Raises WithdrawnAlready."""
    file = File.objects.select_for_update().get(pk=pk)
    if Withdrawal.objects.filter(file=file).exists():
        raise WithdrawnAlready
    return file, file.versions.latest("number")


def _add(file: File, number: int, kept: Kept, actor: Actor, at: datetime) -> None:
    Version.objects.create(
        file=file,
        number=number,
        name=kept.name,
        kind=kept.kind,
        size=kept.size,
        sha256=kept.sha256,
        original=kept.original,
        by_id=_account(actor),
        at=at,
    )


def _account(actor: Actor) -> int | None:
    return int(actor.ref) if actor.ref.isdigit() else None
