"""What of statements may be read, and how their masks came about, as frozen values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from pingyi.records.masks.models import Masking
from pingyi.rules.encoding import sha256_hex
from pingyi.rules.masks import Finding, Span
from pingyi.rules.voices import pairs

Place = tuple[str, int]
"""Of a statement: the number of its opinion, and its own."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A statement as others may read it. `digest`: SHA-256 of the text, `leaf`: of the original, `hidden`: places."""

    opinion: str
    statement: int
    version: int
    text: str
    hidden: int
    leaf: bytes

    @property
    def digest(self) -> str:
        """Under which whoever got the text can check it."""
        return sha256_hex(self.text.encode())


@dataclass(frozen=True, slots=True)
class MaskingLine:
    """One version: what it hides, who proposed and who decided; `agreed` is None while it waits."""

    version: int
    spans: tuple[Span, ...]
    text: str
    reason: str
    handler: str
    at: datetime
    agreed: bool | None
    second: str
    answer: str
    decided: datetime | None


def masked(campaign_id: str, opinions: Collection[str]) -> Mapping[Place, Masked]:
    """Every statement of these opinions that two people have looked through, as it may be read: one query.

    What is not in it may be read by nobody outside the office.
    """
    rows = Masking.objects.filter(campaign_id=campaign_id, opinion__in=opinions, countersign__agreed=True)
    return {
        (row.opinion, row.statement): Masked(
            row.opinion, row.statement, row.version, row.text, len(row.spans), bytes(row.leaf)
        )
        for row in rows.order_by("version")
    }


def concealing(campaign_id: str, words: str) -> list[bytes]:
    """The leaves of the statements in which these words are found only where two people hid them: one query."""
    sought = pairs(words) or [words]
    agreed = Masking.objects.filter(campaign_id=campaign_id, countersign__agreed=True)
    touched = agreed.filter(opinion__in=agreed.filter(lost__overlap=sought).values("opinion")).order_by("version")
    standing = {(row.opinion, row.statement): row for row in touched}
    return [bytes(row.leaf) for row in standing.values() if not set(sought).isdisjoint(row.lost)]


def maskings(campaign_id: str, opinion: str, statement: int) -> list[MaskingLine]:
    """Every version of one statement's masking, the newest first: one query."""
    rows = Masking.objects.filter(campaign_id=campaign_id, opinion=opinion, statement=statement)
    return [_line(row) for row in rows.select_related("countersign").order_by("-version")]


def waiting(campaign_id: str, handler: str) -> list[Place]:
    """The statements whose masking waits for a second person who is not this one: one query."""
    rows = Masking.objects.filter(campaign_id=campaign_id, countersign=None).exclude(handler=handler)
    return list(rows.values_list("opinion", "statement"))


def _line(row: Masking) -> MaskingLine:
    decided = getattr(row, "countersign", None)
    return MaskingLine(
        version=row.version,
        spans=tuple(Span(start, end, Finding(finding)) for start, end, finding in row.spans),
        text=row.text,
        reason=row.reason,
        handler=row.handler,
        at=row.at,
        agreed=decided and decided.agreed,
        second=decided.handler if decided else "",
        answer=decided.reason if decided else "",
        decided=decided and decided.at,
    )
