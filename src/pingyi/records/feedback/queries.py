"""Packages as pages and ceremonies read them, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.feedback import models
from pingyi.rules.encoding import digest, sha256_hex
from pingyi.rules.feedback import Attendance, Meeting, Package

UNIT, OFFICE = "unit", "office"
"""The two sides that sign, in this order."""


@dataclass(frozen=True, slots=True)
class OriginLine:
    """What a passage comes from: a statement of an opinion, under the mask of this version."""

    passage: int
    opinion: str
    statement: int
    version: int
    leaf: bytes


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed for which side, and when."""

    party: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PackageView:
    """A package with everything that hangs on it. `agrees`: its file has the digest that the journal has."""

    pk: int
    package: Package
    digest: str
    agrees: bool
    frozen_at: datetime
    origins: tuple[OriginLine, ...]
    meeting: Meeting | None
    record: str
    versions: int
    signatures: tuple[SignatureLine, ...]
    newest: bool

    @property
    def signed_digest(self) -> str:
        """Of what both sides sign: the package and the record of the meeting together."""
        return digest([self.digest, self.record])

    @property
    def parties(self) -> frozenset[str]:
        """The sides that have signed."""
        return frozenset(each.party for each in self.signatures)

    @property
    def complete(self) -> bool:
        """Whether it is handed over: both sides have signed."""
        return OFFICE in self.parties

    @property
    def replaced(self) -> bool:
        """Whether it was frozen anew before it was handed over."""
        return not (self.complete or self.newest)

    @property
    def stated(self) -> bool:
        """Whether the unit's leading body has stated its attitude."""
        return self.meeting is not None and bool(self.meeting.statement)

    @property
    def handed_at(self) -> datetime | None:
        """When the last side signed."""
        return self.signatures[-1].at if self.complete else None

    @property
    def file(self) -> bytes:
        """Its bytes, as they stand."""
        return self.package.write()


def packages(campaign: CurrentCampaign, unit: str | None = None) -> list[PackageView]:
    """Every package of a unit, or of all units, the newest of each first: one query."""
    rows = models.Package.objects.filter(campaign_id=campaign.code)
    if unit is not None:
        rows = rows.filter(unit=unit)
    return _views(rows)


def package(pk: int, campaign: CurrentCampaign) -> PackageView | None:
    """One package, None where there is none: one query."""
    rows = models.Package.objects.filter(campaign_id=campaign.code)
    beside = rows.filter(unit__in=rows.filter(pk=pk).values("unit"))
    return next((each for each in _views(beside) if each.pk == pk), None)


def handed_over(campaign: CurrentCampaign) -> frozenset[str]:
    """The units that have signed for a package, the office as well: one query."""
    signed = models.Signature.objects.filter(package__campaign_id=campaign.code, party=OFFICE)
    return frozenset(signed.values_list("package__unit", flat=True))


def _views(rows: QuerySet[models.Package]) -> list[PackageView]:
    found = list(rows.annotate(**_WHOLE).order_by("unit", "-number"))
    last: Mapping[str, int] = {row.unit: row.pk for row in reversed(found)}
    return [_view(row, row.pk == last[row.unit]) for row in found]


def _hanging(model: type[Model], order: str, *fields: str) -> ArraySubquery:
    """What hangs on a package, in order."""
    rows = model._default_manager.filter(package=OuterRef("pk")).order_by(order)
    return ArraySubquery(rows.values(fields=JSONObject(**{name: name for name in fields})))


_WHOLE = {
    "whence": _hanging(models.Origin, "passage", "passage", "opinion", "statement", "version", "leaf"),
    "met": _hanging(models.Meeting, "version", "record", "digest"),
    "signed": _hanging(models.Signature, "at", "party", "name", "at"),
}


def _view(row: Any, newest: bool) -> PackageView:
    return PackageView(
        pk=row.pk,
        package=Package.read(row.content),
        digest=row.digest,
        agrees=sha256_hex(row.content.encode()) == row.digest,
        frozen_at=row.at,
        origins=tuple(
            OriginLine(**each | {"leaf": bytes.fromhex(each["leaf"].removeprefix("\\x"))}) for each in row.whence
        ),
        meeting=_meeting(row.met[-1]["record"]) if row.met else None,
        record=row.met[-1]["digest"] if row.met else "",
        versions=len(row.met),
        signatures=tuple(SignatureLine(**each | {"at": datetime.fromisoformat(each["at"])}) for each in row.signed),
        newest=newest,
    )


def _meeting(kept: dict[str, Any]) -> Meeting:
    people = {name: tuple(Attendance(**each) for each in kept[name]) for name in ("present", "absent")}
    return Meeting(**kept | people | {"held": datetime.fromisoformat(kept["held"]), "read": tuple(kept["read"])})
