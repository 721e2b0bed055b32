"""The sample a plan file asks for (C1.6, A6-7): from the rulebook's promise to numbers per stratum, and back.

`proposed` says how many to invite so that the promise is kept when no more than the plan's least response arrives, as
far as the frame has that many; `bought` says what any other numbers would buy.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.survey import Allocation
from pingyi.rules.sampling.allocation import Stratum, optimum, proportional, variance_of_mean
from pingyi.rules.sampling.interval import quantile_z
from pingyi.rules.sampling.size import invitations, size_for_total, whole


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a sample buys: answers expected, and the half-width of the total's interval in points.

    `margin` is None when some stratum that counts for itself, or everybody, would not be heard.
    """

    answers: int
    margin: float | None


def survey_weight(book: Rulebook) -> Fraction:
    """The survey's share of the composite: the points of the part without inspection blocks."""
    points = {part: Fraction(part.points) for part in book.composite.parts}
    return sum((own for part, own in points.items() if not part.blocks), Fraction(0)) / sum(points.values())


def answers_needed(book: Rulebook, members: int) -> int:
    """Answers that keep the plan's margin for a frame of that many members, at most all of them. Raises BadFigure."""
    sampling = book.survey.sampling
    needed = size_for_total(
        float(sampling.margin),
        float(sampling.deviation),
        float(survey_weight(book)),
        members,
        confidence=float(sampling.confidence),
    )
    return min(members, whole(needed))


def proposed(book: Rulebook, sizes: Mapping[str, int]) -> dict[str, int]:
    """How many to invite per stratum (stratum → N_h), in the order given. Raises BadFigure, BadAllocation."""
    sampling, members = book.survey.sampling, sum(sizes.values())
    strata = [Stratum(code, size) for code, size in sizes.items()]
    least = sum(min(sampling.floor, size) for size in sizes.values())
    answers = max(least, answers_needed(book, members))
    spread = proportional if sampling.allocation is Allocation.PROPORTIONAL else optimum
    shares = spread(strata, answers, floor=sampling.floor)
    response = float(sampling.least_response)
    return {
        own.id: min(own.size, invitations(share, response) if response else own.size)
        for own, share in zip(strata, shares, strict=True)
    }


def bought(
    book: Rulebook, sizes: Mapping[str, int], numbers: Mapping[str, int], response: Fraction = Fraction(1)
) -> Purchase:
    """What these numbers buy when that share of the invited answers, in every stratum alike."""
    sampling = book.survey.sampling
    expected = {code: Fraction(numbers.get(code, 0)) * response for code in sizes}
    scale = quantile_z(float(sampling.confidence)) * float(sampling.deviation) * float(survey_weight(book))
    if book.survey.stratum_weighting:
        variance = variance_of_mean([Stratum(code, size) for code, size in sizes.items()], expected)
    else:
        variance = _pooled_variance(sum(sizes.values()), sum(expected.values(), Fraction(0)))
    margin = None if variance is None else scale * math.sqrt(variance)
    return Purchase(int(sum(expected.values())), margin)


def _pooled_variance(members: int, answers: Fraction) -> Fraction | None:
    """(1/n)(N-n)/(N-1): the variance of the mean of n of N answers whose standard deviation is 1."""
    if answers <= 0:
        return None
    return (members - answers) / (answers * (members - 1)) if members > 1 else Fraction(0)
