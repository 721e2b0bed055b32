"""A published result in the words of its plan: names beside numbers, ready to be read, printed or checked.

Everything here follows from the three published files (plan, inputs, result): a stranger can set it up again.
Small strata are not shown (R196): their counts stay empty here, though they count in the score.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.results import Consequence, Place
from pingyi.rules.rulebook.words import Text
from pingyi.rules.scoring.composite import rounded
from pingyi.rules.scoring.disclosure import Disclosure, disclosures
from pingyi.rules.scoring.status import Status


@dataclass(frozen=True, slots=True)
class Tick:
    """How often one answer was ticked; `weight` is None for an answer that is never scored (不了解).

    A page shows `count` only where `disclosure` is exact: exact numbers are for the arithmetic and the published files.
    """

    name: Text
    weight: Decimal | None
    count: int
    disclosure: Disclosure = Disclosure.EXACT


@dataclass(frozen=True, slots=True)
class StratumLine:
    """One kind of respondent of one unit; `ticks` is empty where too few answered for it to be shown."""

    name: Text
    box: str
    members: int
    invited: int
    voters: int
    withheld: bool
    ticks: tuple[Tick, ...]

    @property
    def rate(self) -> Fraction | None:
        """Ballots over invitations, in percent; None when nobody was invited (RR1)."""
        return Fraction(100 * self.voters, self.invited) if self.invited else None

    @property
    def small(self) -> bool:
        """Too few answered: neither counts nor rate are shown."""
        return not self.ticks


@dataclass(frozen=True, slots=True)
class PartLine:
    """The points of one part of the composite, of `most`."""

    name: Text
    points: Fraction
    most: Decimal

    @property
    def share(self) -> Fraction:
        """Which share of them was reached."""
        return self.points / Fraction(self.most) if self.most else Fraction(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """The decision of the leading group that disqualified a unit (R200)."""

    decision: str
    prohibition: Text
    decided_on: date


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: place and points, where the score would lie had everyone been asked, and who answered."""

    code: str
    name: Text
    status: Status
    ground: Ground | None
    place: int | None
    total: Fraction
    published: Decimal
    parts: tuple[PartLine, ...]
    survey_mean: Fraction
    other_mean: Fraction | None
    low: Decimal
    high: Decimal
    se: Decimal
    places: tuple[int, int] | None
    alike: tuple[Text, ...]
    strata: tuple[StratumLine, ...]
    ticks: tuple[Tick, ...]

    @property
    def invited(self) -> int:
        """Letters sent."""
        return sum(part.invited for part in self.strata)

    @property
    def voters(self) -> int:
        """Ballots that came back."""
        return sum(part.voters for part in self.strata)

    @property
    def rate(self) -> Fraction | None:
        """Ballots over invitations, in percent."""
        return Fraction(100 * self.voters, self.invited) if self.invited else None

    @property
    def formula(self) -> bool:
        """Whether every number of the plan's formula can be shown."""
        return all(tick.disclosure is Disclosure.EXACT for tick in self.ticks if tick.weight is not None)

    @property
    def answers(self) -> int:
        """Scored ticks: the N of the plan's formula."""
        return sum(tick.count for tick in self.ticks if tick.weight is not None)

    @property
    def weighted(self) -> Fraction:
        """Σ w·n of the plan's formula."""
        return sum((Fraction(tick.weight) * tick.count for tick in self.ticks if tick.weight is not None), Fraction(0))

    @property
    def all_equal(self) -> bool:
        """The formula's standard error is 0 although not everybody was asked: no certainty."""
        return not self.se


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the first or last place is real; `possible` are the others who may, by alphabet."""

    units: tuple[Text, ...]
    confirmed: bool
    possible: tuple[Text, ...]
    p: str | None


@dataclass(frozen=True, slots=True)
class WeightLine:
    """What a part was meant to weigh, and which share of the differences between units it really makes (percent)."""

    name: Text
    nominal: Fraction
    real: Fraction | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another rule would have done to the places: how many units would stand elsewhere, and how far at most."""

    name: str
    moved: int
    largest_shift: int
    first_stays: bool
    last_stays: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest shift of weight (in points of the total) that lets `rival` draw level with the last."""

    unit: Text
    rival: Text
    points: Fraction


@dataclass(frozen=True, slots=True)
class Announcement:
    """The whole result, best first; `apart` are the units without a place.

    `absorbs`: by the plan, disqualified units take the last place's consequences over from the last ranked one (A2-10).
    """

    ranked: tuple[UnitLine, ...]
    apart: tuple[UnitLine, ...]
    low: Fraction
    high: Fraction
    whole: Decimal
    least_cell: int
    least_box: int
    least_ranked: int
    absorbs: bool
    first: Verdict
    last: Verdict
    bears: tuple[Text, ...]
    bears_otherwise: tuple[Text, ...]
    for_first: tuple[Consequence, ...]
    for_last: tuple[Consequence, ...]
    for_disqualified: tuple[Consequence, ...]
    weights: tuple[WeightLine, ...]
    alternatives: tuple[Alternative, ...]
    change: Change | None

    @property
    def units(self) -> tuple[UnitLine, ...]:
        """All units, ranked ones first."""
        return self.ranked + self.apart

    @property
    def reached(self) -> tuple[dict[str, tuple[Fraction, ...]], dict[str, int]]:
        """Of every ranked unit the share of each part that it reached, and its place."""
        ranked = {unit.code: unit for unit in self.ranked if unit.place is not None}
        shares = {code: tuple(part.share for part in unit.parts) for code, unit in ranked.items()}
        return shares, {code: unit.place for code, unit in ranked.items() if unit.place is not None}

    @property
    def invited(self) -> int:
        """Letters sent for all units."""
        return sum(unit.invited for unit in self.units)

    @property
    def voters(self) -> int:
        """Ballots that came back for all units."""
        return sum(unit.voters for unit in self.units)

    @property
    def rate(self) -> Fraction | None:
        """Ballots over invitations, in percent."""
        return Fraction(100 * self.voters, self.invited) if self.invited else None

    @property
    def disqualified(self) -> tuple[UnitLine, ...]:
        """The units that lost their place by a decision."""
        return tuple(unit for unit in self.apart if unit.status is Status.DISQUALIFIED)

    @property
    def bears_if_absorbed(self) -> tuple[Text, ...]:
        """On whom the last place's consequences would fall if the disqualified units took them over."""
        return () if self.too_few else tuple(unit.name for unit in self.disqualified) or self.bears_otherwise

    @property
    def too_few(self) -> bool:
        """With so few ranked units the last place has no consequence (A2-11)."""
        return len(self.ranked) < self.least_ranked


def announce(book: Rulebook, inputs: Mapping[str, Any], result: Mapping[str, Any]) -> Announcement:
    """Put the plan's names to a result. Raises KeyError when the three do not belong together."""
    exact, doubt = result["exact"], result["uncertainty"]
    names = {unit.code: unit.name for unit in book.units}
    lines = tuple(_unit(book, names, each, inputs, result) for each in exact["units"])
    low, high = (Fraction(bound) for bound in exact["possible_range"])
    return Announcement(
        ranked=tuple(line for line in lines if line.place is not None),
        apart=tuple(line for line in lines if line.place is None),
        low=low,
        high=high,
        whole=book.composite.total,
        least_cell=book.survey.privacy.least_cell,
        least_box=book.survey.privacy.least_box,
        least_ranked=book.composite.least_ranked,
        absorbs=not book.composite.last_skips_disqualified,
        first=_verdict(names, doubt["first"]),
        last=_verdict(names, doubt["last"]),
        bears=_named(names, exact["last_bears"]),
        bears_otherwise=_named(names, exact["last_without_disqualified"]),
        for_first=_following(book, Place.FIRST),
        for_last=_following(book, Place.LAST),
        for_disqualified=_following(book, Place.DISQUALIFIED),
        weights=tuple(_weight(book, each) for each in doubt["effective_weights"]),
        alternatives=tuple(_alternatives(exact, doubt)),
        change=_change(book, names, doubt["weight_change"]),
    )


def _unit(
    book: Rulebook,
    names: Mapping[str, Text],
    own: Mapping[str, Any],
    inputs: Mapping[str, Any],
    result: Mapping[str, Any],
) -> UnitLine:
    code = own["unit"]
    doubt, given = result["uncertainty"]["units"][code], inputs["units"][code]["strata"]
    total = Fraction(own["total"])
    low, high = (Decimal(bound) for bound in doubt["interval"])
    strata, ticks = _counts(book, given)
    return UnitLine(
        code=code,
        name=names[code],
        status=Status(own["status"]),
        ground=_ground(book, inputs["units"][code]),
        place=own["place"],
        total=total,
        published=rounded(total, result["exact"]["decimals"]),
        parts=tuple(
            PartLine(part.name, Fraction(own["points"][part.code]), part.points) for part in book.composite.parts
        ),
        survey_mean=Fraction(own["survey_mean"]),
        other_mean=None if own["other_mean"] is None else Fraction(own["other_mean"]),
        low=low,
        high=high,
        se=Decimal(doubt["se"]),
        places=tuple(doubt["rank_set"]) if doubt["rank_set"] else None,
        alike=_named(names, doubt["alike"]),
        strata=strata,
        ticks=ticks,
    )


def _ground(book: Rulebook, given: Mapping[str, Any]) -> Ground | None:
    if given["status"] != Status.DISQUALIFIED:
        return None
    ground = given["ground"]
    prohibitions = {each.code: each.name for each in book.conduct.prohibitions}
    return Ground(ground["decision"], prohibitions[ground["prohibition"]], date.fromisoformat(ground["decided_on"]))


def _counts(book: Rulebook, given: Mapping[str, Any]) -> tuple[tuple[StratumLine, ...], tuple[Tick, ...]]:
    """The rows of a unit's table and their sum, with what may be told of each cell."""
    codes = sorted(given, key=book.survey.place_of)
    rows = {code: _ticks(book, [given[code]["counts"]]) for code in codes if given[code]["counts"]}
    sums = _ticks(book, [given[code]["counts"] for code in codes])
    least = book.survey.privacy.least_cell
    *kept, kept_sums = disclosures([[tick.count for tick in row] for row in (*rows.values(), sums)], least)
    shown = {code: _disclosed(row, hows) for (code, row), hows in zip(rows.items(), kept, strict=True)}
    return tuple(_stratum(book, code, given[code], shown.get(code, ())) for code in codes), _disclosed(sums, kept_sums)


def _disclosed(row: Sequence[Tick], hows: Sequence[Disclosure]) -> tuple[Tick, ...]:
    return tuple(replace(tick, disclosure=how) for tick, how in zip(row, hows, strict=True))


def _stratum(book: Rulebook, code: str, part: Mapping[str, Any], ticks: tuple[Tick, ...]) -> StratumLine:
    hidden = part["withheld"] or part["voters"] < book.survey.privacy.least_cell
    return StratumLine(
        book.survey.stratum_name(code),
        part["box"],
        part["members"],
        part["invited"],
        part["voters"],
        part["withheld"],
        () if hidden else ticks,
    )


def _ticks(book: Rulebook, counts: list[Mapping[str, Mapping[str, int]]]) -> tuple[Tick, ...]:
    """Ticks of the scored questions, added up over strata; a withheld box brings none."""
    scored = [question.code for question in book.survey.questions if question.scored]
    return tuple(
        Tick(
            grade.name,
            grade.weight,
            sum(each[question].get(grade.code, 0) for each in counts if each for question in scored),
        )
        for grade in book.survey.grades
    )


def _verdict(names: Mapping[str, Text], verdict: Mapping[str, Any]) -> Verdict:
    others = [unit for unit in verdict["possible"] if unit not in verdict["units"]]
    return Verdict(_named(names, verdict["units"]), verdict["confirmed"], _named(names, others), verdict["p"])


def _named(names: Mapping[str, Text], codes: list[str]) -> tuple[Text, ...]:
    """In alphabetical order of the codes, which favours nobody."""
    return tuple(names[code] for code in sorted(codes))


def _following(book: Rulebook, place: Place) -> tuple[Consequence, ...]:
    return tuple(each for each in book.consequences if each.place is place)


def _weight(book: Rulebook, weight: Mapping[str, Any]) -> WeightLine:
    name = next(part.name for part in book.composite.parts if part.code == weight["part"])
    real = weight["variance_share"]
    return WeightLine(name, 100 * Fraction(weight["nominal"]), None if real is None else 100 * Fraction(real))


def _alternatives(exact: Mapping[str, Any], doubt: Mapping[str, Any]) -> Iterator[Alternative]:
    official = {unit["unit"]: unit["place"] for unit in exact["units"]}
    for own in doubt["alternatives"]:
        moved = sum(place != official[unit] for unit, place in own["places"].items())
        yield Alternative(own["name"], moved, own["largest_shift"], own["first_stays"], own["last_stays"])


def _change(book: Rulebook, names: Mapping[str, Text], change: Mapping[str, Any] | None) -> Change | None:
    if change is None:
        return None
    return Change(
        names[change["unit"]], names[change["rival"]], Fraction(change["moved"]) * Fraction(book.composite.total)
    )
