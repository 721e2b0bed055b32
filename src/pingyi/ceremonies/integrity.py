"""What arrivals and counts show about how they came about: too many at once, one answer alone, a hint (R193)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pingyi.records.box.queries import results_of
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.rulebook.survey import Question, QuestionKind
from pingyi.rules.sampling.anomaly import burst_scan

INDEPENDENCE, HINTED = "independence", "yes"


RARE = 0.01
"""A day so full is unusual where chance alone would make one so full less often than this."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many came on which day, the fullest first; the day that is unusually full, if one is."""

    fullest: tuple[tuple[date, int], ...]
    unusual: date | None


def arrivals(many: Mapping[date, int]) -> Arrivals:
    """What it tells how many things came on which day, the days between without any among them. No query."""
    if not many:
        return Arrivals((), None)
    first, last = min(many), max(many)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    burst = burst_scan([many.get(day, 0) for day in days])
    fullest = sorted(((day, came) for day, came in many.items() if came), key=lambda pair: (-pair[1], pair[0]))
    return Arrivals(tuple(fullest), days[burst.start] if burst.p < RARE else None)


@dataclass(frozen=True, slots=True)
class Ballots:
    """Of so many counted boxes: in how many everybody gave one grade; and how many people were hinted at."""

    boxes: int
    of_one_mind: int
    hinted: int


def ballots(campaign: CurrentCampaign) -> Ballots | None:
    """What the counted boxes show; None while none is. Boxes that are too small to be opened say nothing."""
    return shown_by(results_of(campaign.code), campaign.book.survey.questions)


def shown_by(results: Mapping[str, Sequence[Sequence[int]]], questions: Sequence[Question]) -> Ballots | None:
    """The same of these counts, box → question → answer."""
    if not results:
        return None
    graded = [place for place, each in enumerate(questions) if each.kind is QuestionKind.GRADE]
    hints = [
        (place, [option.code for option in each.options].index(HINTED))
        for place, each in enumerate(questions)
        if each.code == INDEPENDENCE and HINTED in (option.code for option in each.options)
    ]
    hinted = sum(result[place][answer] for result in results.values() for place, answer in hints)
    alike = sum(all(_alone(result[own]) for own in graded) for result in results.values())
    return Ballots(len(results), alike, hinted)


def _alone(counts: Sequence[int]) -> bool:
    """Whether all answers fall on one."""
    return max(counts) == sum(counts)
