"""An inspection team's score sheet for one unit: individual scores first, then the collective final (R140-R143).

A sheet is a value; every act returns a new one. Individual marks are given independently and close when the
discussion opens; a final mark that departs from the proposal carries its reason; a signed sheet never changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pingyi.rules.rulebook.inspection import Indicator, Inspection
from pingyi.rules.rulebook.words import Text
from pingyi.rules.scoring.errors import (
    BadSheet,
    BelowQuorum,
    DiscussionOpen,
    HeadAbsent,
    MarksClosed,
    MarksMissing,
    MarkUnexplained,
    NotForInspectors,
    NotInDiscussion,
    NotOnTeam,
    NotSettled,
    Unsigned,
)
from pingyi.rules.scoring.indicators import check_mark
from pingyi.rules.writing import tidy


class Stage(StrEnum):
    """Where the sheet stands; it only moves forward."""

    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Final:
    """The team's decision on one indicator; `proposal` stays visible beside it, dissent is recorded."""

    points: Fraction
    proposal: Fraction
    reason: str
    dissent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's sheet.

    `automatic` are points computed from records (ratio, deduct, step, count); `individual` the marks by inspector and
    indicator for everything else; `finals` the collective decisions.
    """

    unit: str
    inspection: Inspection
    team: tuple[str, ...]
    automatic: Mapping[str, Fraction]
    individual: Mapping[str, Mapping[str, Decimal]]
    present: tuple[str, ...] = ()
    finals: Mapping[str, Final] | None = None
    signed_by: str | None = None

    @property
    def stage(self) -> Stage:
        """Where the sheet stands."""
        if self.signed_by is not None:
            return Stage.SIGNED
        return Stage.INDIVIDUAL if self.finals is None else Stage.COLLECTIVE

    @property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators of the scheme by code, in plan order."""
        return {own.code: own for block in self.inspection.blocks for own in block.indicators}

    @property
    def marked(self) -> tuple[str, ...]:
        """The indicators that every inspector marks: those without an automatic value."""
        return tuple(code for code in self.indicators if code not in self.automatic)

    def called(self, codes: Iterable[str]) -> tuple[Text, ...]:
        """Indicators by their names, as a sentence says them."""
        own = self.indicators
        return tuple(own[code].name if code in own else Text(code, code) for code in codes)

    def missing(self, inspector: str) -> tuple[str, ...]:
        """The indicators an inspector has not marked yet."""
        return tuple(code for code in self.marked if code not in self.individual.get(inspector, {}))

    def proposal(self, code: str) -> Fraction:
        """The automatic value, or the mean of the individual marks of those present."""
        if code in self.automatic:
            return self.automatic[code]
        marks = [Fraction(self.individual[inspector][code]) for inspector in self.present]
        return sum(marks, Fraction(0)) / len(marks)


def begin(unit: str, inspection: Inspection, team: tuple[str, ...], automatic: Mapping[str, Fraction]) -> Sheet:
    """A blank sheet. Raises BadSheet for an empty or repeated team or an automatic value outside its indicator."""
    if not team or len(set(team)) < len(team):
        raise BadSheet("the team needs at least one inspector, each named once")
    sheet = Sheet(unit, inspection, team, dict(automatic), {})
    for code, points in automatic.items():
        if code not in sheet.indicators or not 0 <= points <= sheet.indicators[code].points:
            raise BadSheet(f"the automatic value of {code} does not fit the index system")
    return sheet


def give(sheet: Sheet, inspector: str, marks: Mapping[str, Decimal]) -> Sheet:
    """Record an inspector's own marks, replacing earlier ones; only before the discussion.

    Raises BadSheet out of turn, BadPoints for a mark outside its indicator.
    """
    if sheet.stage is not Stage.INDIVIDUAL:
        raise MarksClosed
    if inspector not in sheet.team:
        raise NotOnTeam(inspector=inspector, unit=sheet.unit)
    for code, mark in marks.items():
        if code not in sheet.marked:
            raise NotForInspectors(indicator=sheet.called([code])[0], indicators=sheet.called(sheet.marked))
        check_mark(sheet.indicators[code], mark)
    own = {**sheet.individual.get(inspector, {}), **marks}
    return replace(sheet, individual={**sheet.individual, inspector: own})


def quorum(sheet: Sheet) -> Fraction:
    """The share of the team that must be present; 0.6667 in a plan means two thirds, so two of three are enough."""
    return Fraction(sheet.inspection.quorum).limit_denominator(100)


def discuss(sheet: Sheet, present: tuple[str, ...]) -> Sheet:
    """Open the discussion. Raises BadSheet below the quorum or while somebody present has not marked everything."""
    if sheet.stage is not Stage.INDIVIDUAL:
        raise DiscussionOpen
    attending = tuple(inspector for inspector in sheet.team if inspector in present)
    if len(attending) < quorum(sheet) * len(sheet.team) or not attending:
        raise BelowQuorum(present=str(len(attending)), team=str(len(sheet.team)), quorum=str(quorum(sheet)))
    for inspector in attending:
        if sheet.missing(inspector):
            raise MarksMissing(inspector=inspector, indicators=sheet.called(sheet.missing(inspector)))
    return replace(sheet, present=attending, finals={})


def settle(sheet: Sheet, code: str, points: Fraction, reason: str = "", dissent: tuple[str, ...] = ()) -> Sheet:
    """Record the team's decision on one indicator.

    A value other than the proposal, and every mark made by people, needs a written reason. Raises BadSheet, or
    BadPoints for a mark that is not in the plan's steps.
    """
    if sheet.stage is not Stage.COLLECTIVE or sheet.finals is None:
        raise NotInDiscussion
    if code not in sheet.indicators or not 0 <= points <= sheet.indicators[code].points:
        raise BadSheet(f"{code} is not in the index system, or its points do not fit it")
    if code not in sheet.automatic:
        check_mark(sheet.indicators[code], points)
    proposal = sheet.proposal(code)
    if not tidy(reason) and (points != proposal or code not in sheet.automatic):
        raise MarkUnexplained(indicator=sheet.indicators[code].name)
    return replace(sheet, finals={**sheet.finals, code: Final(points, proposal, tidy(reason), dissent)})


def sign(sheet: Sheet, head: str) -> Sheet:
    """The head of the team signs; automatic values nobody changed become final. Raises BadSheet while any is open."""
    if sheet.stage is not Stage.COLLECTIVE or sheet.finals is None:
        raise BadSheet("only a discussed and unsigned sheet can be signed")
    if head not in sheet.present:
        raise HeadAbsent(head=head)
    still = [code for code in sheet.marked if code not in sheet.finals]
    if still:
        raise NotSettled(indicators=sheet.called(still))
    untouched = {code: Final(points, points, "") for code, points in sheet.automatic.items()}
    return replace(sheet, finals={**untouched, **sheet.finals}, signed_by=head)


def block_points(sheet: Sheet) -> dict[str, Fraction]:
    """Points per block of a signed sheet. Raises BadSheet before the signature (R142: unsigned = not submitted)."""
    if sheet.stage is not Stage.SIGNED or sheet.finals is None:
        raise Unsigned
    finals = sheet.finals
    return {
        block.code: sum((finals[own.code].points for own in block.indicators), Fraction(0))
        for block in sheet.inspection.blocks
    }
