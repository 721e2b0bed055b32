"""Pictures and PDF that a raiser sends along: the cleaned copy beside the words, the sealed original in the vault.

The browser draws pictures anew before it sends them, and seals each file as it lay on the device to a key of its own;
the key lies in an envelope that only both custodians open. Nobody but they learns where and when a picture was taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from pingyi.ceremonies.unsealing import SEALED, recipients
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.vault import actions as vault
from pingyi.records.vault.queries import files_reference_of
from pingyi.records.voices import actions as voices
from pingyi.records.voices.access import access_by_code
from pingyi.records.voices.actions.raising import NewOpinion, Taken
from pingyi.records.voices.models import Opinion
from pingyi.records.voices.sources import WEB
from pingyi.rules.mandate import PUBLIC

__all__ = ["Exhibited", "go_on", "raise_opinion", "recipients"]


@dataclass(frozen=True, slots=True)
class Exhibited:
    """Files as the browser sent them: copies that may be read, originals sealed to a key, and the key's envelope."""

    copies: "Sequence[File[Any]]" = ()
    originals: "Sequence[File[Any]]" = ()
    envelope: str = ""


def raise_opinion(
    new: NewOpinion, exhibited: Exhibited, *, token: bytes, campaign: CurrentCampaign, at: datetime
) -> Taken:
    """Keep an opinion that came by the page, with its files.

    Raises what `clean`, `put_files` and `raise_opinion` refuse.
    """
    cleaned = replace(new, files=voices.clean(exhibited.copies))
    with transaction.atomic():
        taken = voices.raise_opinion(cleaned, source=WEB, token=token, campaign=campaign, actor=PUBLIC, at=at)
        if exhibited.envelope:
            _put(access_by_code(taken.code, campaign), exhibited, campaign)
    return taken


def go_on(
    opinion: Opinion, text: str, exhibited: Exhibited, *, seen: int, campaign: CurrentCampaign, at: datetime
) -> Opinion:
    """Keep a further statement with its files. Raises what `clean`, `put_files` and `go_on` refuse."""
    files = voices.clean(exhibited.copies)
    with transaction.atomic():
        held = voices.go_on(opinion, text, seen=seen, files=files, actor=PUBLIC, at=at, campaign=campaign)
        if exhibited.envelope:
            _put(held, exhibited, campaign)
    return held


def _put(opinion: Opinion, exhibited: Exhibited, campaign: CurrentCampaign) -> None:
    """Sealed originals, as many as there are copies, under a reference that only the journal's key leads to."""
    originals = [file.read() for file in exhibited.originals[: len(exhibited.copies)]]
    reference = files_reference_of(campaign.code, str(opinion.key))
    vault.put_files(exhibited.envelope, originals, reference, layers=SEALED, campaign=campaign)
