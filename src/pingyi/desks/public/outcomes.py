"""What came of what was raised: the outcomes that a verifier wrote for everybody, by unit and content (R14)."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from pingyi.records.ledger.queries import Outcome, published
from pingyi.rules.mandate import Power
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.door.gate import in_campaign, serves
from pingyi.ui.door.request import CampaignRequest
from pingyi.ui.tables.lists import Head, list_of
from pingyi.ui.tables.paging import PEOPLE, paged
from pingyi.ui.words.phrases import translated


@serves(Power.PORTAL_READ)
@in_campaign
def show(request: CampaignRequest) -> HttpResponse:
    """All of them, in an order that tells nothing of when."""
    heads = _heads(request.campaign.book)
    found = list_of(request, published(request.campaign), heads)
    lines = [tuple(str(head.cell(row)) for head in heads) for row in found.rows]
    return found.answer(request, "public/outcomes.html", "outcomes", page=paged(request, lines, PEOPLE))


def _heads(book: Rulebook) -> Sequence[Head[Outcome]]:
    units = {unit.code: translated(unit.name) for unit in book.units}
    contents = {content.code: translated(content.name) for content in book.contents}
    return (
        Head("unit", _("Unit"), lambda row: units[row.unit]),
        Head("content", _("What was raised is about"), lambda row: contents[row.content]),
        Head("published", _("What came of it"), lambda row: row.published),
    )
