"""Teams and sheets as frozen values; what a reader may not see yet is not in them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.inspection.models import Team
from pingyi.records.inspection.sheets import TeamView, teams_of
from pingyi.rules.encoding import digest
from pingyi.rules.rulebook.inspection import Block, Indicator, Inspection
from pingyi.rules.scoring import sheet as rules
from pingyi.rules.scoring.quality import Measured
from pingyi.rules.scoring.sheet import Final, Sheet, Stage


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team, and how many marks they still owe."""

    ref: str
    name: str
    head: bool
    present: bool
    missing: int


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator as a reader may see it: `marks` (name → mark) and the proposal only once the discussion is open."""

    indicator: Indicator
    own: Decimal | None
    marks: Mapping[str, Decimal]
    proposal: Fraction | None
    final: Final | None
    dissent: tuple[str, ...]

    @property
    def spread(self) -> tuple[Decimal, Decimal] | None:
        """The lowest and the highest mark."""
        return (min(self.marks.values()), max(self.marks.values())) if self.marks else None

    @property
    def offered(self) -> Decimal | None:
        """The mark that the head's form begins with: the settled one, or the step nearest to the proposal."""
        if self.final:
            return _decimal(self.final.points)
        return None if self.proposal is None else _decimal(_nearest(self.indicator, self.proposal))


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its indicators and running totals; `marked` and `settled` say how many stand behind them."""

    block: Block
    indicators: tuple[IndicatorView, ...]
    marked: int
    own: Fraction
    proposed: Fraction
    settled: int
    final: Fraction


@dataclass(frozen=True, slots=True)
class SheetView:
    """A whole sheet for one reader."""

    unit: str
    stage: Stage
    members: tuple[Member, ...]
    head: str
    blocks: tuple[BlockView, ...]
    quorum: Fraction
    report: str
    digest: str
    signed_at: datetime | None

    @property
    def present(self) -> tuple[str, ...]:
        """Who took part in the discussion, by name."""
        return tuple(member.name for member in self.members if member.present)

    @property
    def unsettled(self) -> tuple[Indicator, ...]:
        """Indicators the team has not settled."""
        return tuple(line.indicator for block in self.blocks for line in block.indicators if not line.final)

    @property
    def final(self) -> Fraction:
        """What the settled indicators add up to."""
        return sum((block.final for block in self.blocks), Fraction(0))


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """A team of somebody, and how far their own marks and the sheet have come."""

    unit: str
    stage: Stage
    head: str
    leads: bool
    marked: int
    indicators: int


def own_teams(campaign_id: str, inspection: Inspection, inspector: str) -> list[OwnTeam]:
    """The teams somebody is on: one query."""
    return [
        OwnTeam(
            view.unit,
            view.sheet.stage,
            view.head_name,
            view.head == inspector,
            len(view.sheet.marked) - len(view.sheet.missing(inspector)),
            len(view.sheet.marked),
        )
        for view in teams_of(Team.objects.filter(campaign_id=campaign_id, members__has_key=inspector), inspection)
    ]


def seen_by(team: TeamView, reader: str) -> SheetView:
    """A team's sheet as one reader may see it: others' marks stay hidden until the discussion opens (R141)."""
    sheet = team.sheet
    return SheetView(
        unit=team.unit,
        stage=sheet.stage,
        members=tuple(
            Member(ref, name, ref == team.head, ref in sheet.present, len(sheet.missing(ref)))
            for ref, name in team.members.items()
        ),
        head=team.head,
        blocks=tuple(_block(block, sheet, team.members, reader) for block in sheet.inspection.blocks),
        quorum=rules.quorum(sheet),
        report=team.report,
        digest=team.digest,
        signed_at=team.signed_at,
    )


def _block(block: Block, sheet: Sheet, names: Mapping[str, str], reader: str) -> BlockView:
    lines = tuple(_indicator(each, sheet, names, reader) for each in block.indicators)
    finals = [line.final.points for line in lines if line.final]
    own = [line.own for line in lines if line.own is not None]
    return BlockView(
        block=block,
        indicators=lines,
        marked=len(own),
        own=_total(own),
        proposed=_total(line.proposal for line in lines if line.proposal is not None),
        settled=len(finals),
        final=_total(finals),
    )


def _indicator(indicator: Indicator, sheet: Sheet, names: Mapping[str, str], reader: str) -> IndicatorView:
    code, discussed = indicator.code, sheet.stage is not Stage.INDIVIDUAL
    final = (sheet.finals or {}).get(code)
    given = {ref: sheet.individual.get(ref, {}).get(code) for ref in sheet.present}
    return IndicatorView(
        indicator=indicator,
        own=sheet.individual.get(reader, {}).get(code),
        marks={names[ref]: mark for ref, mark in given.items() if mark is not None},
        proposal=sheet.proposal(code) if discussed else None,
        final=final,
        dissent=tuple(names.get(ref, ref) for ref in final.dissent) if final else (),
    )


def _nearest(indicator: Indicator, points: Fraction) -> Fraction:
    """A mark of the plan's steps, the higher of two as near; never above the full points."""
    step = Fraction(indicator.mark_step)
    if not step:
        return points
    return min(math.floor(points / step + Fraction(1, 2)) * step, Fraction(indicator.points))


def _decimal(points: Fraction) -> Decimal:
    return round(Decimal(points.numerator) / points.denominator, 3)


def _total(points: Iterable[Fraction | Decimal]) -> Fraction:
    return sum((Fraction(each) for each in points), Fraction(0))


def teams(campaign_id: str, inspection: Inspection, unit: str | None = None) -> list[TeamView]:
    """Every team of a campaign, or the one of a unit: one query."""
    rows = Team.objects.filter(campaign_id=campaign_id)
    return teams_of(rows if unit is None else rows.filter(unit=unit), inspection)


def posted(campaign_id: str) -> dict[str, frozenset[str]]:
    """Whose teams somebody is on: person → units. One query."""
    found: dict[str, frozenset[str]] = {}
    for unit, members in Team.objects.filter(campaign_id=campaign_id).values_list("unit", "members"):
        for ref in members:
            found[ref] = found.get(ref, frozenset()) | {unit}
    return found


def signed_points(campaign_id: str, inspection: Inspection) -> dict[str, dict[str, Fraction]]:
    """Points per unit and block of every signed sheet; an unsigned sheet has none (R142)."""
    return {
        view.unit: rules.block_points(view.sheet)
        for view in teams(campaign_id, inspection)
        if view.sheet.stage is rules.Stage.SIGNED
    }


def measured(campaign_id: str, inspection: Inspection, own: Mapping[tuple[str, str], Decimal]) -> list[Measured]:
    """Every mark of every signed sheet beside what was found, and beside `own`, self-scores by unit and indicator."""
    return [
        Measured(
            view.unit,
            code,
            view.sheet.indicators[code].points,
            tuple(view.sheet.individual[inspector][code] for inspector in view.sheet.present),
            final.points,
            own.get((view.unit, code)),
        )
        for view in teams(campaign_id, inspection)
        if view.sheet.stage is rules.Stage.SIGNED
        for code, final in (view.sheet.finals or {}).items()
        if code in view.sheet.marked
    ]


def waiting(campaign_id: str) -> bool:
    """Whether a team has not signed its sheet yet: one query."""
    return Team.objects.filter(campaign_id=campaign_id, signature=None).exists()


def all_appointed(campaign: CurrentCampaign) -> bool:
    """Whether every ranked unit has a team: one query."""
    appointed = Team.objects.filter(campaign_id=campaign.code).values_list("unit", flat=True)
    return {unit.code for unit in campaign.book.ranked_units} <= set(appointed)


def all_signed(campaign: CurrentCampaign) -> bool:
    """Whether the sheet of every ranked unit is signed: one query."""
    signed = Team.objects.filter(campaign_id=campaign.code, signature__isnull=False).values_list("unit", flat=True)
    return {unit.code for unit in campaign.book.ranked_units} <= set(signed)


def inspected(campaign: CurrentCampaign) -> frozenset[str]:
    """The units whose inspectors have given their own marks, closed when the discussion opens: one query."""
    opened = Team.objects.filter(campaign_id=campaign.code, discussion__isnull=False)
    return frozenset(opened.values_list("unit", flat=True))


def deliberated(campaign: CurrentCampaign) -> frozenset[str]:
    """The units whose team has settled the mark of every indicator: one query."""
    indicators = sum(len(block.indicators) for block in campaign.book.inspection.blocks)
    settled = Count("settlements__indicator", distinct=True)
    teams = Team.objects.filter(campaign_id=campaign.code).annotate(settled=settled).filter(settled=indicators)
    return frozenset(teams.values_list("unit", flat=True))


def sheet_digest(sheet: Sheet, report: str) -> str:
    """What the head signs: unit, who was present, every settled mark with its reason, the report."""
    return digest({"unit": sheet.unit, "present": sheet.present, "finals": sheet.finals, "report": report})
