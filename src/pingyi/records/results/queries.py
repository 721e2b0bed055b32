"""Results as desks and the public page show them. What is not released is shown only to those who must decide."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import OuterRef, QuerySet

from pingyi.records.campaign.queries import CurrentCampaign, book_of
from pingyi.records.journal.beside import newest_leaf
from pingyi.records.results.errors import NoReckoning, NoSuchObjection
from pingyi.records.results.models import (
    Answer,
    Disqualification,
    Objection,
    Reckoning,
    RulingKind,
)
from pingyi.records.results.models import (
    ObjectionGround as ObjectionGround,
)
from pingyi.rules.encoding import digest, plain
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.vocabulary.results import RankingReleased, RankingRuled
from pingyi.rules.scoring.announcement import Announcement, announce
from pingyi.rules.timetable import UnknownYear

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

KEPT = 4
"""So many results a process keeps as it read them: rows never change, and every page of a result begins with them."""


@dataclass(frozen=True, slots=True)
class RulingView:
    """The leading group's word."""

    kind: RulingKind
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReckoningView:
    """One reckoning with what was decided about it.

    `inputs_text` and `result_text` are the row's own words; whatever is read from them is kept in the process by these
    words, so that an altered row is never mistaken for the one that was read before.
    """

    pk: int
    campaign_id: str
    plan: str
    inputs_text: str
    result_text: str
    digest: str
    reckoned_at: datetime
    ruling: RulingView | None
    released_at: datetime | None
    ruling_as_recorded: bool
    release_as_recorded: bool
    """Whether the journal says the same of it."""

    @property
    def inputs(self) -> Mapping[str, Any]:
        """What it was computed from."""
        return _parsed(self.inputs_text)

    @property
    def result(self) -> Mapping[str, Any]:
        """What was computed."""
        return _parsed(self.result_text)

    @property
    def inputs_digest(self) -> str:
        """SHA-256 of the published inputs."""
        return _digest(self.inputs_text)

    @property
    def announcement(self) -> Announcement:
        """The result in the words of its plan."""
        return _announced(self.plan, self.inputs_text, self.result_text)

    @property
    def approved(self) -> bool:
        """Whether the leading group approved it."""
        return self.ruling is not None and self.ruling.kind is RulingKind.APPROVED


@dataclass(frozen=True, slots=True)
class RevocationView:
    """The decision that took a disqualification back."""

    number: str
    reason: str
    decided_on: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisqualificationView:
    """A decision about a unit in breach; in force until it is revoked."""

    pk: int
    unit: str
    number: str
    prohibition: str
    facts: str
    notified_on: date
    hearing: str
    decided_on: date
    by: str
    at: datetime
    revocation: RevocationView | None

    @property
    def ground(self) -> dict[str, Any]:
        """What is published of it, in the journal and in the inputs of a reckoning."""
        return {"decision": self.number, "prohibition": self.prohibition, "decided_on": self.decided_on.isoformat()}


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The written answer to an objection."""

    upheld: bool
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """What a unit objects to in the approved result, and what it was answered."""

    pk: int
    reckoning: int
    unit: str
    ground: ObjectionGround
    text: str
    by: str
    at: datetime
    answer: AnswerView | None


def reckoning(pk: int) -> ReckoningView:
    """One reckoning: one query. Raises NoReckoning."""
    row = _rows(pk=pk).first()
    if row is None:
        raise NoReckoning
    return _view(row)


def reckonings(campaign_id: str) -> list[ReckoningView]:
    """Every reckoning of a campaign, oldest first: one query."""
    return [_view(row) for row in _rows(campaign_id=campaign_id)]


def latest(campaign_id: str) -> ReckoningView | None:
    """The newest reckoning of a campaign: one query."""
    row = _rows(campaign_id=campaign_id).last()
    return _view(row) if row else None


def released(campaign_id: str) -> ReckoningView | None:
    """The reckoning that was published, by a row of which the journal says the same: one query."""
    views = [_view(row) for row in _rows(campaign_id=campaign_id, release__isnull=False)]
    return next((view for view in reversed(views) if view.release_as_recorded), None)


def disqualifications(campaign_id: str) -> list[DisqualificationView]:
    """Every decision about a unit in breach, oldest first, revoked ones too: one query."""
    rows = Disqualification.objects.filter(campaign_id=campaign_id).select_related("revocation")
    return [_disqualification(row) for row in rows]


def disqualification(pk: int) -> DisqualificationView:
    """One decision about a unit in breach: one query."""
    return _disqualification(Disqualification.objects.select_related("revocation").get(pk=pk))


def grounds(campaign_id: str) -> dict[str, dict[str, Any]]:
    """The units that are disqualified now, each with what is published of the decision: one query."""
    return {each.unit: each.ground for each in disqualifications(campaign_id) if each.revocation is None}


def objections(campaign_id: str) -> list[ObjectionView]:
    """Every objection to any result of the campaign, oldest first: one query."""
    rows = Objection.objects.filter(reckoning__campaign_id=campaign_id).select_related("answer")
    return [_objection(row) for row in rows]


def objection(pk: int) -> ObjectionView:
    """One objection: one query. Raises NoSuchObjection."""
    row = Objection.objects.filter(pk=pk).select_related("answer").first()
    if row is None:
        raise NoSuchObjection
    return _objection(row)


def objections_end(campaign: CurrentCampaign, approved_at: datetime) -> datetime | None:
    """The same, None as long as the holidays that decide about it are not recorded."""
    try:
        return objections_until(campaign, approved_at)
    except UnknownYear:
        return None


def objections_until(campaign: CurrentCampaign, approved_at: datetime) -> datetime:
    """The end of the objection window that opens with the approval, in working days (A2-26). Raises UnknownYear."""
    zone = campaign.timetable.zone
    return campaign.work_calendar.window(approved_at, campaign.book.objection.working_days, zone).end.astimezone(zone)


def outdated(kept: ReckoningView) -> bool:
    """Whether it must be reckoned anew: other units are disqualified, or an objection to it was upheld. Two queries."""
    if Answer.objects.filter(objection__reckoning=kept.pk, upheld=True).exists():
        return True
    reckoned = {code: unit["ground"] for code, unit in kept.inputs["units"].items() if "ground" in unit}
    return reckoned != grounds(kept.campaign_id)


def _objection(row: Objection) -> ObjectionView:
    given = getattr(row, "answer", None)
    return ObjectionView(
        pk=row.pk,
        reckoning=row.reckoning_id,
        unit=row.unit,
        ground=ObjectionGround(row.ground),
        text=row.text,
        by=row.by,
        at=row.at,
        answer=AnswerView(given.upheld, given.text, given.by, given.at) if given else None,
    )


def _disqualification(row: Disqualification) -> DisqualificationView:
    taken_back = getattr(row, "revocation", None)
    return DisqualificationView(
        pk=row.pk,
        unit=row.unit,
        number=row.number,
        prohibition=row.prohibition,
        facts=row.facts,
        notified_on=row.notified_on,
        hearing=row.hearing,
        decided_on=row.decided_on,
        by=row.by,
        at=row.at,
        revocation=RevocationView(
            taken_back.number, taken_back.reason, taken_back.decided_on, taken_back.by, taken_back.at
        )
        if taken_back
        else None,
    )


class LatestEntries(TypedDict):
    """What the journal says of a reckoning: its newest ruling and release, as they were written."""

    ruled: bytes | None
    published: bytes | None


def _rows(**which: Any) -> "QuerySet[WithAnnotations[Reckoning, LatestEntries]]":
    """Reckonings with what was decided about them, in rows and in the journal."""
    rows = Reckoning.objects.filter(**which).select_related("ruling", "release").order_by("pk")
    own = OuterRef("pk")
    return rows.annotate(ruled=newest_leaf(RankingRuled, own), published=newest_leaf(RankingReleased, own))


def _agrees(leaf: bytes | None, row: dict[str, Any] | None) -> bool:
    """Whether the journal's entry says what the row says; where there is no row, there is no entry."""
    return (None if leaf is None else plain(Entry.read(bytes(leaf)).public)) == row


def _view(row: "WithAnnotations[Reckoning, LatestEntries]") -> ReckoningView:
    ruling = getattr(row, "ruling", None)
    release = getattr(row, "release", None)
    rule = {"kind": ruling.kind, "digest": row.digest} if ruling else None
    publish = {"digest": row.digest} if release else None
    return ReckoningView(
        pk=row.pk,
        campaign_id=row.campaign_id,
        plan=row.plan,
        inputs_text=row.inputs,
        result_text=row.result,
        digest=row.digest,
        reckoned_at=row.reckoned_at,
        ruling=RulingView(RulingKind(ruling.kind), ruling.reason, ruling.by, ruling.at) if ruling else None,
        released_at=release.at if release else None,
        ruling_as_recorded=_agrees(row.ruled, rule),
        release_as_recorded=_agrees(row.published, publish),
    )


@lru_cache(maxsize=2 * KEPT)
def _parsed(text: str) -> Mapping[str, Any]:
    parsed: Mapping[str, Any] = json.loads(text)
    return parsed


@lru_cache(maxsize=KEPT)
def _digest(text: str) -> str:
    return digest(_parsed(text))


@lru_cache(maxsize=KEPT)
def _announced(plan: str, inputs: str, result: str) -> Announcement:
    return announce(book_of(plan), _parsed(inputs), _parsed(result))
