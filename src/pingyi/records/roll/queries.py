"""The roll as the statistics bureau sees it; nobody else does."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from pingyi.records.roll.access import frames_in_force
from pingyi.records.roll.models import FrameMember, Seed
from pingyi.rules.rulebook.survey import parts_of


@dataclass(frozen=True, slots=True)
class StratumView:
    """A stratum of a frame: how many there are, how many were drawn."""

    stratum: str
    size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class FrameView:
    """The frame in force for one unit; `erased_at` is when its names and addresses were erased."""

    unit: str
    fingerprint: str
    size: int
    imported_at: datetime
    strata: tuple[StratumView, ...]
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeedView:
    """The public seed; `value` is empty until the draw. `known_at` is when the value becomes public."""

    source: str
    named_at: datetime
    known_at: datetime | None
    value: str
    drawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class DrawnMember:
    """Somebody who gets a letter; name and address are empty once erased."""

    unit: str
    stratum: str
    ref: str
    name: str
    address: str


def frames(campaign_id: str) -> list[FrameView]:
    """The frame in force of every unit, with its strata: two queries."""
    rows = frames_in_force(campaign_id)
    drawn = Count("pk", filter=Q(drawn=True))
    counted = FrameMember.objects.filter(frame__in=rows.values()).order_by("stratum")
    strata: dict[int, list[StratumView]] = {}
    for each in counted.values("frame", "stratum").annotate(size=Count("pk"), taken=drawn):
        strata.setdefault(each["frame"], []).append(StratumView(each["stratum"], each["size"], each["taken"]))
    return [
        FrameView(row.unit, row.fingerprint, row.size, row.imported_at, tuple(strata.get(row.pk, [])), row.erased_at)
        for row in sorted(rows.values(), key=lambda row: row.unit)
    ]


def seed(campaign_id: str) -> SeedView | None:
    """The seed of a campaign, once its source is named."""
    row = Seed.objects.filter(campaign_id=campaign_id).first()
    return SeedView(row.source, row.named_at, row.known_at, row.value, row.drawn_at) if row else None


def drawn(campaign_id: str, unit: str | None = None, stratum: str | None = None) -> list[DrawnMember]:
    """Everybody who gets a letter, by unit, stratum and turn: two queries. `stratum` may be several in one box."""
    rows = [row for code, row in frames_in_force(campaign_id).items() if unit in (None, code)]
    members = FrameMember.objects.filter(frame__in=rows, drawn=True).select_related("contact", "frame")
    if stratum is not None:
        members = members.filter(stratum__in=parts_of(stratum))
    return [
        DrawnMember(
            member.frame.unit,
            member.stratum,
            member.ref,
            member.contact.name if hasattr(member, "contact") else "",
            member.contact.address if hasattr(member, "contact") else "",
        )
        for member in members.order_by("frame__unit", "stratum", "turn")
    ]


def lines(campaign_id: str, unit: str) -> list[tuple[str, str]]:
    """The (stratum, reference) lines that the fingerprint of a unit's frame is taken of, sorted by their bytes."""
    row = frames_in_force(campaign_id).get(unit)
    members = FrameMember.objects.filter(frame=row).values_list("stratum", "ref") if row else ()
    return sorted(members, key=lambda line: f"{line[0]}\t{line[1]}\n".encode())
