"""One step of a case: may it be taken now, what changes by it, its row, and whoever has to know.

Nothing of it goes into the journal by itself: an entry would show everybody that somebody had complained. Whoever calls
commits to the digest of the step in the tree of the hour (`voices.actions.commit`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.actions.judging import Stepping, judge
from pingyi.records.casework.models import Case, Step
from pingyi.records.casework.queries import course_of, ends
from pingyi.records.outbox.actions import post
from pingyi.rules.casework import Answers
from pingyi.rules.casework.course import BEGINS
from pingyi.rules.encoding import digest
from pingyi.rules.journal.subject import Subject
from pingyi.rules.lifecycle import CASE, CaseState
from pingyi.rules.mandate import PUBLIC, Actor, Power, UnitRef, check
from pingyi.rules.voices import Kind

ANNOUNCED = {"assign": "case-assigned", "send_back": "case-sent-back", "urge": "case-urged"}
RETURNS = (*BEGINS, "object")
"""Steps after which the office has it in hand again."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The opinion that a case is about, as far as its handling needs it. `received`: the day it came."""

    number: str
    kind: Kind
    units: tuple[str, ...]
    received: date


@dataclass(frozen=True, slots=True)
class Move:
    """A step that somebody wants to take, with what it needs: a text, a body, a time limit, answers."""

    verb: str
    text: str = ""
    body: str = ""
    limit: str = ""
    answers: Answers = field(default_factory=Answers)


@transaction.atomic
def take(matter: Matter, move: Move, *, actor: Actor, at: datetime, campaign: CurrentCampaign) -> bytes:
    """Take a step; the first one makes the case. Answers the digest of the step, to be committed to.

    Raises NotNow, and the refusals of `judge`.
    """
    case = _held(matter, campaign)
    step = CASE.step(CaseState(case.state), move.verb)
    check(actor, step.power or Power.CASE_HANDLE, phase=campaign.phase)
    today = campaign.day_of(at)
    steps = list(case.steps.all())
    judge(Stepping(case, course_of(steps), move.verb, move.text, move.body, move.limit, today), campaign)
    _change(case, move, today, campaign, step.end)
    row = Step(
        case=case,
        verb=move.verb,
        handler="" if actor == PUBLIC else actor.ref,
        at=at,
        day=today,
        text=move.text,
        body=move.body,
        due=case.due,
        solved=move.answers.solved,
        satisfied=move.answers.satisfied,
        harassed=move.answers.harassed,
    )
    row.save()
    course = course_of([*steps, row])
    case.care_from, case.asked = course.care_from, course.asked
    case.save(update_fields=["state", "limit", "due", "body", "protected", "care_from", "asked"])
    if move.verb in ANNOUNCED:
        post(ANNOUNCED[move.verb], about=Subject.of("case"), at=at, units=[UnitRef(case.body)])
    return bytes.fromhex(digest([matter.number, move, today]))


def _held(matter: Matter, campaign: CurrentCampaign) -> Case:
    """The case, made if there is none, held until the transaction ends."""
    Case.objects.get_or_create(
        campaign_id=campaign.code,
        number=matter.number,
        defaults={"kind": matter.kind, "units": list(matter.units), "received": matter.received},
    )
    return Case.objects.select_for_update().get(campaign_id=campaign.code, number=matter.number)


def _change(case: Case, move: Move, today: date, campaign: CurrentCampaign, state: CaseState) -> None:
    case.state = state
    case.limit = move.limit or case.limit
    changes: dict[str, Callable[[], date | None]] = {
        "accept": lambda: ends(campaign, case.limit, case.received),
        "extend": lambda: case.due and ends(campaign, case.limit, case.due, extended=True),
    }
    if move.verb in changes:
        case.due = changes[move.verb]()
    elif move.verb in BEGINS and state is CaseState.ACCEPTED:
        case.due = ends(campaign, case.limit or "complaint", today)
    if move.verb in RETURNS:
        case.body = ""
    elif move.verb == "assign":
        case.body = move.body
    case.protected = case.protected or move.verb == "report_harm" or bool(move.answers.harassed)
