"""What every act on a paper is made of: the campaign held, the paper locked, moves written, journal, notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import recheck
from pingyi.records.duties.actions.steps import held_campaign
from pingyi.records.outbox.actions import News, post_all
from pingyi.records.papers.errors import Altered
from pingyi.records.papers.models import Delivery, Paper, PaperMove, PaperVersion
from pingyi.records.papers.parties import Parties, Party, signing_roles, taking_roles
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.paper import PAPER
from pingyi.rules.lifecycle import DELIVERY, DeliveryState, PaperState
from pingyi.rules.lifecycle import PAPER as TABLE
from pingyi.rules.mandate import Actor, Role, check
from pingyi.rules.rulebook.papers import PaperKind


class EntryFields(TypedDict):
    """What every entry about a paper says of it."""

    about: int
    paper: str
    sender: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Hand:
    """One act of one person on one paper, which nobody else touches until it ends."""

    campaign: CurrentCampaign
    known: Parties
    paper: Paper
    kind: PaperKind
    sender: Party
    actor: Actor
    at: datetime

    @property
    def by(self) -> int | None:
        """The account that acts."""
        return int(self.actor.ref) if self.actor.ref.isdigit() else None

    def walk(self, verb: str) -> None:
        """Take a step of the paper, asking its power. Raises NotNow."""
        step = TABLE.step(PaperState(self.paper.state), verb)
        if step.power:
            check(self.actor, step.power, phase=self.campaign.phase)
        self.paper.state = step.end

    def pass_on(self, delivery: Delivery, verb: str) -> None:
        """Take a step of a delivery, asking its power. Raises NotNow."""
        step = DELIVERY.step(DeliveryState(delivery.state), verb)
        if step.power:
            check(self.actor, step.power, phase=self.campaign.phase)
        delivery.state = step.end

    def newest(self, digest: str | None = None) -> PaperVersion:
        """The version that was laid last, as it was shown by its digest. Raises Altered."""
        version = self.paper.versions.order_by("-number").first()
        if version is None or (digest is not None and version.digest != digest):
            raise Altered
        return version

    def move(
        self,
        verb: str,
        *,
        version: PaperVersion | None = None,
        delivery: Delivery | None = None,
        text: str = "",
        section: str = "",
        reference: str = "",
    ) -> None:
        """Write down what was done."""
        PaperMove.objects.create(
            paper=self.paper,
            version=version,
            delivery=delivery,
            verb=verb,
            by_id=self.by,
            at=self.at,
            text=text,
            section=section,
            reference=reference,
        )

    def settle(self) -> None:
        """Settle, or open again, what papers of this kind show done."""
        if any(self.kind.code in task.rests_on for task in self.campaign.book.tasks):
            units = [self.sender.unit] if self.sender.unit else []
            recheck(records=[self.kind.code], units=units, actor=self.actor, at=self.at)

    def entry_fields(self, version: PaperVersion) -> EntryFields:
        """What every entry about this paper says of it."""
        return {
            "about": self.paper.pk,
            "paper": self.kind.code,
            "sender": self.sender.key,
            "version": version.number,
            "digest": version.digest,
        }

    def notify_sender(self, kind: str) -> None:
        """A notice to whoever writes and signs it; not where its duty says the same."""
        if self.paper.duty_id is None:
            self.notify_signer(kind)

    def notify_signer(self, kind: str) -> None:
        """A notice to whoever signs it, or wrote it."""
        post_all([self._news(kind, self.sender, signing_roles(self.sender, self.campaign.book))], at=self.at)

    def notify_recipients(self, kind: str, parties: Iterable[Party]) -> None:
        """A notice to whoever takes it at each of them; not where its duty says the same to the office."""
        here = (each for each in parties if not each.outside and (each.unit or self.paper.duty_id is None))
        post_all([self._news(kind, each, taking_roles(each, self.campaign.book)) for each in here], at=self.at)

    def _news(self, kind: str, party: Party, roles: tuple[Role, ...]) -> News:
        return News(
            kind,
            Subject.of(PAPER, self.paper.pk),
            units=() if party.body or party.unit is None else (party.unit,),
            roles=roles,
            within=party.unit if party.body else None,
            values={"title": self.paper.title, "unit": self.sender.unit or ""},
        )


def taken_up(pk: int, *, actor: Actor, at: datetime) -> Hand:
    """An act on this paper, locked, in the campaign as it stands until this ends. Raises NoCampaign."""
    campaign = held_campaign()
    paper = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("unit", "duty", "answers__unit", "supplements")
        .get(pk=pk, campaign_id=campaign.code)
    )
    known = Parties(campaign.book)
    return Hand(campaign, known, paper, campaign.book.paper(paper.kind), known.sender(paper), actor, at)
