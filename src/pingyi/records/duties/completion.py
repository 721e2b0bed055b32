"""What shows a duty done, and how much of it is there: asked of the rooms that hold it, once for however many duties.

A room names a `Source` in its module `completion` and is found like its menu; files are counted here.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.files.queries import attached
from pingyi.records.rooms import declared
from pingyi.rules.completion import Requirement, of_files
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.duties import DUTY
from pingyi.rules.rulebook.completion import Completion

Figures: TypeAlias = Mapping[str, Requirement]
"""How much there is, by who owes it: a unit by its code, "" for a body."""


@dataclass(frozen=True, slots=True)
class Source:
    """A room whose rows show tasks done: what it holds of one completion for each of these owners."""

    figures: Callable[[CurrentCampaign, Completion, Collection[str]], Figures]


def requirements(duties: Iterable[Duty], campaign: CurrentCampaign) -> Mapping[int, tuple[Requirement, ...]]:
    """What each duty asks for beside acts, in plan order: a query or two for each task, however many owe it."""
    found: dict[int, tuple[Requirement, ...]] = {}
    by_task: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_task[duty.task].append(duty)
    for code, owed in by_task.items():
        columns = [_of(each, owed, campaign) for each in campaign.book.task(code).completion if not each.act]
        found |= {duty.pk: tuple(column[duty.pk] for column in columns) for duty in owed}
    return found


def lacking(duty: Duty, campaign: CurrentCampaign) -> tuple[Requirement, ...]:
    """What is not there yet of one duty."""
    return tuple(each for each in requirements([duty], campaign)[duty.pk] if not each.met)


def _of(completion: Completion, duties: Collection[Duty], campaign: CurrentCampaign) -> Mapping[int, Requirement]:
    if completion.register is None:
        return _files(completion, duties)
    (source,) = declared("completion", Source)
    figures = source.figures(campaign, completion, {owner(duty) for duty in duties})
    return {duty.pk: figures[owner(duty)] for duty in duties}


def owner(duty: Duty) -> str:
    """The unit that owes it by its code, "" where a body does."""
    return duty.unit.code if duty.unit else ""


def _files(completion: Completion, duties: Iterable[Duty]) -> Mapping[int, Requirement]:
    subjects = {duty.pk: Subject.of(DUTY, duty.pk) for duty in duties}
    found = attached(subjects.values()) if completion.files else {}
    return {
        pk: of_files(completion, sum(1 for file in found.get(subject, ()) if not file.withdrawn))
        for pk, subject in subjects.items()
    }
