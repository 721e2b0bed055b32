"""Drawing representatives: the register of candidates becomes a closed pool, by the composition of the plan (R82)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.fitness import Known, fitness_of
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people import actions, queries
from pingyi.records.registers.actions import amend
from pingyi.records.registers.queries import rows_for, versions_for
from pingyi.rules.mandate import Actor
from pingyi.rules.people.aim import Aim
from pingyi.rules.people.composition import places
from pingyi.rules.people.draw import Candidate, Pool
from pingyi.rules.people.errors import TooFewCandidates
from pingyi.rules.people.fitness import Fitness
from pingyi.rules.refusal import Value
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
    try:
        wanted = places(campaign.book.participation.composition, size)
        pool = Pool(aim.purpose(campaign.code), wanted, _candidates(rows, recruits, aim.unit, accounts, known))
    except TooFewCandidates as few:
        category = _named(campaign.book, few.values["category"])
        raise TooFewCandidates(hidden=False, **{**few.values, "category": category}) from few
    names = {str(row.number): f"{row.values[recruits.name]}（{row.values[recruits.group]}）" for row in rows}
    actions.close_pool(campaign, aim, pool, names, accounts, source=source, known_at=known_at, actor=actor, at=at)


@transaction.atomic
def replace_drawn(campaign: CurrentCampaign, aim: Aim, leaving: str, reason: str, *, actor: Actor, at: datetime) -> str:
    """Let the next in turn take a place; the term of whoever was appointed to it ends today, in the register too.

    Answers the code of who steps in. Raises what the action does.
    """
    entering = actions.replace_drawn(campaign, aim, leaving, reason, actor=actor, at=at)
    view, recruits = queries.pool(campaign.code, aim), campaign.book.participation.recruits
    letter = next((each for each in view.letters if each.code == leaving), None) if view else None
    if letter and letter.row and recruits:
        register, until = recruits.appoints.register, recruits.appoints.until
        today = at.astimezone(campaign.timetable.zone).date().isoformat()
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


def _named(book: Rulebook, category: Value) -> Value:
    return next((each.name for each in book.participation.composition if each.code == category), category)


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
    return bool(unit) and unit in ((own.recused or frozenset()) | own.linked | {own.home})
