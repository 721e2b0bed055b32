"""What may be a violation is reported by somebody with an account, or harm by whoever has a receipt code.

The discipline body is told, and nobody it implicates.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.actions.keeping import announce, keep
from pingyi.records.conduct.errors import NoSuchAccused, NoSuchProhibition
from pingyi.records.conduct.models import Violation
from pingyi.records.conduct.queries import due_in
from pingyi.rules.conduct import FindingMissing, Origin
from pingyi.rules.lifecycle import ViolationState
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.writing import tidy

RETALIATION = "R197"
MOST = 1_000_000
"""Numbers are drawn, so that nobody counts how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What is reported: against which prohibition, by whom as the reporter writes it, what happened."""

    prohibition: str
    facts: str
    origin: Origin = Origin.KNOWLEDGE
    accused: str = ""
    unit: str = ""


@transaction.atomic
def report(new: NewReport, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> str:
    """Keep the report; answers its number. Raises NoSuchProhibition, NoSuchAccused, FindingMissing."""
    check(actor, Power.VIOLATION_REPORT, phase=campaign.phase)
    if new.prohibition not in {each.code for each in campaign.book.conduct.prohibitions}:
        raise NoSuchProhibition
    if new.unit not in {"", *(unit.code for unit in campaign.book.units)}:
        raise NoSuchAccused
    if not tidy(new.facts):
        raise FindingMissing
    today = campaign.day_of(at)
    row = Violation.objects.create(
        campaign_id=campaign.code,
        number=_number(campaign.code),
        prohibition=new.prohibition,
        origin=new.origin,
        accused=tidy(new.accused),
        facts=tidy(new.facts),
        unit=new.unit,
        reporter_id=int(actor.ref),
        reported_on=today,
        due=due_in(ViolationState.REPORTED, today, campaign),
    )
    keep(row, "report", text=row.facts, actor=actor, at=at)
    announce("violation-reported", row, Power.VIOLATION_HANDLE, campaign=campaign, at=at)
    return row.number


@transaction.atomic
def report_harm(
    opinion: str, units: Collection[str], facts: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> None:
    """Keep that whoever raised this opinion about `units` is paid back for it, as they write with their receipt code.

    Nothing where the plan has no prohibition of retaliation (R197). `at`: the hour, and no minute.
    """
    check(actor, Power.OPINION_RAISE, phase=campaign.phase)
    prohibition = next((each.code for each in campaign.book.conduct.prohibitions if RETALIATION in each.source), None)
    if prohibition is None:
        return
    today, about = campaign.day_of(at), sorted(units)
    row = Violation.objects.create(
        campaign_id=campaign.code,
        number=_number(campaign.code),
        prohibition=prohibition,
        origin=Origin.OPINION,
        facts=tidy(facts),
        unit=about[0] if len(about) == 1 else "",
        opinion=opinion,
        implicated=about,
        reported_on=today,
        due=due_in(ViolationState.REPORTED, today, campaign),
    )
    keep(row, "report", text=row.facts, actor=actor, at=at)
    announce("violation-reported", row, Power.VIOLATION_HANDLE, campaign=campaign, at=at)


def _number(campaign_id: str) -> str:
    while Violation.objects.filter(
        campaign_id=campaign_id, number=(number := f"{secrets.randbelow(MOST):06d}")
    ).exists():
        pass
    return number
