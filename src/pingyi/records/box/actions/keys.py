"""The trustees' key ceremony: begun, message by message, stopped."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pingyi.records.box import queries
from pingyi.records.box.errors import KeyInUse, ObjectionUnexplained, RestartUnexplained, SetupEnded
from pingyi.records.box.models import Box, KeySetup, SetupMessage, SetupObjection
from pingyi.records.box.progress import State
from pingyi.records.campaign.actions.turn import hold, phase_now
from pingyi.records.journal import actions as journal
from pingyi.rules.ballot.errors import TrusteeRefused
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.journal.vocabulary.box import KeyMessageSent, KeySetupStarted, KeySetupStopped
from pingyi.rules.mandate import Actor, PhaseState, Power, check
from pingyi.rules.writing import tidy

LONGEST_REASON = 1000


@transaction.atomic
def start_setup(
    *,
    campaign_id: str,
    group: str,
    threshold: int,
    trustees: Sequence[str],
    actor: Actor,
    at: datetime,
    phase: PhaseState,
    reason: str = "",
) -> KeySetup:
    """Begin a key ceremony; an earlier one is thereby abandoned, for a reason, and stays on record.

    Raises KeyInUse, RestartUnexplained.
    """
    check(actor, Power.BOX_CREATE, phase=phase_now(campaign_id, phase))
    at = hold(_scope(campaign_id), at=at)
    if Box.objects.filter(campaign_id=campaign_id).exists():
        raise KeyInUse
    if not tidy(reason) and KeySetup.objects.filter(campaign_id=campaign_id).exists():
        raise RestartUnexplained
    setup = KeySetup.objects.create(
        campaign_id=campaign_id, group=group, threshold=threshold, trustees=list(trustees), started_at=at
    )
    started = KeySetupStarted(
        about=setup.pk, group=group, threshold=threshold, trustees=list(trustees), reason=tidy(reason)
    )
    journal.append(started, actor=actor, at=at)
    return setup


@transaction.atomic
def send_setup_message(
    *, setup: KeySetup, step: str, body: str, actor: Actor, at: datetime, phase: PhaseState
) -> SetupMessage:
    """Take one trustee's next message, checked against everybody's earlier ones; the very same again changes nothing.

    Raises SetupEnded, TrusteeRefused.
    """
    grant = check(actor, Power.KEY_MAKE, phase=phase_now(setup.campaign_id, phase))
    at = hold(_scope(setup.campaign_id), at=at)
    progress = queries.setup_progress(setup.pk)
    index = progress.index_of(grant.unit)
    if progress.sent.get((index, step)) == body.encode():
        return setup.messages.get(trustee=index, step=step)
    progress.check_next(index, step, body.encode())
    message = SetupMessage.objects.create(setup=setup, trustee=index, step=step, body=body)
    sent = KeyMessageSent(about=setup.pk, trustee=index, step=step, sha256=sha256_hex(body.encode()))
    journal.append(sent, actor=actor, at=at)
    return message


@transaction.atomic
def stop_setup(
    *, setup: KeySetup, blamed: int | None, reason: str, actor: Actor, at: datetime, phase: PhaseState
) -> None:
    """A trustee refuses to go on, because of the message of trustee `blamed`, or of nobody in particular (None).

    Raises SetupEnded when it is over already, ObjectionUnexplained, TrusteeRefused for who is no trustee of it.
    """
    grant = check(actor, Power.KEY_MAKE, phase=phase_now(setup.campaign_id, phase))
    at = hold(_scope(setup.campaign_id), at=at)
    progress = queries.setup_progress(setup.pk)
    index = progress.index_of(grant.unit)
    if progress.state is not State.OPEN:
        raise SetupEnded
    if blamed is not None and blamed not in progress.numbers:
        raise TrusteeRefused(0, f"there is no trustee {blamed} to blame")
    if not (text := tidy(reason)[:LONGEST_REASON]):
        raise ObjectionUnexplained
    SetupObjection.objects.create(setup=setup, trustee=index, blamed=blamed, reason=text)
    journal.append(KeySetupStopped(about=setup.pk, trustee=index, blamed=blamed, reason=text), actor=actor, at=at)


def hold_keys(*, campaign_id: str, at: datetime) -> datetime:
    """Let no ceremony of this campaign begin, move or stop until the caller's transaction ends.

    Answers the moment to record for what rests on the key: within the campaign's turn, and not before its last message.
    """
    return hold(campaign_id, at=hold(_scope(campaign_id), at=at))


def _scope(campaign_id: str) -> str:
    """The trustees' turn: they do not wait for the acts of the campaign, nor are dated by them."""
    return f"{campaign_id}/keys"
