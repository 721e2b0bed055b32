"""A unit's paper is written by one of its people and signed by its leader: at that moment it is handed in."""

from datetime import datetime

from django.db import transaction

from pingyi.records.duties import allow
from pingyi.records.duties.actions.steps import Round, begun, entry_fields
from pingyi.records.duties.errors import WordsMissing, WrittenAnew
from pingyi.records.duties.models import Duty
from pingyi.rules.journal.vocabulary.duties import DutyDrawnUp, DutyHandedBack
from pingyi.rules.mandate import Actor, Power, UnitRef, check
from pingyi.rules.writing import tidy


def lay(act: Round, duty: Duty, text: str, reference: str) -> None:
    """Lay it before the unit's leader; what the leader writes is signed and handed in at once."""
    if allow.leads(duty, act.actor):
        act.hand_in(duty, ("draw_up", "sign", "submit"), text, reference)
        return
    act.walk(duty, ("draw_up",), text=text, reference=reference)
    act.record(DutyDrawnUp(**entry_fields(duty), text=text, paper=reference))
    act.notify_owner("duty-drawn-up", duty)


@transaction.atomic
def sign(pk: int, draft: int, *, actor: Actor, at: datetime) -> None:
    """Sign for the unit what was drawn up in this move, and hand it in. Raises NotNow, WrittenAnew, OwnDraft."""
    act, duty = _awaiting_signature(pk, actor, at)
    newest = duty.moves.filter(verb="draw_up").last()
    if newest is None or newest.pk != draft:
        raise WrittenAnew
    allow.signer(duty, newest, actor)
    act.hand_in(duty, ("sign", "submit"), newest.text, newest.reference)
    act.write()


@transaction.atomic
def hand_back(pk: int, reasons: str, *, actor: Actor, at: datetime) -> None:
    """The leader sends a paper back within the unit, unsigned, with reasons. Raises NotNow, WordsMissing."""
    act, duty = _awaiting_signature(pk, actor, at)
    if not tidy(reasons):
        raise WordsMissing(what="the reasons")
    act.walk(duty, ("hand_back",), text=reasons)
    act.record(DutyHandedBack(**entry_fields(duty), reasons=reasons))
    act.notify_owner("duty-handed-back", duty)
    act.write()


def _awaiting_signature(pk: int, actor: Actor, at: datetime) -> tuple[Round, Duty]:
    """The duty, after its unit's power to sign was asked."""
    act, (duty,) = begun([pk], actor=actor, at=at)
    home = UnitRef(duty.unit.code) if duty.unit else None
    check(actor, Power.DUTY_SIGN, phase=act.campaign.phase, unit=home)
    return act, duty
