"""Beginning a paper, and writing on it: what is saved is never written over by another window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions.steps import held_campaign
from pingyi.records.duties.models import Duty
from pingyi.records.papers.actions.steps import Hand, taken_up
from pingyi.records.papers.children import pull
from pingyi.records.papers.errors import NoSuchKind, NotAsked, NothingNew, NotYours, SavedElsewhere
from pingyi.records.papers.models import Paper
from pingyi.records.papers.parties import Parties, Party, writes
from pingyi.rules.lifecycle import PaperState
from pingyi.rules.lifecycle.paper import WRITING
from pingyi.rules.lifecycle.table import NotNow, words_of
from pingyi.rules.mandate import Actor, Power, check
from pingyi.rules.paper.rollup import Pulled
from pingyi.rules.rulebook.papers import PaperKind


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody has written of a paper: its title, its sections, the rows of its table, and to whom it goes."""

    title: str
    texts: Mapping[str, str]
    rows: Sequence[Mapping[str, str]] = ()
    to: Sequence[str] | None = None

    @property
    def draft(self) -> dict[str, Any]:
        """As it is kept."""
        kept: dict[str, Any] = {"texts": dict(self.texts), "rows": [dict(row) for row in self.rows]}
        return kept if self.to is None else kept | {"to": list(self.to)}


@transaction.atomic
def begin(kind: str, unit: str | None = None, *, actor: Actor, at: datetime) -> int:
    """Begin a paper of this kind for this sender, or go on with the one that its duty has; answers its number.

    Raises NoCampaign, NoSuchKind, NotYours, NotAsked.
    """
    campaign = held_campaign()
    check(actor, Power.PAPER_DRAFT, phase=campaign.phase)
    wanted = next((each for each in campaign.book.papers if each.code == kind and each.answers is None), None)
    if wanted is None:
        raise NoSuchKind
    senders = Parties(campaign.book).senders(wanted, actor)
    sender = next((each for each in senders if unit is None or each.unit == unit), None)
    if sender is None:
        raise NotYours(who=wanted.name)
    duty = _duty(wanted, sender, campaign)
    if duty is not None and (standing := Paper.objects.filter(duty=duty).first()):
        return standing.pk
    return new(wanted, sender, campaign, actor=actor, at=at, duty=duty).pk


@transaction.atomic
def save(pk: int, written: Written, revision: int, window: str = "", *, actor: Actor, at: datetime) -> int:
    """Keep what was written, if nobody saved since `revision` but this window; answers the new one.

    Raises NotNow, NotYours, SavedElsewhere.
    """
    hand = taken_up(pk, actor=actor, at=at)
    _ensure_writing(hand)
    paper = hand.paper
    if paper.revision != revision and not (window and paper.window == window):
        raise SavedElsewhere
    paper.title, paper.draft, paper.window = written.title, written.draft, window
    paper.revision += 1
    paper.saved_at, paper.saved_by_id = at, hand.by
    paper.save()
    return paper.revision


@transaction.atomic
def supplement(pk: int, *, actor: Actor, at: datetime) -> int:
    """Begin the supplement of a roll-up that was sent, for what came since. Raises NothingNew, NotYours."""
    hand = taken_up(pk, actor=actor, at=at)
    check(actor, Power.PAPER_DRAFT, phase=hand.campaign.phase)
    if not writes(actor, hand.sender, hand.campaign.book):
        raise NotYours(who=hand.sender.name)
    first = hand.paper
    if first.state != PaperState.SENT or first.supplements_id is not None:
        raise NothingNew
    made = new(hand.kind, hand.sender, hand.campaign, actor=actor, at=at, supplements=first)
    made.title = f"{first.title}（补充）"
    made.save()
    rollup = pull(made, hand.campaign)
    if rollup is None or all(how is not Pulled.SUPPLEMENT for _, how in rollup.children):
        raise NothingNew
    return made.pk


def new(
    kind: PaperKind,
    sender: Party,
    campaign: CurrentCampaign,
    *,
    actor: Actor,
    at: datetime,
    duty: Duty | None = None,
    supplements: Paper | None = None,
    answers: Paper | None = None,
) -> Paper:
    """One step of an act: a paper with the words its kind begins with."""
    return Paper.objects.create(
        campaign_id=campaign.code,
        kind=kind.code,
        unit_id=sender.unit_pk,
        body=sender.body,
        state=PaperState.DRAFT,
        title=kind.name.zh,
        draft={"texts": {part.code: part.start for part in kind.parts}, "rows": []},
        saved_at=at,
        saved_by_id=int(actor.ref),
        duty=duty,
        supplements=supplements,
        answers=answers,
    )


def _duty(kind: PaperKind, sender: Party, campaign: CurrentCampaign) -> Duty | None:
    if kind.task is None:
        return None
    found = Duty.objects.filter(campaign_id=campaign.code, task=kind.task)
    duty = (found.filter(unit=sender.unit_pk) if sender.unit_pk else found.filter(body=sender.body)).first()
    if duty is None:
        raise NotAsked
    return duty


def _ensure_writing(hand: Hand) -> None:
    """It may be written on, by this person."""
    check(hand.actor, Power.PAPER_DRAFT, phase=hand.campaign.phase)
    if not writes(hand.actor, hand.sender, hand.campaign.book):
        raise NotYours(who=hand.sender.name)
    if hand.paper.state not in WRITING:
        raise NotNow(noun="paper", state=words_of(hand.paper.state), possible=("hand back",))
