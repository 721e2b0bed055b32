"""Points of one indicator from what was found, by the plan's rule for it (C2). Exact, floor 0, ceiling full points."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from pingyi.rules.rulebook.inspection import Deduction, Indicator, Rule, WhenEmpty
from pingyi.rules.scoring.errors import BadPoints, OffStep, OutsideIndicator


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for one indicator; only the fields its rule asks for are read.

    `counted` how often each counted thing occurred and `out_of` how many there were (ratio); `chosen` the option of
    every step; `deducted` how often each deduction applies; `mark` the team's own mark (panel).
    """

    counted: Mapping[str, int] = field(default_factory=dict)
    out_of: int | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    deducted: Mapping[str, int] = field(default_factory=dict)
    mark: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Earned:
    """The points an indicator earns: `gross` by its rule, less `deducted`, never below 0 or above `full`."""

    indicator: str
    gross: Fraction
    deducted: Fraction
    full: Fraction

    @property
    def points(self) -> Fraction:
        """The points that count."""
        return min(max(self.gross - self.deducted, Fraction(0)), self.full)


def score(indicator: Indicator, findings: Findings) -> Earned:
    """What one indicator earns. Raises BadPoints naming the indicator when findings are missing or impossible."""
    gross = {
        Rule.RATIO: _ratio,
        Rule.DEDUCT: _full,
        Rule.STEP: _steps,
        Rule.COUNT: _count,
        Rule.PANEL: _panel,
    }[indicator.rule](indicator, findings)
    return Earned(indicator.code, gross, _deducted(indicator, findings), Fraction(indicator.points))


def _full(indicator: Indicator, findings: Findings) -> Fraction:
    return Fraction(indicator.points)


def _ratio(indicator: Indicator, findings: Findings) -> Fraction:
    if findings.out_of is None or findings.out_of < 0:
        raise BadPoints(f"indicator {indicator.code} needs the number it is divided by, 0 or more")
    occurred = _occurrences(indicator, findings)
    if sum(occurred.values()) > findings.out_of:
        raise BadPoints(f"indicator {indicator.code}: {sum(occurred.values())} counted out of only {findings.out_of}")
    if not findings.out_of:
        return _panel(indicator, findings) if indicator.when_empty is WhenEmpty.PANEL else Fraction(indicator.points)
    reached = sum((Fraction(own.weight) * occurred[own.code] for own in indicator.counted), Fraction(0))
    share = reached / findings.out_of
    return Fraction(indicator.points) * (1 if share >= Fraction(indicator.full_from) else share)


def _count(indicator: Indicator, findings: Findings) -> Fraction:
    occurred = _occurrences(indicator, findings)
    return sum((Fraction(own.weight) * occurred[own.code] for own in indicator.counted), Fraction(0))


def _occurrences(indicator: Indicator, findings: Findings) -> dict[str, int]:
    codes = [own.code for own in indicator.counted]
    _only_known(indicator, findings.counted, codes)
    return {code: findings.counted.get(code, 0) for code in codes}


def _steps(indicator: Indicator, findings: Findings) -> Fraction:
    total = Fraction(0)
    for step in indicator.steps:
        options = {option.code: option.points for option in step.options}
        choice = findings.chosen.get(step.code)
        if choice not in options:
            raise BadPoints(
                f"indicator {indicator.code}, step {step.code}: choose one of {', '.join(options)}, not {choice}"
            )
        total += Fraction(options[choice])
    return total


def _panel(indicator: Indicator, findings: Findings) -> Fraction:
    if findings.mark is None:
        raise BadPoints(f"indicator {indicator.code} needs the team's mark")
    check_mark(indicator, findings.mark)
    return Fraction(findings.mark)


def check_mark(indicator: Indicator, mark: Decimal | Fraction) -> None:
    """A mark given by people lies between 0 and full points in the plan's steps (0.1). Raises BadPoints."""
    if (isinstance(mark, Decimal) and not mark.is_finite()) or not 0 <= Fraction(mark) <= Fraction(indicator.points):
        raise OutsideIndicator(indicator=indicator.name, full=str(indicator.points), mark=str(mark))
    if indicator.mark_step and Fraction(mark) % Fraction(indicator.mark_step):
        raise OffStep(indicator=indicator.name, step=str(indicator.mark_step), mark=str(mark))


def _deducted(indicator: Indicator, findings: Findings) -> Fraction:
    codes: dict[str, Deduction] = {own.code: own for own in indicator.deductions}
    _only_known(indicator, findings.deducted, list(codes))
    return sum((Fraction(codes[code].points) * times for code, times in findings.deducted.items()), Fraction(0))


def _only_known(indicator: Indicator, found: Mapping[str, int], codes: list[str]) -> None:
    for code, times in found.items():
        if code not in codes:
            raise BadPoints(f"indicator {indicator.code} has no {code}; allowed: {', '.join(codes) or 'nothing'}")
        if times < 0:
            raise BadPoints(f"indicator {indicator.code}: {code} cannot occur {times} times")
