"""Drawing representatives: the register of candidates becomes a closed pool, by the composition of the plan (R82)."""

from datetime import datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.people import actions
from pingyi.records.registers.queries import rows_for
from pingyi.rules.mandate import Actor
from pingyi.rules.people.composition import places
from pingyi.rules.people.draw import Candidate, Pool
from pingyi.rules.people.errors import TooFewCandidates
from pingyi.rules.refusal import Value
from pingyi.rules.register import Row
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.results import Recruits

ORGANISER = "organiser"
"""Stands for the organiser in the purpose of a pool."""


def close_pool(
    campaign: CurrentCampaign, unit: str, size: int, *, source: str, known_at: datetime, actor: Actor, at: datetime
) -> None:
    """Close the pool of a unit's candidates ("" for the organiser's) for so many places.

    Raises TooFewCandidates, ValueKnown, PoolClosedAlready; KeyError where the plan draws nobody.
    """
    recruits = campaign.book.participation.recruits
    if recruits is None:
        raise KeyError("recruits")
    rows = rows_for(campaign, recruits.register, unit)
    try:
        pool = Pool(
            _purpose(campaign.code, unit),
            places(campaign.book.participation.composition, size),
            _candidates(rows, recruits),
        )
    except TooFewCandidates as few:
        category = _named(campaign.book, few.values["category"])
        raise TooFewCandidates(hidden=False, **{**few.values, "category": category}) from few
    names = {str(row.number): f"{row.values[recruits.name]}（{row.values[recruits.group]}）" for row in rows}
    actions.close_pool(campaign, unit, pool, names, source=source, known_at=known_at, actor=actor, at=at)


def _named(book: Rulebook, category: Value) -> Value:
    return next((each.name for each in book.participation.composition if each.code == category), category)


def _purpose(campaign: str, unit: str) -> str:
    return f"representatives-{campaign}-{unit or ORGANISER}"


def _candidates(rows: tuple[Row, ...], recruits: Recruits) -> tuple[Candidate, ...]:
    """By the numbers of their rows; employers are numbered as they first appear."""
    employers = list(dict.fromkeys(str(row.values[recruits.group]) for row in rows))
    return tuple(
        Candidate(
            str(row.number),
            str(row.values[recruits.category]),
            str(employers.index(str(row.values[recruits.group])) + 1),
            bool(row.values[recruits.linked]),
        )
        for row in rows
    )
