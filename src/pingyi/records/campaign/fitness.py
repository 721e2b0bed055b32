"""Who may be put to work: rooms add what they know of people, and nobody is put to work who is not fit (R83, R195).

A room with a module `fitness` names a `Source` there, as `records/registers` does of training and links.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.once import once
from pingyi.records.organisation import queries as organisation
from pingyi.records.rooms import declared
from pingyi.rules.mandate import Actor
from pingyi.rules.mandate.role import APPRAISED
from pingyi.rules.people.errors import Lacking, NotFit
from pingyi.rules.people.fitness import Fitness, missing

Known = Mapping[str, Fitness]
"""What is known of people, by their reference."""


@dataclass(frozen=True, slots=True)
class Source:
    """A room that knows more of the same people, in a number of queries that does not grow with them."""

    add: Callable[[CurrentCampaign, Known], Known]


def fitness_of(campaign: CurrentCampaign, refs: Collection[str]) -> Known:
    """Everything that is known of these people; whoever does not exist is not there."""
    found: Known = organisation.fitness(refs, campaign_id=campaign.code)
    for source in declared("fitness", Source):
        found = source.add(campaign, found)
    return found


def concerned(actor: Actor, campaign: CurrentCampaign) -> frozenset[str]:
    """The units with which this person has to do: works there, holds its post, declared a link or was found with one.

    What is raised against one of them does not exist for this person (R196).
    """
    return once(("concerned", actor.ref, campaign.code), lambda: _units(actor, campaign))


def _units(actor: Actor, campaign: CurrentCampaign) -> frozenset[str]:
    known = fitness_of(campaign, [actor.ref]).get(actor.ref)
    posts = {str(grant.unit) for grant in actor.grants if grant.role in APPRAISED and grant.unit}
    own = {known.home, *(known.recused or ()), *known.linked} if known else set()
    return frozenset((posts | own) - {""})


def ensure_fit(campaign: CurrentCampaign, posts: Mapping[str, Collection[str]]) -> None:
    """Nobody is put to work on a unit (unit → people) who is not fit for it.

    Raises NotFit with everybody on the first unit that refuses, and all that is missing.
    """
    known = fitness_of(campaign, {ref for refs in posts.values() for ref in refs})
    names = {unit.code: unit.name for unit in campaign.book.units}
    for unit, refs in posts.items():
        people = [known.get(ref, Fitness(name=ref)) for ref in refs]
        unfit = tuple(
            Lacking(name=each.name, missing=lacks) for each in people if (lacks := missing(each, campaign.book, unit))
        )
        if unfit:
            raise NotFit(unit=names.get(unit, unit), people=unfit)
