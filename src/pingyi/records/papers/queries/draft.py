"""A draft as its writer works on it."""

from dataclasses import dataclass
from datetime import datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.papers.compose import Composed, composed
from pingyi.records.papers.models import Paper
from pingyi.records.papers.parties import Parties, Party
from pingyi.records.papers.queries.card import PaperMoveLine, moves_of
from pingyi.rules.lifecycle.paper import WRITING
from pingyi.rules.paper.content import read
from pingyi.rules.paper.difference import Line, compared
from pingyi.rules.rulebook.papers import PaperKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as its writer works on it: what is saved, what can be named, what the paper would say now."""

    pk: int
    kind: PaperKind
    state: str
    title: str
    texts: dict[str, str]
    rows: tuple[dict[str, str], ...]
    revision: int
    saved_at: datetime
    recipients: tuple[Party, ...]
    ticked: tuple[str, ...]
    composed: Composed
    returned: tuple[PaperMoveLine, ...]

    @property
    def writing(self) -> bool:
        """Whether it may be written on."""
        return self.state in WRITING


def draft(paper: Paper, campaign: CurrentCampaign, *, at: datetime) -> Draft:
    """The draft, and what it would say now."""
    known = Parties(campaign.book)
    kind = campaign.book.paper(paper.kind)
    made = composed(paper, campaign, known, at=at)
    everybody = made.recipients if paper.answers_id else tuple(known.recipients(kind))
    moves = paper.moves.filter(verb__in=("return", "hand_back")).select_related("by").order_by("-pk")[:3]
    return Draft(
        paper.pk,
        kind,
        paper.state,
        paper.title,
        paper.draft.get("texts", {}),
        tuple(paper.draft.get("rows", [])),
        paper.revision,
        paper.saved_at,
        everybody,
        tuple(each.key for each in made.recipients),
        made,
        tuple(moves_of(moves, kind, within=True)),
    )


def last_two(paper: Paper, campaign: CurrentCampaign, *, at: datetime) -> tuple[Line, ...]:
    """The draft beside what was laid last; of what is not being written on, the last two versions. Empty: only one."""
    laid = [read(each.content) for each in paper.versions.all()]
    if paper.state in WRITING and laid:
        laid.append(composed(paper, campaign, Parties(campaign.book), at=at).content())
    return compared(*laid[-2:]) if len(laid) > 1 else ()
