"""Teams and sheets as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pingyi.records.inspection.models import Team
from pingyi.rules.rulebook.inspection import Inspection
from pingyi.rules.scoring import sheet as rules
from pingyi.rules.scoring.sheet import Sheet

PARTS = ("marks", "settlements")


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team, its sheet as it stands, and the signature under it."""

    pk: int
    unit: str
    members: Mapping[str, str]
    head: str
    sheet: Sheet
    report: str
    digest: str
    signed_at: datetime | None

    def own_marks(self, inspector: str) -> Mapping[str, object]:
        """What one inspector has marked so far."""
        return self.sheet.individual.get(inspector, {})


def team(row: Team, inspection: Inspection) -> TeamView:
    """One team with its sheet."""
    return _view(row, inspection)


def teams(campaign: str, inspection: Inspection) -> list[TeamView]:
    """Every team of a campaign: three queries."""
    rows = Team.objects.filter(campaign=campaign).select_related("discussion", "signature").prefetch_related(*PARTS)
    return [_view(row, inspection) for row in rows]


def signed_points(campaign: str, inspection: Inspection) -> dict[str, dict[str, Fraction]]:
    """Points per unit and block of every signed sheet; an unsigned sheet has none (R142)."""
    return {
        view.unit: rules.block_points(view.sheet)
        for view in teams(campaign, inspection)
        if view.sheet.stage is rules.Stage.SIGNED
    }


def _view(row: Team, inspection: Inspection) -> TeamView:
    signature = getattr(row, "signature", None)
    return TeamView(
        pk=row.pk,
        unit=row.unit,
        members=row.members,
        head=row.head,
        sheet=sheet_of(row, inspection),
        report=signature.report if signature else "",
        digest=signature.digest if signature else "",
        signed_at=signature.at if signature else None,
    )


def sheet_of(row: Team, inspection: Inspection) -> Sheet:
    """Rebuild the sheet by doing again, in order, what the team did."""
    sheet = rules.begin(row.unit, inspection, tuple(row.members), {})
    for mark in row.marks.all():
        sheet = rules.give(sheet, mark.inspector, {mark.indicator: mark.points})
    discussion = getattr(row, "discussion", None)
    if discussion is None:
        return sheet
    sheet = rules.discuss(sheet, tuple(discussion.present))
    for each in row.settlements.all():
        sheet = rules.settle(sheet, each.indicator, Fraction(each.points), each.reason, tuple(each.dissent))
    return rules.sign(sheet, row.head) if hasattr(row, "signature") else sheet
