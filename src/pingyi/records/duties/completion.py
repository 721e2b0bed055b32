"""What shows a duty done, and how much of it is there: asked of the rooms that hold it, once for however many duties.

A room names a `Source` in its module `completion` and is found like its menu; files and people are counted here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.people import NAMES, figures
from pingyi.records.files.queries import attached
from pingyi.records.rooms import declared
from pingyi.rules.completion import Requirement, of_files
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.rulebook.completion import Completion

Figures: TypeAlias = Mapping[str, Requirement]
"""How much there is, by who owes it: a unit by its code, "" for a body."""


Wanted: TypeAlias = Mapping[Completion, Collection[str]]
"""What is asked of rows and papers, and of whom each."""


@dataclass(frozen=True, slots=True)
class Source:
    """A room that shows tasks done: which completions it knows of, and what it holds of each for whom that is asked."""

    knows: Callable[[Completion], bool]
    figures: Callable[[CurrentCampaign, Wanted], Mapping[Completion, Figures]]


PEOPLE = Source(lambda completion: completion.record in NAMES, figures)


def requirements(duties: Iterable[Duty], campaign: CurrentCampaign) -> Mapping[int, tuple[Requirement, ...]]:
    """What each duty asks for beside acts, in plan order: a query for each register, two for papers, one for files."""
    asked = {duty: [each for each in campaign.book.task(duty.task).completion if each.act is None] for duty in duties}
    wanted: dict[Completion, set[str]] = defaultdict(set)
    for duty, completions in asked.items():
        for each in completions:
            if each.files is None:
                wanted[each].add(owner(duty))
    figures = _figures(campaign, wanted)
    files = _files(duty for duty, completions in asked.items() if any(each.files for each in completions))
    return {
        duty.pk: tuple(
            of_files(each, files.get(duty.pk, 0)) if each.files is not None else figures[each][owner(duty)]
            for each in completions
        )
        for duty, completions in asked.items()
    }


def shown_done(duties: Iterable[Duty], campaign: CurrentCampaign) -> frozenset[int]:
    """Of these duties, for which nobody attaches files, those of which the rooms hold all that is asked beside acts.

    A room is not asked about what lacks something in a room before it: at most what `requirements` asks.
    """
    standing = list(duties)
    for source in declared("completion", Source):
        asked = {duty: _known(source, duty, campaign) for duty in standing}
        wanted: dict[Completion, set[str]] = defaultdict(set)
        for duty, completions in asked.items():
            for each in completions:
                wanted[each].add(owner(duty))
        figures = source.figures(campaign, wanted) if wanted else {}
        standing = [duty for duty in standing if all(figures[each][owner(duty)].met for each in asked[duty])]
    return frozenset(duty.pk for duty in standing)


def _known(source: Source, duty: Duty, campaign: CurrentCampaign) -> list[Completion]:
    """What a room knows of what shows this duty done."""
    return [each for each in campaign.book.task(duty.task).completion if source.knows(each)]


def lacking(duty: Duty, campaign: CurrentCampaign) -> tuple[Requirement, ...]:
    """What is not there yet of one duty."""
    return tuple(each for each in requirements([duty], campaign)[duty.pk] if not each.met)


def owner(duty: Duty) -> str:
    """The unit that owes it by its code, "" where a body does."""
    return duty.unit.code if duty.unit else ""


def _figures(campaign: CurrentCampaign, wanted: Wanted) -> Mapping[Completion, Figures]:
    """Each asked of the room that knows of it."""
    found: dict[Completion, Figures] = {}
    for source in declared("completion", Source):
        known = {each: owners for each, owners in wanted.items() if source.knows(each)}
        found |= source.figures(campaign, known) if known else {}
    return found


def _files(duties: Iterable[Duty]) -> Mapping[int, int]:
    """How many files stand attached to each of these."""
    subjects = {duty.pk: Subject.of(DUTY, duty.pk) for duty in duties}
    found = attached(subjects.values()) if subjects else {}
    return {pk: sum(1 for file in found.get(subject, ()) if not file.withdrawn) for pk, subject in subjects.items()}
