"""A package is frozen, read out, signed for by the unit's leader and then by the office; each once, in this order.

The words stand in other rooms: `ceremonies.feedback` brings them, and does what follows the last signature.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pingyi.records.campaign.actions.turn import hold
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.feedback import models
from pingyi.records.feedback.errors import (
    NotHeldYet,
    NotMet,
    OtherContent,
    PackageHidden,
    SideSigned,
    SignedMeanwhile,
    UnitSignsFirst,
)
from pingyi.records.feedback.queries import OFFICE, UNIT, PackageView, package, packages
from pingyi.records.journal.actions import append
from pingyi.records.outbox.actions import post
from pingyi.rules.encoding import digest, plain
from pingyi.rules.feedback import Meeting, Package, Passage, ensure_recorded, ensure_stated
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.feedback import PACKAGE, FeedbackMet, PackageFrozen, PackageSigned
from pingyi.rules.mandate import Actor, Power, UnitRef, check

SALT = 32
"""Random bytes of a package."""


@dataclass(frozen=True, slots=True)
class NewPassage:
    """What goes into a package, and where it comes from."""

    content: str
    text: str
    people: int
    opinion: str
    statement: int
    version: int
    leaf: bytes


@transaction.atomic
def freeze(
    unit: str, passages: Sequence[NewPassage], *, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> PackageView:
    """Freeze what a unit is to read; one that was not signed for is replaced by it.

    The passages are ordered by what they say, so that their order tells nothing. Raises SignedMeanwhile.
    """
    check(actor, Power.FEEDBACK_PREPARE, phase=campaign.phase)
    at = _turn(unit, campaign, at)
    before = packages(campaign, unit)
    if before and before[0].signatures and not before[0].complete:
        raise SignedMeanwhile
    ordered = sorted(passages, key=lambda each: (each.content, each.text))
    made = Package(
        campaign.code,
        unit,
        before[0].package.number + 1 if before else 1,
        secrets.token_hex(SALT),
        tuple(Passage(place, each.content, each.text, each.people) for place, each in enumerate(ordered, 1)),
    )
    row = models.Package.objects.create(
        campaign_id=campaign.code,
        unit=unit,
        number=made.number,
        content=made.write().decode(),
        digest=made.digest,
        at=at,
    )
    models.Origin.objects.bulk_create(
        models.Origin(
            package=row,
            passage=place,
            opinion=each.opinion,
            statement=each.statement,
            version=each.version,
            leaf=each.leaf,
        )
        for place, each in enumerate(ordered, 1)
    )
    append(PackageFrozen(about=row.pk, unit=unit, digest=row.digest), actor=actor, at=at)
    return _written(row.pk, campaign)


@transaction.atomic
def record(
    pk: int, meeting: Meeting, *, seen: int, campaign: CurrentCampaign, actor: Actor, at: datetime
) -> PackageView:
    """Record the meeting at which a package was read out, after `seen` versions of the record.

    Raises PackageHidden, SignedMeanwhile, OtherContent, NotHeldYet, and what `rules.feedback.ensure_recorded` refuses.
    """
    check(actor, Power.FEEDBACK_PREPARE, phase=campaign.phase)
    view, at = _standing(pk, campaign, at)
    if view.signatures:
        raise SignedMeanwhile
    if view.versions != seen:
        raise OtherContent
    if meeting.held > at:
        raise NotHeldYet
    ensure_recorded(meeting, [each.number for each in view.package.passages])
    kept = plain(meeting) | {"held": meeting.held.isoformat()}
    made = models.Meeting.objects.create(package_id=pk, version=seen + 1, record=kept, digest=digest(kept), at=at)
    append(FeedbackMet(about=pk, unit=view.package.unit, record=made.digest), actor=actor, at=at)
    if meeting.statement:
        _announce("feedback-to-sign", view, at)
    return _written(pk, campaign)


@transaction.atomic
def receive(pk: int, digest: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> PackageView:
    """The unit's leader signs for exactly what was read out.

    Raises ScopeRefused (hidden), PackageHidden, NotMet, StatementMissing, SideSigned, OtherContent.
    """
    check(actor, Power.FEEDBACK_RECEIVE, phase=campaign.phase)
    view, at = _standing(pk, campaign, at)
    check(actor, Power.FEEDBACK_RECEIVE, phase=campaign.phase, unit=UnitRef(view.package.unit))
    _sign(view, UNIT, digest, actor, at)
    return _written(pk, campaign)


@transaction.atomic
def hand_over(pk: int, digest: str, *, campaign: CurrentCampaign, actor: Actor, at: datetime) -> PackageView:
    """The office signs as the second side: from now on the unit reads it.

    Raises PackageHidden, NotMet, StatementMissing, UnitSignsFirst, SideSigned, OtherContent.
    """
    check(actor, Power.FEEDBACK_SIGN, phase=campaign.phase)
    view, at = _standing(pk, campaign, at)
    if UNIT not in view.parties:
        ensure_met(view)
        raise UnitSignsFirst
    _sign(view, OFFICE, digest, actor, at)
    _announce("feedback-handed", view, at)
    return _written(pk, campaign)


def ensure_met(view: PackageView) -> None:
    """Raises NotMet, StatementMissing."""
    if view.meeting is None:
        raise NotMet
    ensure_stated(view.meeting)


def _sign(view: PackageView, party: str, digest: str, actor: Actor, at: datetime) -> None:
    if party in view.parties:
        raise SideSigned
    ensure_met(view)
    if digest != view.signed_digest or not view.agrees:
        raise OtherContent
    models.Signature.objects.create(package_id=view.pk, party=party, name=actor.name, digest=digest, at=at)
    append(PackageSigned(about=view.pk, unit=view.package.unit, party=party, digest=digest), actor=actor, at=at)


def _standing(pk: int, campaign: CurrentCampaign, at: datetime) -> tuple[PackageView, datetime]:
    """A package that was not replaced, within the turn of its unit, and the moment to record.

    Raises PackageHidden, OtherContent.
    """
    rows = models.Package.objects.filter(campaign_id=campaign.code, pk=pk)
    unit = rows.values_list("unit", flat=True).first()
    if unit is None:
        raise PackageHidden(hidden=True)
    at = _turn(unit, campaign, at)
    view = _written(pk, campaign)
    if view.replaced:
        raise OtherContent
    return view, at


def _written(pk: int, campaign: CurrentCampaign) -> PackageView:
    """A package as it stands now."""
    view = package(pk, campaign)
    assert view is not None
    return view


def _turn(unit: str, campaign: CurrentCampaign, at: datetime) -> datetime:
    """Acts about one unit's packages come one after another."""
    return hold(f"{campaign.code}/feedback/{unit}", at=at)


def _announce(kind: str, view: PackageView, at: datetime) -> None:
    unit = view.package.unit
    post(kind, about=Subject.of(PACKAGE, view.pk), at=at, units=(UnitRef(unit),), values={"unit": unit})
