"""Another wording of the problem, or another day: asked for by the unit with a reason, decided outside it (C3)."""

from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.actions.steps import Seen, announce, given, held, note
from pingyi.records.ledger.errors import ChangeWaits, NotChanged, NothingAsked
from pingyi.rules.lifecycle import ITEM, NotNow
from pingyi.rules.lifecycle.table import words_of
from pingyi.rules.mandate import Actor, Power, Role
from pingyi.rules.writing import tidy


@transaction.atomic
def ask_change(
    seen: Seen, problem: str, due: date | None, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """Ask for it; what stands there holds until somebody outside has decided.

    Raises ChangeWaits, NotChanged, NotNow, StepUnexplained.
    """
    item = held(seen, campaign, Power.LEDGER_WRITE, actor=actor)
    why = given(reason)
    if item.state in ITEM.terminal:
        raise NotNow(noun=ITEM.noun, state=words_of(item.state), possible=(words_of("reopen"),))
    if item.asked:
        raise ChangeWaits
    words = tidy(problem) or item.problem
    day = due or item.due
    if (words, day) == (item.problem, item.due):
        raise NotChanged
    asked = {"problem": words, "due": day.isoformat() if day else None, "reason": why}
    note(item, "ask", {"asked": asked}, actor=actor, at=at, reason=why)
    announce("item-change-asked", item, at=at, roles=(Role.OFFICE_STAFF, Role.OFFICE_DIRECTOR))


@transaction.atomic
def decide_change(
    seen: Seen, granted: bool, reason: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """Grant or deny what the unit asks for; both with a reason. Raises NothingAsked, StepUnexplained."""
    item = held(seen, campaign, Power.LEDGER_VERIFY, actor=actor)
    if not item.asked:
        raise NothingAsked
    changes: dict[str, object] = {"asked": None}
    if granted:
        day = item.asked["due"]
        changes |= {"problem": item.asked["problem"], "due": date.fromisoformat(day) if day else None}
    note(item, "grant" if granted else "deny", changes, actor=actor, at=at, reason=given(reason))
    announce("item-change-decided", item, at=at, unit=True)
