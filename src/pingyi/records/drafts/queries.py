"""What pages may know about drafts, as frozen values."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from pingyi.records.drafts.errors import DraftUnknown
from pingyi.records.drafts.models import Draft, DraftVersion

SHOWN = 50


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list."""

    pk: int
    name: str
    by: str
    at: datetime
    version: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: what was changed in it, by whom and when."""

    number: int
    change: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it stands: its newest version and the one it was begun from."""

    pk: int
    name: str
    number: int
    text: str
    origin: str


def drafts() -> list[DraftLine]:
    """Every draft, the newest first: one query."""
    rows = Draft.objects.select_related("by").annotate(version=Max("versions__number"), saved=Max("versions__at"))
    return [DraftLine(row.pk, row.name, row.by.name, row.at, row.version, row.saved) for row in rows]


def written(draft: Draft) -> Written:
    """A draft as it stands: two queries."""
    newest, first = draft.versions.latest("number"), draft.versions.earliest("number")
    return Written(draft.pk, draft.name, newest.number, newest.text, first.text)


def versions(draft: Draft) -> list[VersionLine]:
    """The newest versions of a draft, newest first: one query."""
    rows = draft.versions.select_related("by").defer("text").order_by("-number")[:SHOWN]
    return [VersionLine(row.number, row.change, row.by.name, row.at) for row in rows]


def text_of(draft: Draft, number: int) -> str:
    """One version's text: one query. Raises DraftUnknown (hidden)."""
    found = DraftVersion.objects.filter(draft=draft, number=number).values_list("text", flat=True).first()
    if found is None:
        raise DraftUnknown(hidden=True)
    return found
