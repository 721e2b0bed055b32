"""Minutes as pages and papers show them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import Count, F, Func, IntegerField, Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual

from pingyi.records.acts.errors import NoSuchAct
from pingyi.records.acts.models import Act
from pingyi.records.journal import commitments as journal
from pingyi.records.journal.fingerprint import fingerprint
from pingyi.rules.encoding import canonical, sha256_hex
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.acts import MINUTES, ActSigned, sealed_name
from pingyi.rules.mandate import Actor, Role

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


@dataclass(frozen=True, slots=True)
class SignatureView:
    """Who signed for which party, and when."""

    party: str
    signer: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActView:
    """Minutes with their signatures."""

    pk: int
    campaign_id: str
    kind: str
    content: dict[str, Any]
    content_digest: str
    """Of the content as it stands in the row now; `digest` is what the row says of it."""
    digest: str
    parties: tuple[str, ...]
    signatures: tuple[SignatureView, ...]
    drawn_up_at: datetime

    @property
    def missing(self) -> tuple[str, ...]:
        """The parties that have not signed."""
        signed = {signature.party for signature in self.signatures}
        return tuple(party for party in self.parties if party not in signed)

    def awaits(self, actor: Actor) -> bool:
        """Whether this person may sign for a party that has not signed."""
        signed = any(signature.signer == actor.ref for signature in self.signatures)
        return not signed and any(actor.holds(Role(party)) for party in self.missing)

    @property
    def complete(self) -> bool:
        """Whether every party has signed."""
        return not self.missing

    @property
    def completed_at(self) -> datetime | None:
        """When the last party signed."""
        return max(signature.at for signature in self.signatures) if self.complete else None


def salts(views: Iterable[ActView]) -> dict[tuple[int, str], str]:
    """Number of minutes and party → the salt that shows that the journal sealed this signer's name: one query."""
    known = list(views)
    opened = journal.openings(ActSigned, [Subject.of(MINUTES, view.pk) for view in known])
    return {
        (view.pk, each.party): opened[Subject.of(MINUTES, view.pk), canonical(sealed_name(each.party, each.name))].hex()
        for view in known
        for each in view.signatures
    }


def act(pk: int) -> ActView:
    """Minutes by number. Raises NoSuchAct."""
    row = Act.objects.filter(pk=pk).prefetch_related("signatures").first()
    if row is None:
        raise NoSuchAct
    return _view(row)


def latest(campaign_id: str, kind: str) -> ActView | None:
    """The minutes of a kind that stand: the last complete ones whatever is newer, else the newest: two queries."""
    row = _laid(campaign_id, kind).order_by("complete", "pk").last()
    return _view(row) if row else None


def newest(campaign_id: str, kind: str) -> ActView | None:
    """The minutes of a kind that were laid last, also beside complete ones: two queries."""
    row = _laid(campaign_id, kind).order_by("pk").last()
    return _view(row) if row else None


def awaiting(actor: Actor, campaign_id: str) -> list[ActView]:
    """The acts that lie before this person for a signature, in the order in which they were laid: two queries."""
    return [view for view in unsigned(campaign_id) if view.awaits(actor)]


def unsigned(campaign_id: str) -> list[ActView]:
    """The acts that lie before their parties, of each kind the newest, and that not all have signed: two queries."""
    newest = {view.kind: view for view in all_of(campaign_id)}
    return [view for view in newest.values() if not view.complete]


def done(campaign_id: str, kind: str) -> bool:
    """Whether all parties have signed an act of this kind: one query."""
    return _laid(campaign_id, kind).filter(complete=True).exists()


_LINES = """
WITH own AS (SELECT * FROM acts_act WHERE campaign_id = %s)
SELECT 'minutes ' || own::text FROM own
UNION ALL SELECT 'signature ' || signed::text FROM acts_signature signed JOIN own ON own.id = signed.act_id
"""


def acts_fingerprint(campaign_id: str) -> tuple[str | None, str | None]:
    """A digest of a campaign's minutes with their signatures, and of what the journal has of them: three queries."""
    known = [Subject.of(MINUTES, pk) for pk in Act.objects.filter(campaign_id=campaign_id).values_list("pk", flat=True)]
    return fingerprint(_LINES, [campaign_id]), journal.entries_fingerprint(known)


class Complete(TypedDict):
    """What an act is marked with."""

    complete: bool


def _laid(campaign_id: str, kind: str) -> "QuerySet[WithAnnotations[Act, Complete]]":
    parties = Func(F("parties"), function="jsonb_array_length", output_field=IntegerField())
    rows = Act.objects.filter(campaign_id=campaign_id, kind=kind).prefetch_related("signatures")
    return rows.annotate(complete=Q(GreaterThanOrEqual(Count("signatures"), parties)))


def all_of(campaign_id: str) -> list[ActView]:
    """Every minutes of a campaign, oldest first: two queries."""
    return [_view(row) for row in Act.objects.filter(campaign_id=campaign_id).prefetch_related("signatures")]


def _view(row: Act) -> ActView:
    signatures = tuple(SignatureView(each.party, each.signer, each.name, each.at) for each in row.signatures.all())
    return ActView(
        row.pk,
        row.campaign_id,
        row.kind,
        json.loads(row.content),
        sha256_hex(row.content.encode()),
        row.digest,
        tuple(row.parties),
        signatures,
        row.drawn_up_at,
    )
