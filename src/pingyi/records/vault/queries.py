"""What may be known of the vault, as frozen values."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from pingyi.records.journal import key
from pingyi.records.vault.models import CustodianKey, Envelope, SealedFile
from pingyi.rules.mandate import Role
from pingyi.rules.mandate.role import CUSTODIANS


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The key of a custodian's post, if there is one: since when, and how many there were before."""

    post: Role
    recipient: str
    at: datetime | None
    before: int


def reference_of(campaign_id: str, opinion: str) -> bytes:
    """Under which reference the envelopes of an opinion lie; nobody computes it without the journal's key.

    Protocol vault §3.
    """
    return _reference(f"pingyi vault\n{campaign_id}\n{opinion}")


def files_reference_of(campaign_id: str, opinion: str) -> bytes:
    """The same for the envelopes with the keys of its sealed files. Protocol vault §7."""
    return _reference(f"pingyi vault files\n{campaign_id}\n{opinion}")


def _reference(lines: str) -> bytes:
    return hmac.digest(key.read(), lines.encode(), hashlib.sha256)


def keys(campaign_id: str) -> list[KeyLine]:
    """The keys of the posts, innermost layer first: one query."""
    made: dict[str, list[CustodianKey]] = {}
    for row in CustodianKey.objects.filter(campaign_id=campaign_id).order_by("pk"):
        made.setdefault(row.post, []).append(row)
    found = [(post, made.get(post, [])) for post in CUSTODIANS]
    return [
        KeyLine(post, rows[-1].recipient if rows else "", rows[-1].at if rows else None, max(0, len(rows) - 1))
        for post, rows in found
    ]


def recipients(campaign_id: str) -> tuple[str, ...]:
    """To whom an identity is sealed, innermost layer first; nobody until every post has a key: one query."""
    made = tuple(line.recipient for line in keys(campaign_id))
    return made if all(made) else ()


def envelopes(reference: bytes, layers: int) -> tuple[str, ...]:
    """The envelopes under a reference, in the order they came: one query."""
    rows = Envelope.objects.filter(reference=reference, layers=layers).order_by("number")
    return tuple(rows.values_list("text", flat=True))


def sealed_file(reference: bytes, place: int) -> bytes | None:
    """The sealed file at this place among all under a reference, None where there is none: one query."""
    rows = SealedFile.objects.filter(envelope__reference=reference).order_by("envelope__number", "number")
    found = rows.values_list("data", flat=True)[place : place + 1]
    return bytes(found[0]) if found else None
