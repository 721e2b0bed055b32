"""Opinion forms in the register of mailings, against the opinions that were entered by the way they come back."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.registers.access import rows_of
from pingyi.records.voices.queries import entered
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.sorting import Mailed, Reconciled, reconciled

MAILINGS, POST = "mailings", "post"
"""The register, and the way by which forms come back where a row names none."""


def mailings(campaign: CurrentCampaign, *, actor: Actor) -> list[Reconciled]:
    """A line for each unit asked about, over the opinions that exist for this person; none without such a register.

    Two queries.
    """
    check(actor, Power.OPINION_RECKON, phase=campaign.phase)
    mailed = list(_mailed(campaign))
    return reconciled(mailed, entered(actor, campaign)) if mailed else []


def _mailed(campaign: CurrentCampaign) -> Iterator[Mailed]:
    register = next((each for each in campaign.book.registers if each.code == MAILINGS), None)
    rows = rows_of(register, campaign).filter(withdrawn=False).values_list("values", flat=True) if register else ()
    for values in rows:
        yield Mailed(values["about"], values.get("way") or POST, _whole(values["sent"]), _whole(values["returned"]))


def _whole(value: Any) -> int:
    """Forms are whole; a number of a register may have decimals."""
    return int(Decimal(str(value)))
