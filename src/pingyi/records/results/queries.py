"""Results as desks and the public page show them. What is not released is shown only to those who must decide."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pingyi.records.results.errors import NoReckoning
from pingyi.records.results.models import Reckoning, RulingKind


@dataclass(frozen=True, slots=True)
class RulingView:
    """The leading group's word."""

    kind: RulingKind
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReckoningView:
    """One reckoning with what was decided about it."""

    pk: int
    plan: str
    inputs: dict[str, Any]
    result: dict[str, Any]
    digest: str
    reckoned_at: datetime
    ruling: RulingView | None
    released_at: datetime | None

    @property
    def approved(self) -> bool:
        """Whether the leading group approved it."""
        return self.ruling is not None and self.ruling.kind is RulingKind.APPROVED


def reckoning(pk: int) -> ReckoningView:
    """One reckoning: one query. Raises NoReckoning."""
    row = Reckoning.objects.filter(pk=pk).select_related("ruling", "release").first()
    if row is None:
        raise NoReckoning
    return _view(row)


def latest(campaign: str) -> ReckoningView | None:
    """The newest reckoning of a campaign: one query."""
    row = Reckoning.objects.filter(campaign=campaign).select_related("ruling", "release").last()
    return _view(row) if row else None


def released(campaign: str) -> ReckoningView | None:
    """The reckoning that was published: one query."""
    rows = Reckoning.objects.filter(campaign=campaign, release__isnull=False)
    row = rows.select_related("ruling", "release").last()
    return _view(row) if row else None


def _view(row: Reckoning) -> ReckoningView:
    ruling = getattr(row, "ruling", None)
    release = getattr(row, "release", None)
    return ReckoningView(
        pk=row.pk,
        plan=row.plan,
        inputs=json.loads(row.inputs),
        result=json.loads(row.result),
        digest=row.digest,
        reckoned_at=row.reckoned_at,
        ruling=RulingView(RulingKind(ruling.kind), ruling.reason, ruling.by, ruling.at) if ruling else None,
        released_at=release.at if release else None,
    )
