"""Papers that everybody reads, as they were sent: bulletins, announcements (R78, R184)."""

from dataclasses import dataclass
from datetime import datetime

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.papers.access import published_papers
from pingyi.records.papers.models import Paper
from pingyi.rules.paper.content import Content, read
from pingyi.rules.rulebook.papers import PaperKind


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper for everybody; `digest` is the one that its signer signed and the journal has."""

    pk: int
    kind: PaperKind
    title: str
    number: str
    sent_at: datetime | None
    digest: str
    content: Content | None


def published(campaign: CurrentCampaign) -> list[PublishedPaper]:
    """All of them, the newest first, without what they say: one query."""
    return [_published(row, campaign) for row in published_papers(campaign).order_by("-sent_at", "-pk")]


def published_paper(paper: Paper, campaign: CurrentCampaign) -> PublishedPaper:
    """One of them, which `access_published_paper` gave, as it was signed."""
    version = paper.versions.order_by("-number").first()
    assert version is not None
    return _published(paper, campaign, version.digest, read(version.content))


def _published(
    row: Paper, campaign: CurrentCampaign, digest: str = "", content: Content | None = None
) -> PublishedPaper:
    return PublishedPaper(row.pk, campaign.book.paper(row.kind), row.title, row.spelled, row.sent_at, digest, content)
