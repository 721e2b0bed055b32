"""Keeping what was sealed, and every step until it is answered."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.clues.errors import ClueHidden, ClueUnexplained, NotSealedHere
from pingyi.records.clues.models import Clue, ClueStep
from pingyi.rules.encoding import canonical
from pingyi.rules.lifecycle import CLUE, ClueState, advance
from pingyi.rules.mandate import PUBLIC, Actor, Power, check
from pingyi.rules.voices import envelope_in
from pingyi.rules.writing import tidy

LONGEST = 65_536
"""Characters of a report behind two layers: all are as long as the longest, about 46,000."""
EXPLAINED = frozenset({"send_back", "return", "conclude"})
"""Steps for which something has to be written."""


def fit(sealed: str) -> str:
    """What was sealed, as it is kept. Raises NotSealedHere."""
    envelope = envelope_in(sealed, LONGEST)
    if envelope is None:
        raise NotSealedHere
    return envelope


@transaction.atomic
def keep(number: str, sealed: str, *, hour: str, campaign: CurrentCampaign, actor: Actor) -> None:
    """Put a report beside its stub; the same one again is not kept twice. Raises NotSealedHere."""
    check(actor, Power.OPINION_RAISE, phase=campaign.phase)
    kept = {"hour": hour, "sealed": fit(sealed)}
    Clue.objects.get_or_create(campaign_id=campaign.code, number=number, defaults=kept)


@transaction.atomic
def step(
    number: str, verb: str, text: str, *, layer: str = "", campaign: CurrentCampaign, actor: Actor, at: datetime
) -> bytes:
    """Take a step; answers its digest. `text`: what the raiser reads. `layer`: what is handed over.

    Raises ClueHidden, ClueUnexplained, NotSealedHere, NotNow.
    """
    row = Clue.objects.select_for_update().filter(campaign_id=campaign.code, number=number).first()
    if row is None:
        raise ClueHidden(hidden=True)
    found = CLUE.step(ClueState(row.state), verb)
    check(actor, found.power or Power.CLUE_ANSWER, phase=campaign.phase)
    words = tidy(text)
    if verb in EXPLAINED and not words:
        raise ClueUnexplained
    row.state = advance(CLUE, ClueState(row.state), verb)
    _carry(row, verb, layer)
    row.save(update_fields=["state", "slip", "sealed", "layer"])
    by = None if actor == PUBLIC else int(actor.ref)
    ClueStep.objects.create(clue=row, verb=verb, by_id=by, text=words, at=at)
    value = {"layer": hashlib.sha256(layer.encode()).hexdigest(), "text": words, "verb": verb}
    return hashlib.sha256(canonical(value)).digest()


def _carry(row: Clue, verb: str, layer: str) -> None:
    """What lies here after the step: two layers, one, or nothing any more."""
    if verb == "hand_over":
        row.layer = fit(layer)
        row.slip = row.slip or 1 + (Clue.objects.filter(campaign_id=row.campaign_id).aggregate(m=Max("slip"))["m"] or 0)
    elif verb == "send_back":
        row.layer = ""
    elif verb == "receive":
        row.sealed = row.layer = ""
