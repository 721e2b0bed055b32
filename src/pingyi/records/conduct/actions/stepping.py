"""One step of a violation: may it be taken now, its row, what of it is recorded, whoever has to know."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.access import access_own, access_violation
from pingyi.records.conduct.actions.keeping import announce, announce_to_accused, keep
from pingyi.records.conduct.errors import (
    DaysOpen,
    MovedOn,
    NoSuchAccused,
    NoSuchProhibition,
    ObjectedAlready,
    OwnMatter,
    TooLateToObject,
)
from pingyi.records.conduct.models import Violation
from pingyi.records.conduct.queries import due_in, ends
from pingyi.records.journal.actions import append
from pingyi.records.organisation.models import Account
from pingyi.rules.conduct import DECISIONS, AccusedMissing, ensure_complete
from pingyi.rules.journal.vocabulary.conduct import STEPS, ViolationMoved
from pingyi.rules.lifecycle import VIOLATION, ViolationState
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.writing import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step that somebody wants to take on a violation that had taken `seen` steps on the page.

    `prohibition`, `person` and `unit` are settled by the screening; `body` and `due`: to whom it is handed over, and by
    when an answer is asked for; `document`: the number of the paper.
    """

    verb: str
    seen: int
    text: str = ""
    document: str = ""
    body: str = ""
    due: date | None = None
    prohibition: str = ""
    person: str = ""
    unit: str = ""


@transaction.atomic
def take(pk: int, move: Move, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> Violation:
    """The violation after the step.

    Raises ViolationHidden, MovedOn, OwnMatter, NotNow, FindingMissing, DocumentMissing, AccusedMissing,
    NoSuchProhibition, NoSuchAccused, DaysOpen, TooLateToObject, ObjectedAlready.
    """
    row = _held(pk, move, campaign, actor=actor)
    step, today = VIOLATION.step(ViolationState(row.state), move.verb), campaign.day_of(at)
    text, document = tidy(move.text), tidy(move.document)
    ensure_complete(move.verb, text, document)
    _judge(row, move, today, campaign)
    if move.verb == "screen":
        _settle(row, move, campaign)
    row.state, row.due = step.end, move.due or due_in(step.end, today, campaign)
    row.save()
    made = keep(row, move.verb, actor=actor, at=at, text=text, document=document, body=tidy(move.body))
    if move.verb in STEPS:
        append(ViolationMoved(about=row.number, step=move.verb, digest=made), actor=actor, at=at)
    _announce(row, move.verb, campaign, at=at)
    return row


def _held(pk: int, move: Move, campaign: CurrentCampaign, *, actor: Actor) -> Violation:
    """Held until the transaction ends, for somebody who may take the step."""
    power = next((each.power for each in VIOLATION.steps if each.verb == move.verb), None) or Power.VIOLATION_HANDLE
    check(actor, power, phase=campaign.phase)
    find = access_own if power is Power.VIOLATION_DEFEND else access_violation
    row = Violation.objects.select_for_update().get(pk=find(actor, pk, campaign).pk)
    if row.steps.count() != move.seen:
        raise MovedOn
    if power is Power.VIOLATION_DECIDE and str(row.reporter_id) == actor.ref:
        raise OwnMatter
    return row


def _judge(row: Violation, move: Move, today: date, campaign: CurrentCampaign) -> None:
    if move.verb == "record_silence" and (row.due is None or today <= row.due):
        raise DaysOpen(until=row.due or "—")
    if move.verb != "contest":
        return
    if row.steps.filter(verb="contest").exists():
        raise ObjectedAlready
    decided = row.steps.filter(verb="substantiate").latest("pk")
    until = ends(campaign, campaign.book.objection.working_days, campaign.day_of(decided.at))
    if until and today > until:
        raise TooLateToObject(until=until)


def _settle(row: Violation, move: Move, campaign: CurrentCampaign) -> None:
    """What it is about, as the discipline body finds."""
    if move.prohibition not in {each.code for each in campaign.book.conduct.prohibitions}:
        raise NoSuchProhibition
    if not (move.person or move.unit):
        raise AccusedMissing
    people = Account.objects.filter(pk=move.person) if move.person.isascii() and move.person.isdigit() else ()
    person = next(iter(people), None)
    if move.unit not in {"", *(unit.code for unit in campaign.book.units)} or bool(move.person) != bool(person):
        raise NoSuchAccused
    row.prohibition, row.unit, row.person = move.prohibition, move.unit, person


def _announce(row: Violation, verb: str, campaign: CurrentCampaign, *, at: datetime) -> None:
    if verb in ("defend", "record_silence", "contest"):
        announce("violation-to-decide", row, Power.VIOLATION_DECIDE, campaign=campaign, at=at)
    elif verb == "notify":
        announce_to_accused("violation-notified", row, at=at)
    elif verb in (*DECISIONS, "uphold", "reject"):
        announce_to_accused("violation-decided", row, at=at)
