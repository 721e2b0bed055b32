"""What pages may know about papers, as frozen values."""

from pingyi.records.papers.queries.card import DeliveryLine, PaperCard, PaperMoveLine, card, versions
from pingyi.records.papers.queries.draft import Draft, draft, last_two
from pingyi.records.papers.queries.lists import (
    KindLine,
    PaperLine,
    SentPaper,
    Sought,
    came_back,
    how_many,
    kinds,
    lines,
    newest_sent,
    paper_of_duty,
    readable_paper,
    sent_by,
    to_sign,
)
from pingyi.records.papers.queries.published import PublishedPaper, published, published_paper

__all__ = [
    "DeliveryLine",
    "Draft",
    "KindLine",
    "PaperCard",
    "PaperLine",
    "PaperMoveLine",
    "PublishedPaper",
    "SentPaper",
    "Sought",
    "came_back",
    "card",
    "draft",
    "how_many",
    "kinds",
    "last_two",
    "lines",
    "newest_sent",
    "paper_of_duty",
    "published",
    "published_paper",
    "readable_paper",
    "sent_by",
    "to_sign",
    "versions",
]
