"""An act as its ceremony declares it: a value. `actions` lay it out and have it signed, the same way for all.

JointAct: several parties sign the same content, each from an account of its own, and the last signature does what was
signed. Approval: an act of one party, whose signature is the approval itself and leaves the record of what it approves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from pingyi.records.acts import queries
from pingyi.records.acts.errors import Outdated
from pingyi.records.acts.queries import ActView
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.acts.kind import Kind
from pingyi.rules.mandate import Actor

Approved = TypeVar("Approved")


@dataclass(frozen=True, slots=True)
class Awaited:
    """What lies before the one party of an approval: its digest, and since when, if that is known."""

    digest: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """The last signature: what all parties have signed, who gave it, and the moment to record."""

    view: ActView
    campaign: CurrentCampaign
    actor: Actor
    at: datetime


def _nothing(*_known: object) -> None:
    """Nothing is asked, or done."""


def _unchanged(_campaign: CurrentCampaign, at: datetime) -> datetime:
    return at


def _computed(_campaign: CurrentCampaign) -> Mapping[str, Any]:
    raise NotImplementedError("this act is laid out by its ceremony")


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAct:
    """What several parties sign.

    `hold` holds what nobody may change meanwhile and answers the moment to record; `ready` refuses to lay it out too
    early; `stands` refuses to sign what is no longer true; `done` is what the last signature does.
    """

    kind: Kind
    content: Callable[[CurrentCampaign], Mapping[str, Any]] = _computed
    hold: Callable[[CurrentCampaign, datetime], datetime] = _unchanged
    ready: Callable[[CurrentCampaign, datetime], None] = _nothing
    lying: Callable[[CurrentCampaign], ActView | None] | None = None
    stands: Callable[[CurrentCampaign, ActView], None] | None = None
    done: Callable[[Signed], None] = _nothing

    def laid(self, campaign: CurrentCampaign) -> ActView | None:
        """What lies before the parties."""
        return self.lying(campaign) if self.lying else queries.latest(campaign.code, self.kind.code)

    def ensure_true(self, campaign: CurrentCampaign, laid: ActView) -> None:
        """Raises Outdated when what lies before the parties is not how things are."""
        if self.stands:
            self.stands(campaign, laid)
        elif laid.content != self.content(campaign):
            raise Outdated


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Generic[Approved]):
    """What one party signs: `awaited` says what lies before it, `done` approves exactly that."""

    kind: Kind
    awaited: Callable[[CurrentCampaign], Awaited | None]
    done: Callable[[CurrentCampaign, str, Actor, datetime], Approved]
