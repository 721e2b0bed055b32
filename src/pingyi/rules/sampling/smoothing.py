"""A variance that is never zero by luck, for comparing units only.

One pseudo-answer is added per stratum, spread like the unit's pooled grades plus half an answer per grade, so that a
unanimous small sample is not taken for certainty. Our own choice, checked by simulation (statistics: Rank
uncertainty); the published standard error stays the design-based one.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pingyi.rules.sampling.counts import StratumCounts, pooled
from pingyi.rules.sampling.estimate import Weighting

HALF = Fraction(1, 2)


def smoothed_variance(
    strata: Sequence[StratumCounts], values: Mapping[str, Fraction], weighting: Weighting = Weighting.FRAME
) -> Fraction:
    """Σ W_h² (1 - f_h) s'²_h / (r_h + 1) with the pseudo-answer included; 0 only for a census."""
    answered = [stratum for stratum in strata if stratum.answers]
    spread = _pseudo_answer(answered, values)
    weight = _size if weighting is Weighting.FRAME else _answers
    whole = sum(weight(stratum) for stratum in answered)
    return sum(
        (Fraction(weight(part), whole) ** 2 * _contribution(part, values, spread) for part in answered), Fraction(0)
    )


def _pseudo_answer(strata: Sequence[StratumCounts], values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    counts = pooled(strata)
    whole = sum(counts.values()) + HALF * len(values)
    return {grade: (counts.get(grade, 0) + HALF) / whole for grade in values}


def _contribution(stratum: StratumCounts, values: Mapping[str, Fraction], pseudo: Mapping[str, Fraction]) -> Fraction:
    counts = {grade: stratum.counts.get(grade, 0) + stratum.items * pseudo[grade] for grade in values}
    ballots = stratum.ballots + 1
    ticks = stratum.items * ballots
    mean = sum((counts[grade] * value for grade, value in values.items()), Fraction(0)) / ticks
    squares = sum((counts[grade] * (value - mean) ** 2 for grade, value in values.items()), Fraction(0))
    return (1 - stratum.ballots / stratum.size) * squares / stratum.items / (ballots - 1) / ballots


def _size(stratum: StratumCounts) -> int:
    return stratum.size


def _answers(stratum: StratumCounts) -> int:
    return stratum.answers
