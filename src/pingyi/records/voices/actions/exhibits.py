"""Pictures and PDF that come with what somebody says, or that whoever took it down scans: cleaned, kept, looked at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.files.intake import Kept, take_in
from pingyi.records.files.kinds import PICTURES, Kind
from pingyi.records.voices.access import access_exhibit
from pingyi.records.voices.actions.answering import commit
from pingyi.records.voices.actions.stating import held, hold_hour, keep_beside
from pingyi.records.voices.errors import ExhibitsTooLarge, TooManyExhibits
from pingyi.records.voices.exhibits import ALL, MOST, ExhibitLine, line_of
from pingyi.records.voices.models import Opinion
from pingyi.rules.mandate import Actor, Power, check

LARGEST = 14 * 1024 * 1024
"""Bytes of all files of one message: with as much again, sealed, a request is as large as any may be."""
EXHIBITED, OPENED = "exhibit", "open_file"


def clean(files: "Sequence[File[Any]]") -> tuple[Kept, ...]:
    """The files as they may be read: drawn or written anew, without place, time, device and author.

    Minutes of work for large ones, so before anything is held. Raises TooManyExhibits, ExhibitsTooLarge, NotKept,
    ScannerAway.
    """
    if len(files) > MOST:
        raise TooManyExhibits(most=str(MOST), all=str(ALL))
    if sum(file.size for file in files) > LARGEST:
        raise ExhibitsTooLarge(most=str(LARGEST >> 20))
    return tuple(take_in(file, file.name or "", PICTURES | {Kind.PDF}) for file in files)


@transaction.atomic
def exhibit(opinion: Opinion, files: Sequence[Kept], *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> None:
    """Put scans beside what was taken down from a letter or a form; each is a deed with its digest.

    Raises TooManyExhibits.
    """
    check(actor, Power.OPINION_ENTER, phase=campaign.phase)
    hold_hour(campaign.code, at=at)
    first = held(opinion).statements.get(number=0)
    there = set(first.exhibits.values_list("sha256", flat=True))
    for kept in files:
        if kept.sha256 not in there:
            keep_beside(first, (kept,), added=True)
            commit(opinion.number, EXHIBITED, bytes.fromhex(kept.sha256), actor=actor, at=at, campaign=campaign)


@transaction.atomic
def open_exhibit(opinion: Opinion, key: str, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> ExhibitLine:
    """Somebody of the office opens a file, which may show what a mask hides: that they did stands in the tree.

    Raises ExhibitHidden.
    """
    check(actor, Power.OPINION_READ, phase=campaign.phase)
    found = access_exhibit(opinion, key)
    commit(opinion.number, OPENED, bytes.fromhex(found.sha256), actor=actor, at=at, campaign=campaign)
    return line_of(found)
