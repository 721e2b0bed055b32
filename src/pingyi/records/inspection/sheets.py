"""Teams with their sheets as frozen values: what each team did, done again in order; one query however many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from pingyi.records.inspection.models import Mark, Settlement, Team
from pingyi.rules.rulebook.inspection import Inspection
from pingyi.rules.scoring import sheet as rules
from pingyi.rules.scoring.sheet import Sheet

if TYPE_CHECKING:
    from pingyi.records.inspection.models import WholeTeam


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

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names."""
        return tuple(self.members.values())

    @property
    def head_name(self) -> str:
        """The head's name."""
        return self.members[self.head]


def teams_of(rows: QuerySet[Team], inspection: Inspection) -> list[TeamView]:
    """The teams of these rows: one query."""
    return [_view(row, inspection) for row in _whole(rows)]


def _whole(rows: QuerySet[Team]) -> "QuerySet[WholeTeam]":
    points = Cast("points", TextField())  # a number of JSON would be read as a float
    marks = Mark.objects.filter(team=OuterRef("pk")).order_by("pk")
    settlements = Settlement.objects.filter(team=OuterRef("pk")).order_by("pk")
    decided = JSONObject(indicator="indicator", points=points, reason="reason", dissent="dissent")
    return rows.select_related("discussion", "signature").annotate(
        given=ArraySubquery(
            marks.values(fields=JSONObject(inspector="inspector", indicator="indicator", points=points))
        ),
        settled=ArraySubquery(settlements.values(fields=decided)),
    )


def _view(row: "WholeTeam", inspection: Inspection) -> TeamView:
    signature = getattr(row, "signature", None)
    return TeamView(
        pk=row.pk,
        unit=row.unit,
        members=row.members,
        head=row.head,
        sheet=_sheet(row, inspection),
        report=signature.report if signature else "",
        digest=signature.digest if signature else "",
        signed_at=signature.at if signature else None,
    )


def _sheet(row: "WholeTeam", inspection: Inspection) -> Sheet:
    sheet = rules.begin(row.unit, inspection, tuple(row.members), {})
    given: dict[str, dict[str, Decimal]] = {}
    for mark in row.given:
        given.setdefault(mark["inspector"], {})[mark["indicator"]] = Decimal(mark["points"])
    for inspector, marks in given.items():
        sheet = rules.give(sheet, inspector, marks)
    discussion = getattr(row, "discussion", None)
    if discussion is None:
        return sheet
    sheet = rules.discuss(sheet, tuple(discussion.present))
    for each in row.settled:
        sheet = rules.settle(sheet, each["indicator"], Fraction(each["points"]), each["reason"], tuple(each["dissent"]))
    return rules.sign(sheet, row.head) if hasattr(row, "signature") else sheet
