"""Drawing people: a register of candidates, or whoever is fit for a team, becomes a closed pool (R82, R114, R138)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.fitness import Known, fitness_of
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.queries import posted
from pingyi.records.organisation.queries import holders, inspectors
from pingyi.records.outbox.actions import post
from pingyi.records.people import actions, queries
from pingyi.records.people.errors import TeamsStand
from pingyi.records.registers.actions import amend
from pingyi.records.registers.queries import rows_for, versions_for
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.people import POOL
from pingyi.rules.mandate import Actor, PersonRef, Role
from pingyi.rules.people.aim import Aim, Work
from pingyi.rules.people.composition import places
from pingyi.rules.people.draw import Candidate, Pool
from pingyi.rules.people.errors import TooFewCandidates, TooFewTogether
from pingyi.rules.people.fitness import Fitness, missing
from pingyi.rules.people.teams import Able, category_name, teams
from pingyi.rules.register import Row
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.results import Recruits


def close_pool(
    campaign: CurrentCampaign, aim: Aim, size: int, *, source: str, known_at: datetime, actor: Actor, at: datetime
) -> None:
    """Close the pool of a unit's candidates ("" for the organiser's) for so many places.

    Raises TooFewCandidates, ValueKnown, PoolClosedAlready; KeyError where the plan draws nobody.
    """
    recruits = recruits_of(campaign.book)
    rows = rows_for(campaign, recruits.register, aim.unit)
    accounts = {str(row.number): str(ref) for row in rows if (ref := row.values.get(recruits.account))}
    known = fitness_of(campaign, set(accounts.values()))
    wanted = places(campaign.book.participation.composition, size)
    with _in_words(campaign.book):
        pool = Pool(aim.purpose(campaign.code), wanted, _candidates(rows, recruits, aim.unit, accounts, known))
    names = {str(row.number): f"{row.values[recruits.name]}（{row.values[recruits.group]}）" for row in rows}
    actions.close_pool(campaign, aim, pool, names, accounts, source=source, known_at=known_at, actor=actor, at=at)


def close_teams(
    campaign: CurrentCampaign, work: Work, members: int, *, source: str, known_at: datetime, actor: Actor, at: datetime
) -> None:
    """Close the pool from which a head and so many members are drawn for every ranked unit (R114, R138).

    In it is whoever is fit to be put to work on a unit (R195). Raises TooFewCandidates, TooFewTogether, ValueKnown,
    PoolClosedAlready, TeamsStand.
    """
    if teams_stand(campaign, work):
        raise TeamsStand
    people, aim = prospects(campaign, work), Aim(work=work)
    units = [unit.code for unit in campaign.book.ranked_units]
    with _in_words(campaign.book):
        pool = teams(aim.purpose(campaign.code), units, members, [each.able for each in people])
    names = {each.able.code: each.name for each in people}
    accounts = {each.able.code: each.ref for each in people}
    actions.close_pool(campaign, aim, pool, names, accounts, source=source, known_at=known_at, actor=actor, at=at)


def teams_stand(campaign: CurrentCampaign, work: Work) -> bool:
    """Whether inspection teams were appointed, drawn or by hand: then no other is drawn any more."""
    return work is Work.INSPECTION and bool(posted(campaign.code))


@dataclass(frozen=True, slots=True)
class Prospect:
    """Somebody who may be drawn for teams."""

    ref: str
    name: str
    able: Able
    back: frozenset[str]
    """The units that they stand back from."""


def prospects(campaign: CurrentCampaign, work: Work) -> tuple[Prospect, ...]:
    """Who may be drawn for teams, by name: whoever holds the role for a unit and is fit to be put to work on it."""
    units = [unit.code for unit in campaign.book.ranked_units]
    seats = _inspectors(units) if work is Work.INSPECTION else _appraisers(units)
    known = fitness_of(campaign, list(seats))
    names = sorted((known[ref].name, ref) for ref in seats if ref in known)
    found = []
    for place, (name, ref) in enumerate(names, 1):
        fit = frozenset(unit for unit in units if not missing(known[ref], campaign.book, unit))
        heads, sits = seats[ref]
        found.append(Prospect(ref, name, Able(str(place), heads & fit, sits & fit), known[ref].stands_back))
    return tuple(found)


Seats = Mapping[str, tuple[frozenset[str], frozenset[str]]]
"""Reference → the units whose team they may head, and those on whose team they may sit."""


def _inspectors(units: list[str]) -> Seats:
    held = [(each, unit) for unit, own in inspectors().items() if unit in units for each in own]
    return {
        ref: (
            frozenset(unit for each, unit in held if each.ref == ref and each.leads),
            frozenset(unit for each, unit in held if each.ref == ref),
        )
        for ref in {each.ref for each, _ in held}
    }


def _appraisers(units: list[str]) -> Seats:
    return {each.ref: (frozenset(units), frozenset(units)) for each in holders([Role.APPRAISER])}


@transaction.atomic
def replace_drawn(campaign: CurrentCampaign, aim: Aim, leaving: str, reason: str, *, actor: Actor, at: datetime) -> str:
    """Let the next in turn take a place; the term of whoever was appointed to it ends today, in the register too.

    Answers the code of who steps in. Raises TeamsStand, what the action does.
    """
    view, recruits = queries.pool(campaign.code, aim), campaign.book.participation.recruits
    if aim.work is Work.INSPECTION and view and view.letters:
        raise TeamsStand
    entering = actions.replace_drawn(campaign, aim, leaving, reason, actor=actor, at=at)
    letter = next((each for each in view.letters if each.code == leaving), None) if view else None
    if view and letter and letter.own:
        about = Subject.of(POOL, view.purpose)
        post("appointment-ended", about=about, at=at, person=PersonRef(view.accounts[leaving]))
    if letter and letter.row and recruits:
        register, until = recruits.appoints.register, recruits.appoints.until
        today = campaign.day_of(at).isoformat()
        for row, version in versions_for(campaign, register, [letter.row]):
            if str(row.values[until]) > today:
                ended = {**row.values, until: max(today, str(row.values[recruits.appoints.since]))}
                amend(register, row.number, ended, reason, version=version, actor=actor, at=at)
    return entering


def recruits_of(book: Rulebook) -> Recruits:
    """From where representatives are drawn. Raises KeyError where the plan draws nobody."""
    if book.participation.recruits is None:
        raise KeyError("recruits")
    return book.participation.recruits


@contextmanager
def _in_words(book: Rulebook) -> Iterator[None]:
    """What a pool refuses names its category as people do."""
    try:
        yield
    except (TooFewCandidates, TooFewTogether) as few:
        category = category_name(book, str(few.values["category"]))
        raise type(few)(hidden=False, **{**few.values, "category": category}) from few


def _candidates(
    rows: tuple[Row, ...], recruits: Recruits, unit: str, accounts: Mapping[str, str], known: Known
) -> tuple[Candidate, ...]:
    """By the numbers of their rows; employers are numbered as they first appear. Barred is who said so, or declared it,
    or of whom the office's register says it.
    """
    employers = list(dict.fromkeys(str(row.values[recruits.group]) for row in rows))
    return tuple(
        Candidate(
            str(row.number),
            str(row.values[recruits.category]),
            str(employers.index(str(row.values[recruits.group])) + 1),
            bool(row.values[recruits.linked]) or _linked(known.get(accounts.get(str(row.number), ""), Fitness()), unit),
        )
        for row in rows
    )


def _linked(own: Fitness, unit: str) -> bool:
    return bool(unit) and unit in own.stands_back | {own.home}
