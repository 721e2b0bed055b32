"""What the index counts of a unit's ledger (C2: A2 to A6, B3, B4), with the items behind every figure.

It is evidence that is offered to the inspection; the mark is the team's own (R141).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pingyi.rules.ledger.item import Origin, Pace
from pingyi.rules.ledger.repeated import copies
from pingyi.rules.ledger.spot_check import Finding
from pingyi.rules.ledger.work import Matter, is_on_the_way
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.rulebook.inspection import Feed, Indicator
from pingyi.rules.scoring.errors import BadPoints
from pingyi.rules.scoring.indicators import Findings, score

WHOLE = "out_of"
PUBLIC = (Origin.FEEDBACK, Origin.COMPLAINT)
"""Where a problem comes from that citizens raised."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted for one indicator; `behind`: the numbers of the items of each count, `WHOLE` those of all."""

    findings: Findings
    behind: Mapping[str, tuple[int, ...]]

    def points(self, indicator: Indicator) -> Fraction | None:
        """What the plan's rule makes of it, exactly; None where it leaves the mark to the team."""
        try:
            return score(indicator, self.findings).points
        except BadPoints:
            return None


def readings(items: Sequence[Matter], day: date, indicators: Iterable[Indicator]) -> dict[str, Reading]:
    """What a ledger shows by the end of `day`: of the indicators that the plan feeds from the ledger and counts so."""
    found = {
        "A2": _planned(items),
        "A3": _at_once(items),
        "A4": _in_time(items, day),
        "A5": _put_off(items),
        "A6": _checked(items),
        "B3": _foreseen(items),
        "B4": _fixed_before(items, day),
    }
    fed = {each.code: each for each in indicators if each.feed is Feed.LEDGER}
    return {code: reading for code, reading in found.items() if code in fed and _fits(reading, fed[code])}


def _fits(reading: Reading, indicator: Indicator) -> bool:
    counted = {each.code for each in indicator.counted} | {each.code for each in indicator.deductions}
    return set(reading.behind) - {WHOLE} == counted


def _planned(items: Sequence[Matter]) -> Reading:
    """A2: planned and approved, of all; every text that stands on three items or more is deducted once."""
    complete = [each for each in items if each.is_planned]
    copied = copies((each.number, each.measures) for each in items)
    behind = {WHOLE: _numbers(items), "complete": _numbers(complete)}
    behind["identical"] = tuple(sorted(number for group in copied for number in group))
    return Reading(_ratio(behind, {"identical": len(copied)}), behind)


def _at_once(items: Sequence[Matter]) -> Reading:
    """A3: verified and done in time or late, of those that an approved plan classes as at once."""
    own = [each for each in items if each.pace is Pace.IMMEDIATE and each.is_planned]
    behind = {WHOLE: _numbers(own), "on_time": _numbers(_timely(own)), "late": _numbers(_late(own))}
    return Reading(_ratio(behind), behind)


def _in_time(items: Sequence[Matter], day: date) -> Reading:
    """A4: verified and done in time or late, or due later with every milestone met; of all that was due by then."""
    timed = [each for each in items if each.pace is Pace.TIMED and each.is_planned]
    own = [each for each in timed if _is_due(each, day)]
    on_the_way = [each for each in own if each.state is not ItemState.CLOSED and is_on_the_way(each, day)]
    behind = {
        WHOLE: _numbers(own),
        "on_time": _numbers(_timely(own)),
        "late": _numbers(_late(own)),
        "milestone": _numbers(on_the_way),
    }
    return Reading(_ratio(behind), behind)


def _put_off(items: Sequence[Matter]) -> Reading:
    """A5: put off without the leader's approval, which nobody gives without reason and next step.

    Whether the raiser was told stands in no ledger; the team asks.
    """
    lacking = [each for each in items if each.pace is Pace.DEFERRED and not each.is_planned]
    behind = {"unexplained": _numbers(lacking)}
    return Reading(Findings(deducted={"unexplained": len(lacking)}), behind)


def _checked(items: Sequence[Matter]) -> Reading:
    """A6: what was found at every spot check; an item that was checked twice stands there twice."""
    found = [(each.number, finding) for each in items for finding in each.findings]
    false = [number for number, finding in found if finding is Finding.FALSE]
    behind = {
        WHOLE: tuple(sorted(number for number, _ in found)),
        "passed": tuple(sorted(number for number, finding in found if finding is Finding.PASSED)),
        "false": tuple(sorted(false)),
    }
    return Reading(_ratio(behind, {"false": len(false)}), behind)


def _foreseen(items: Sequence[Matter]) -> Reading:
    """B3: contents that citizens felt strongly about, and those of them where the unit found a problem before."""
    raised: dict[str, list[Matter]] = {}
    for each in items:
        if each.origin in PUBLIC and each.prominent:
            raised.setdefault(each.content, []).append(each)
    own = [each for each in items if each.origin is Origin.SELF_FOUND]
    foreseen = [
        content
        for content, there in raised.items()
        if any(each.content == content and each.found <= min(public.found for public in there) for each in own)
    ]
    behind = {
        WHOLE: _numbers(each for there in raised.values() for each in there),
        "found": _numbers(each for each in own if each.content in foreseen),
    }
    return Reading(Findings(counted={"found": len(foreseen)}, out_of=len(raised)), behind)


def _fixed_before(items: Sequence[Matter], day: date) -> Reading:
    """B4: self-found items verified before the first opinion was fed back, or by `day` where none was."""
    own = [each for each in items if each.origin is Origin.SELF_FOUND]
    first = min((each.found for each in items if each.origin is Origin.FEEDBACK), default=None)
    fixed = [each for each in own if each.closed and (each.closed < first if first else each.closed <= day)]
    behind = {WHOLE: _numbers(own), "fixed": _numbers(fixed)}
    return Reading(_ratio(behind), behind)


def _timely(items: Iterable[Matter]) -> list[Matter]:
    return [each for each in items if _is_done(each) and not _was_late(each)]


def _late(items: Iterable[Matter]) -> list[Matter]:
    return [each for each in items if _is_done(each) and _was_late(each)]


def _is_done(item: Matter) -> bool:
    return item.state is ItemState.CLOSED


def _was_late(item: Matter) -> bool:
    return item.due is not None and item.done is not None and item.done > item.due


def _is_due(item: Matter, day: date) -> bool:
    """Due by then, with a milestone by then, or done before it had to be."""
    due = item.due is not None and item.due <= day
    return due or _is_done(item) or any(each.on <= day for each in item.milestones)


def _ratio(behind: Mapping[str, Sequence[int]], deducted: Mapping[str, int] | None = None) -> Findings:
    taken = deducted or {}
    counted = {code: len(numbers) for code, numbers in behind.items() if code != WHOLE and code not in taken}
    return Findings(counted=counted, out_of=len(behind[WHOLE]), deducted=taken)


def _numbers(items: Iterable[Matter]) -> tuple[int, ...]:
    return tuple(sorted(each.number for each in items))
