"""Making a custodian's key known, and putting an envelope away."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.journal.actions import append
from pingyi.records.vault.errors import KeyTaken, NoCustodians, NotARecipient, NotSealed, TooManyEnvelopes
from pingyi.records.vault.models import CustodianKey, Envelope, SealedFile
from pingyi.records.vault.queries import recipients
from pingyi.rules.journal.vocabulary.vault import CustodianKeyMade
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.voices import envelope_in, is_sealed_file

LOCK = int.from_bytes(b"vault")
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
LONGEST = 16_384
"""Characters of an envelope: an identity behind two layers has about half of it."""

MOST = 20
"""Envelopes of one opinion."""


@transaction.atomic
def make_key(recipient: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """From now on things are sealed to this key of the actor's post. Raises NotARecipient, KeyTaken."""
    grant = check(actor, Power.VAULT_KEEP, phase=campaign.phase)
    if not RECIPIENT.fullmatch(recipient):
        raise NotARecipient
    _take_turn()
    if CustodianKey.objects.filter(recipient=recipient).exists():
        raise KeyTaken
    CustodianKey.objects.create(
        campaign_id=campaign.code, post=grant.role, recipient=recipient, keeper=actor.ref, at=at
    )
    append(CustodianKeyMade(about=grant.role, recipient=recipient), actor=actor, at=at)


@transaction.atomic
def put(text: str, reference: bytes, *, layers: int, campaign: CurrentCampaign) -> bool:
    """Put an envelope away under its reference; False for one that lies there already.

    Raises NoCustodians, NotSealed, TooManyEnvelopes.
    """
    if not recipients(campaign.code):
        raise NoCustodians
    envelope = envelope_in(text, LONGEST)
    if envelope is None:
        raise NotSealed
    _take_turn()
    before = Envelope.objects.filter(reference=reference, layers=layers)
    if before.filter(text=envelope).exists():
        return False
    if before.count() >= MOST:
        raise TooManyEnvelopes
    Envelope.objects.create(
        campaign_id=campaign.code, reference=reference, number=before.count(), layers=layers, text=envelope
    )
    return True


@transaction.atomic
def put_files(text: str, files: Sequence[bytes], reference: bytes, *, layers: int, campaign: CurrentCampaign) -> None:
    """Put sealed files away, with the envelope in which the key to them lies; the same envelope again adds nothing.

    Raises what `put` refuses.
    """
    if not all(map(is_sealed_file, files)):
        raise NotSealed
    if put(text, reference, layers=layers, campaign=campaign):
        envelope = Envelope.objects.filter(reference=reference, layers=layers).latest("number")
        SealedFile.objects.bulk_create(
            SealedFile(envelope=envelope, number=place, data=data) for place, data in enumerate(files)
        )


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
