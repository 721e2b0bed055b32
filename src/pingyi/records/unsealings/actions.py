"""Asking for an identity, and each custodian's step."""

import hashlib
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.unsealings.errors import (
    AskedAlready,
    OtherCustodian,
    OwnRequest,
    UnsealingHidden,
    UnsealingUnexplained,
)
from pingyi.records.unsealings.models import Unsealing, UnsealingStep
from pingyi.rules.encoding import canonical
from pingyi.rules.lifecycle import UNSEALING, UnsealingState, advance
from pingyi.rules.mandate import ROLE_NAMES, Actor, Power, Role, check
from pingyi.rules.mandate.role import CUSTODIANS
from pingyi.rules.writing import tidy

INNER, OUTER = CUSTODIANS
WHOSE = {"release": OUTER, "unseal": INNER}
"""Whose step it is; either may refuse."""


@transaction.atomic
def ask(opinion: str, reason: str, quiet: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> bytes:
    """Ask for the identity of whoever raised this opinion; answers the digest of the step.

    Raises UnsealingUnexplained, AskedAlready.
    """
    check(actor, Power.UNSEALING_ASK, phase=campaign.phase)
    words = tidy(reason)
    if not words:
        raise UnsealingUnexplained
    waiting = Unsealing.objects.filter(campaign_id=campaign.code, opinion=opinion).exclude(state__in=UNSEALING.terminal)
    if waiting.exists():
        raise AskedAlready
    row = Unsealing.objects.create(campaign_id=campaign.code, opinion=opinion, quiet=tidy(quiet))
    return _record(row, "ask", words, actor=actor, at=at)


@transaction.atomic
def step(pk: int, verb: str, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> bytes:
    """A custodian's step; answers its digest.

    Raises UnsealingHidden, OtherCustodian, OwnRequest, UnsealingUnexplained, NotNow.
    """
    check(actor, Power.UNSEALING_DECIDE, phase=campaign.phase)
    row = Unsealing.objects.select_for_update().filter(pk=pk, campaign_id=campaign.code).first()
    if row is None:
        raise UnsealingHidden(hidden=True)
    if verb in WHOSE and not actor.holds(WHOSE[verb]):
        raise OtherCustodian(post=ROLE_NAMES[Role(WHOSE[verb])])
    if row.steps.filter(by_id=int(actor.ref)).exists():
        raise OwnRequest
    words = tidy(reason)
    if verb == "refuse" and not words:
        raise UnsealingUnexplained
    row.state = advance(UNSEALING, UnsealingState(row.state), verb)
    row.save(update_fields=["state"])
    return _record(row, verb, words, actor=actor, at=at)


def _record(row: Unsealing, verb: str, reason: str, *, actor: Actor, at: datetime) -> bytes:
    UnsealingStep.objects.create(unsealing=row, verb=verb, by_id=int(actor.ref), reason=reason, at=at)
    return hashlib.sha256(canonical({"quiet": row.quiet, "reason": reason, "verb": verb})).digest()
