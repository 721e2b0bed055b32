"""What teams do. Every act is first tried on the sheet as a value: what its rules refuse is never written."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from pingyi.records.campaign.actions.turn import hold, phase_now, stand
from pingyi.records.campaign.queries import CurrentCampaign, current
from pingyi.records.duties.actions import fulfil, recheck
from pingyi.records.inspection import queries
from pingyi.records.inspection.access import access_team
from pingyi.records.inspection.errors import (
    NoMembers,
    NotTheHead,
    ReportMissing,
    SheetRefused,
    TeamExists,
)
from pingyi.records.inspection.models import Discussion, Mark, Settlement, SheetSignature, Team
from pingyi.records.inspection.sheets import TeamView
from pingyi.records.journal import actions as journal
from pingyi.rules.journal.vocabulary.inspection import (
    DiscussionOpened,
    MarkSettled,
    MarksGiven,
    SheetSigned,
    TeamAppointed,
)
from pingyi.rules.mandate import Actor, PhaseState, Power, UnitRef, check
from pingyi.rules.rulebook.completion import Record, Settling
from pingyi.rules.scoring import sheet as rules
from pingyi.rules.scoring.errors import BadPoints, BadSheet
from pingyi.rules.writing import tidy


@dataclass(frozen=True, slots=True)
class Settled:
    """The team's decision on one indicator."""

    points: Decimal
    reason: str
    dissent: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A unit's team to be (reference → name) with its head."""

    unit: str
    members: Mapping[str, str]
    head: str


def appoint(
    *,
    campaign_id: str,
    unit: str,
    members: Mapping[str, str],
    head: str,
    actor: Actor,
    at: datetime,
    phase: PhaseState,
) -> Team:
    """Appoint a unit's team; who is fit for it, the ceremony asks. Raises TeamExists, NoMembers."""
    team = NewTeam(unit, members, head)
    (made,) = appoint_all(campaign_id=campaign_id, teams=[team], actor=actor, at=at, phase=phase)
    return made


@transaction.atomic
def appoint_all(
    *, campaign_id: str, teams: Sequence[NewTeam], actor: Actor, at: datetime, phase: PhaseState
) -> list[Team]:
    """Appoint the teams of several units, all or none; four queries. Raises what `appoint` does."""
    units = sorted(team.unit for team in teams)
    at = hold(campaign_id, *(_scope(campaign_id, unit) for unit in units), at=at)
    check(actor, Power.INSPECTION_APPOINT, phase=phase_now(campaign_id, phase))
    if Team.objects.filter(campaign_id=campaign_id, unit__in=units).exists():
        raise TeamExists
    if any(team.head not in team.members for team in teams):
        raise NoMembers
    made = Team.objects.bulk_create(
        Team(campaign_id=campaign_id, unit=team.unit, members=dict(team.members), head=team.head, appointed_at=at)
        for team in teams
    )
    appointed = [TeamAppointed(about=team.pk, unit=team.unit, members=len(team.members)) for team in made]
    journal.append_all(appointed, actor=actor, at=at)
    return made


@transaction.atomic
def give_marks(
    unit: str, marks: Mapping[str, Decimal], *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> TeamView:
    """One inspector's own marks, before the discussion; what stands already is not written twice. Raises SheetRefused.

    A page saves each field as it is left, and all of them at the button: the same mark may arrive twice at once.
    """
    team, at = _locked(unit, campaign, actor, Power.INSPECTION_SCORE, at)
    with _named(team):
        sheet = rules.give(team.sheet, actor.ref, marks)
    own = team.sheet.individual.get(actor.ref, {})
    marks = {code: points for code, points in marks.items() if own.get(code) != points}
    if marks:
        Mark.objects.bulk_create(
            Mark(team_id=team.pk, inspector=actor.ref, indicator=code, points=points, at=at)
            for code, points in marks.items()
        )
        journal.append(MarksGiven(about=team.pk, unit=unit, marks=len(marks), points=marks), actor=actor, at=at)
    return replace(team, sheet=sheet)


@transaction.atomic
def open_discussion(
    unit: str, present: Sequence[str], *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> TeamView:
    """The head opens the discussion with those present; own marks are closed. Raises NotTheHead, SheetRefused."""
    team, at = _led(unit, campaign, actor, Power.INSPECTION_SUBMIT, at)
    with _named(team):
        sheet = rules.discuss(team.sheet, tuple(present))
    Discussion.objects.create(team_id=team.pk, present=list(sheet.present), at=at)
    opened = DiscussionOpened(about=team.pk, unit=unit, present=len(sheet.present), of=len(team.members))
    journal.append(opened, actor=actor, at=at)
    _show(Record.INSPECTED, queries.inspected(campaign), campaign, actor=actor, at=at)
    return replace(team, sheet=sheet)


@transaction.atomic
def settle(
    unit: str, settled: Mapping[str, Settled], *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> TeamView:
    """The team's decisions on several indicators, all or none, an entry for each. Raises NotTheHead, SheetRefused."""
    team, at = _led(unit, campaign, actor, Power.INSPECTION_SUBMIT, at)
    sheet = team.sheet
    with _named(team):
        for indicator, own in settled.items():
            sheet = rules.settle(sheet, indicator, Fraction(own.points), own.reason, tuple(own.dissent))
    Settlement.objects.bulk_create(
        Settlement(
            team_id=team.pk, indicator=indicator, points=own.points, reason=own.reason, dissent=list(own.dissent), at=at
        )
        for indicator, own in settled.items()
    )
    entries = [
        MarkSettled(about=team.pk, unit=unit, indicator=indicator, points=own.points, reason=own.reason)
        for indicator, own in settled.items()
    ]
    journal.append_all(entries, actor=actor, at=at)
    _show(Record.DELIBERATED, queries.deliberated(campaign), campaign, actor=actor, at=at)
    return replace(team, sheet=sheet)


@transaction.atomic
def sign(unit: str, report: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> None:
    """The head signs sheet and report: submitted, never changed. Raises NotTheHead, ReportMissing, SheetRefused."""
    team, at = _led(unit, campaign, actor, Power.INSPECTION_SIGN, at, campaign.code)
    if not tidy(report):
        raise ReportMissing
    with _named(team):
        sheet = rules.sign(team.sheet, actor.ref)
    signed = queries.sheet_digest(sheet, report)
    SheetSignature.objects.create(team_id=team.pk, report=report, digest=signed, name=actor.name, at=at)
    entry = SheetSigned(about=team.pk, unit=unit, digest=signed, points=rules.block_points(sheet))
    journal.append(entry, actor=actor, at=at)
    if queries.waiting(campaign.code):
        return
    now = current()
    if now is not None and queries.all_signed(now):
        fulfil(Settling.SHEETS, actor=actor, at=at)


def _show(record: Record, done: Set[str], campaign: CurrentCampaign, *, actor: Actor, at: datetime) -> None:
    """Settle what rests on this as soon as every ranked unit's team has come so far; nothing before is looked at."""
    if {unit.code for unit in campaign.book.ranked_units} <= done:
        recheck(records=[record], actor=actor, at=at)


@contextmanager
def _named(team: TeamView) -> Iterator[None]:
    """What the sheet refuses is said to people: with names for numbers."""
    try:
        yield
    except (BadSheet, BadPoints) as fault:
        raise SheetRefused(fault, team.members) from fault


def _led(
    unit: str, campaign: CurrentCampaign, actor: Actor, power: Power, at: datetime, *before: str
) -> tuple[TeamView, datetime]:
    team, at = _locked(unit, campaign, actor, power, at, *before)
    if actor.ref != team.head:
        raise NotTheHead(head=team.head_name)
    return team, at


def _locked(
    unit: str, campaign: CurrentCampaign, actor: Actor, power: Power, at: datetime, *before: str
) -> tuple[TeamView, datetime]:
    """The team, held until the transaction ends so that marks and discussion cannot cross, and the moment to record.

    A team has a turn of its own: teams do not wait for each other, nor their marks for the campaign's acts. What has
    to wait for these too names their scope, which comes `before`. Raises NoSuchTeam, what `check` does.
    """
    at = hold(*before, _scope(campaign.code, unit), at=at)
    campaign = stand(campaign.code) or campaign
    team = access_team(actor, unit, campaign=campaign)
    check(actor, power, phase=campaign.phase, unit=UnitRef(unit))
    return team, at


def _scope(campaign_id: str, unit: str) -> str:
    return f"{campaign_id}/{unit}"
