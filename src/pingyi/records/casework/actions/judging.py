"""Whether a step may be taken now, beyond what the state table says."""

from dataclasses import dataclass
from datetime import date

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework.errors import NoSuchBody
from pingyi.records.casework.models import Case
from pingyi.records.casework.queries import HANDLERS, REOPENING, WRONG_TRANSFER, ends, limit_of, limits_offered
from pingyi.records.organisation.models import Unit
from pingyi.rules.casework import (
    AlreadyDone,
    Course,
    LimitUnknown,
    NotExtendable,
    NotYetLate,
    TextMissing,
    TooLate,
    ensure_may_handle,
)
from pingyi.rules.voices import Kind

WORDLESS = ("assign", "urge", "call_back", "find_unsolved", "find_harm", "evaluate", "ask_after")
"""Steps for which nothing needs to be written."""


@dataclass(frozen=True, slots=True)
class Stepping:
    """A step that is about to be taken in a case that is held."""

    case: Case
    course: Course
    verb: str
    text: str
    body: str
    limit: str
    today: date


def judge(step: Stepping, campaign: CurrentCampaign) -> None:
    """Refuses what is not to be.

    Raises TextMissing, LimitUnknown, NoSuchBody, HandledByTheAccused, NotExtendable, NotYetLate, TooLate,
    AlreadyDone.
    """
    if step.verb not in WORDLESS and not step.text.strip():
        raise TextMissing
    judges = {
        "accept": _accepted,
        "assign": _assigned,
        "object": _objected,
        "extend": _extended,
        "escalate": _escalated,
        "evaluate": _evaluated,
        "reopen": _reopened,
    }
    if step.verb in judges:
        judges[step.verb](step, campaign)


def _accepted(step: Stepping, campaign: CurrentCampaign) -> None:
    offered = limits_offered(campaign)
    if offered and step.limit not in offered:
        raise LimitUnknown


def _assigned(step: Stepping, campaign: CurrentCampaign) -> None:
    if not Unit.objects.filter(code=step.body, kind__in=HANDLERS).exists():
        raise NoSuchBody
    ensure_may_handle(step.body, Kind(step.case.kind), step.case.units, campaign.book)


def _objected(step: Stepping, campaign: CurrentCampaign) -> None:
    _ensure_within(WRONG_TRANSFER, step.course.assigned_on, step.today, campaign)


def _reopened(step: Stepping, campaign: CurrentCampaign) -> None:
    _ensure_within(REOPENING, step.course.replied_on, step.today, campaign)


def _extended(step: Stepping, campaign: CurrentCampaign) -> None:
    limit = limit_of(campaign, step.case.limit)
    if limit is None or step.course.extensions >= limit.extensions:
        raise NotExtendable


def _escalated(step: Stepping, campaign: CurrentCampaign) -> None:
    if step.case.due is None or step.today <= step.case.due:
        raise NotYetLate
    if step.course.escalated:
        raise AlreadyDone


def _evaluated(step: Stepping, campaign: CurrentCampaign) -> None:
    if step.course.is_evaluated:
        raise AlreadyDone


def _ensure_within(code: str, start: date | None, today: date, campaign: CurrentCampaign) -> None:
    until = ends(campaign, code, start) if start else None
    if until is not None and today > until:
        raise TooLate(until=until)
