"""Appointing people for the work: only who is fit to be put to work on the unit (R82, R138, R195)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from pingyi.ceremonies.drawing import recruits_of
from pingyi.records.campaign.actions.turn import hold
from pingyi.records.campaign.fitness import ensure_fit, fitness_of
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import fulfil
from pingyi.records.inspection import actions as inspection
from pingyi.records.inspection.actions import NewTeam
from pingyi.records.inspection.queries import all_appointed
from pingyi.records.papers.actions import number_appointments
from pingyi.records.people import actions, queries
from pingyi.records.people.actions import NewAppointment
from pingyi.records.people.errors import CandidateWithdrawn, NobodyToAppoint
from pingyi.records.people.queries import PoolView
from pingyi.records.registers.actions import NewRow, write
from pingyi.records.registers.queries import rows_for
from pingyi.rules.mandate import Actor, Power, UnitRef, check
from pingyi.rules.people.aim import TEAMS, Aim, Work, issuer
from pingyi.rules.people.errors import IsLinked, Lacking, NotFit, StandsBack, Undeclared
from pingyi.rules.people.fitness import missing
from pingyi.rules.people.teams import HEAD, unit_and_post
from pingyi.rules.register import Values
from pingyi.rules.rulebook.completion import Settling
from pingyi.rules.rulebook.results import Recruits

TO_BE_CHOSEN = (Undeclared, StandsBack, IsLinked)
"""What stands against appointing a representative; training and prohibitions come after, before any work."""


@transaction.atomic
def appoint_teams(campaign: CurrentCampaign, teams: Sequence[NewTeam], *, actor: Actor, at: datetime) -> None:
    """Appoint the teams of several units, all or none; the last ranked unit's settles what waits for it (R138).

    Raises TeamExists, NoMembers, NotFit.
    """
    check(actor, Power.INSPECTION_APPOINT, phase=campaign.phase)
    ensure_fit(campaign, {team.unit: team.members for team in teams})
    inspection.appoint_all(campaign_id=campaign.code, teams=teams, actor=actor, at=at, phase=campaign.phase)
    if all_appointed(campaign):
        fulfil(Settling.INSPECTION_TEAMS, actor=actor, at=at)


@transaction.atomic
def appoint_drawn(campaign: CurrentCampaign, aim: Aim, *, since: date, until: date, actor: Actor, at: datetime) -> int:
    """Appoint whoever holds a drawn place and is not appointed yet, each with a numbered letter. Answers how many.

    Representatives get a row in their register, made from the candidate's, so that nobody is entered twice (R82, R185);
    inspection teams are appointed as they were drawn (R138). Raises NobodyToAppoint, CandidateWithdrawn, NotFit, and
    what the register or the teams refuse.
    """
    at = hold(campaign.code, at=at)
    check(actor, Power.POOL_DRAW, phase=campaign.phase, unit=UnitRef(aim.unit) if aim.unit else None)
    view = queries.pool(campaign.code, aim)
    if view is None or not view.unappointed:
        raise NobodyToAppoint
    numbers = number_appointments(campaign, aim.unit, len(view.unappointed), actor=actor, at=at)
    if aim.work in TEAMS:
        people = _on_teams(campaign, aim, view, numbers, actor=actor, at=at)
    else:
        people = _entered(campaign, aim, view, numbers, since, until, actor=actor, at=at)
    actions.appoint(campaign, aim, people, since=since, until=until, actor=actor, at=at)
    if aim.work is Work.APPRAISAL:
        fulfil(Settling.APPRAISAL_TEAM, actor=actor, at=at)
    return len(people)


def _on_teams(
    campaign: CurrentCampaign, aim: Aim, view: PoolView, numbers: Sequence[str], *, actor: Actor, at: datetime
) -> list[NewAppointment]:
    """The teams as drawn; everybody is asked once more whether they are fit."""
    members: dict[str, dict[str, str]] = {}
    heads: dict[str, str] = {}
    for line in view.unappointed:
        unit, post = unit_and_post(line.category)
        members.setdefault(unit, {})[view.accounts[line.code]] = line.name
        if post == HEAD:
            heads[unit] = view.accounts[line.code]
    if aim.work is Work.INSPECTION:
        drawn = [NewTeam(unit, own, heads.get(unit, "")) for unit, own in members.items()]
        appoint_teams(campaign, drawn, actor=actor, at=at)
    else:
        ensure_fit(campaign, members)
    return [
        NewAppointment(line.code, line.name, line.category, number)
        for line, number in zip(view.unappointed, numbers, strict=True)
    ]


def _entered(
    campaign: CurrentCampaign,
    aim: Aim,
    view: PoolView,
    numbers: Sequence[str],
    since: date,
    until: date,
    *,
    actor: Actor,
    at: datetime,
) -> list[NewAppointment]:
    """Each of them with a row in the register of representatives."""
    recruits = recruits_of(campaign.book)
    _ensure_free(campaign, aim, view)
    rows = {str(row.number): row.values for row in rows_for(campaign, recruits.register, aim.unit)}
    if gone := next((line.name for line in view.unappointed if line.code not in rows), None):
        raise CandidateWithdrawn(name=gone)
    term = {recruits.appoints.since: since.isoformat(), recruits.appoints.until: until.isoformat()}
    entered = [
        NewRow(aim.unit, _entry(campaign, recruits, rows[line.code], {**term, recruits.appoints.number: number}))
        for line, number in zip(view.unappointed, numbers, strict=True)
    ]
    written = write(recruits.appoints.register, entered, actor=actor, at=at)
    return [
        NewAppointment(line.code, str(rows[line.code][recruits.name]), line.category, number, row)
        for line, number, row in zip(view.unappointed, numbers, written, strict=True)
    ]


def _entry(campaign: CurrentCampaign, recruits: Recruits, candidate: Values, filled: Values) -> Values:
    """What stands with the candidate in columns that both registers have, and what the appointment fills."""
    columns = {each.code for each in campaign.book.register(recruits.appoints.register).columns}
    yes = {recruits.appoints.drawn: True, recruits.appoints.consent: True}
    return {**{code: value for code, value in candidate.items() if code in columns}, **yes, **filled}


def _ensure_free(campaign: CurrentCampaign, aim: Aim, view: PoolView) -> None:
    """Whoever has an account declared first, and has nothing to do with the unit."""
    book = campaign.book
    accounts = {line.name: view.accounts[line.code] for line in view.unappointed if line.code in view.accounts}
    if book.participation.fitness is None or not accounts:
        return
    known = fitness_of(campaign, set(accounts.values()))
    unfit = tuple(
        Lacking(name=name, missing=lacks)
        for name, ref in accounts.items()
        if (lacks := tuple(each for each in missing(known[ref], book, aim.unit) if isinstance(each, TO_BE_CHOSEN)))
    )
    if unfit:
        raise NotFit(unit=issuer(book, aim.unit), people=unfit)
