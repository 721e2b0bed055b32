"""Response rates after AAPOR's Standard Definitions, exact, and what missing answers could hide.

A code that was sent but never opened is UO (unknown), not NC; this mapping is decided before the field phase.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pingyi.rules.sampling.counts import GradeScale, StratumCounts
from pingyi.rules.sampling.errors import BadCounts
from pingyi.rules.sampling.estimate import Weighting, estimate

CODES = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
"""Complete, partial, refusal, non-contact, other, unknown if eligible, unknown other, not eligible."""

LOW_RATE = Fraction(1, 2)
WIDE_GAP = Fraction(1, 5)

Rate = Fraction | None


@dataclass(frozen=True, slots=True)
class Dispositions:
    """Final outcomes of all sampled cases, per code; codes left out count 0. Raises BadCounts."""

    counts: Mapping[str, int]

    def __post_init__(self) -> None:
        for code, count in self.counts.items():
            if code not in CODES:
                raise BadCounts(f"unknown disposition {code}; allowed: {', '.join(CODES)}")
            if count < 0:
                raise BadCounts(f"disposition {code} cannot be negative")

    def of(self, *codes: str) -> int:
        """Cases with any of these codes."""
        return sum(self.counts.get(code, 0) for code in codes)

    @property
    def eligibility(self) -> Rate:
        """e: eligible cases among the resolved ones; None when nothing is resolved."""
        return _ratio(self.of("I", "P", "R", "NC", "O"), Fraction(self.of("I", "P", "R", "NC", "O", "NE")))


def rates(outcome: Dispositions) -> dict[str, Rate]:
    """RR1-6, COOP1-4, REF1-3, CON1-3, LOC1-2; None where nothing stands below the line."""
    complete, answered = outcome.of("I"), outcome.of("I", "P")
    known = Fraction(outcome.of("I", "P", "R", "NC", "O"))
    unknown = outcome.of("UH", "UO")
    everyone = known + unknown
    likely = None if unknown and outcome.eligibility is None else known + (outcome.eligibility or 0) * unknown
    asked, able = Fraction(outcome.of("I", "P", "R", "O")), Fraction(outcome.of("I", "P", "R"))
    reached, refused = outcome.of("I", "P", "R", "O"), outcome.of("R")
    named: dict[str, Rate] = {}
    for index, below in enumerate((everyone, likely, known)):
        named[f"RR{2 * index + 1}"] = _ratio(complete, below)
        named[f"RR{2 * index + 2}"] = _ratio(answered, below)
        named[f"REF{index + 1}"] = _ratio(refused, below)
        named[f"CON{index + 1}"] = _ratio(reached, below)
        if below is not known:
            named[f"LOC{index + 1}"] = _ratio(int(known), below)
    for index, below in enumerate((asked, able)):
        named[f"COOP{2 * index + 1}"] = _ratio(complete, below)
        named[f"COOP{2 * index + 2}"] = _ratio(answered, below)
    return dict(sorted(named.items(), key=lambda pair: (_ORDER.index(pair[0].rstrip("123456")), pair[0])))


_ORDER = ("RR", "COOP", "REF", "CON", "LOC")


def _ratio(above: int, below: Fraction | None) -> Rate:
    return Fraction(above) / below if below else None


def response_flags(by_stratum: Mapping[str, Dispositions]) -> tuple[str, ...]:
    """Sentences for RR1 below 50 % and for strata more than 20 points apart (statistics: Non-response)."""
    found = {stratum: rates(outcome)["RR1"] for stratum, outcome in by_stratum.items()}
    known = {stratum: rate for stratum, rate in found.items() if rate is not None}
    flags = [f"{stratum}: RR1 is below 50 %" for stratum, rate in known.items() if rate < LOW_RATE]
    if known and max(known.values()) - min(known.values()) > WIDE_GAP:
        low, high = min(known, key=lambda own: known[own]), max(known, key=lambda own: known[own])
        flags.append(f"{low} and {high} differ by more than 20 points in RR1")
    return tuple(flags)


@dataclass(frozen=True, slots=True)
class DrawnStratum:
    """The answers of one stratum and how many were drawn (n_h ≥ r_h); the rest did not answer. Raises BadCounts."""

    counts: StratumCounts
    drawn: int

    def __post_init__(self) -> None:
        if not self.counts.answers <= self.drawn <= self.counts.size:
            raise BadCounts(
                f"stratum {self.counts.stratum}: drawn must lie between the {self.counts.answers} answers "
                f"and the {self.counts.size} members, not {self.drawn}"
            )

    @property
    def missing(self) -> int:
        """Drawn members without a valid answer."""
        return self.drawn - self.counts.answers


@dataclass(frozen=True, slots=True)
class MissingBounds:
    """The score as estimated and if all missing drawn members had given the worst or the best grade (exact).

    `score` is None where a stratum was drawn but nobody answered: the bounds exist, an unbiased score does not.
    """

    unit: str
    score: Fraction | None
    worst: Fraction
    best: Fraction


def missing_bounds(
    unit: str, strata: Sequence[DrawnStratum], scale: GradeScale, weighting: Weighting = Weighting.FRAME
) -> MissingBounds:
    """Per stratum (r_h m_h + (n_h - r_h) w) / n_h with the worst and the best weight, put together by N_h / N.

    Raises EmptyStratum for a stratum nobody was drawn from, BadCounts as `estimate` does.
    """
    ordered = sorted(scale.weights, key=lambda pair: pair[1])
    worst, best = (_filled(strata, grade) for grade in (ordered[0][0], ordered[-1][0]))
    values = scale.as_values()
    return MissingBounds(
        unit,
        _observed(strata, values, weighting),
        estimate(worst, values, weighting=weighting).value,
        estimate(best, values, weighting=weighting).value,
    )


def _observed(strata: Sequence[DrawnStratum], values: Mapping[str, Fraction], weighting: Weighting) -> Fraction | None:
    answered = [own.counts.answers > 0 for own in strata if own.drawn]
    enough = all(answered) if weighting is Weighting.FRAME else any(answered)
    return estimate([own.counts for own in strata], values, weighting=weighting).value if enough else None


def _filled(strata: Sequence[DrawnStratum], grade: str) -> list[StratumCounts]:
    return [
        StratumCounts(
            own.counts.stratum,
            own.counts.size,
            {**own.counts.counts, grade: own.counts.counts.get(grade, 0) + own.missing},
        )
        for own in strata
    ]


def overlap(one: MissingBounds, other: MissingBounds) -> str:
    """ "none", "partial" or "whole": whole means the order depends on who did not answer."""
    if one.best < other.worst or other.best < one.worst:
        return "none"
    inside = one.worst >= other.worst and one.best <= other.best
    around = one.worst <= other.worst and one.best >= other.best
    return "whole" if inside or around else "partial"
