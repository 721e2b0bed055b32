"""What papers show done of the tasks that name their kind: those that stand sent, by whom, and in which phase."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from pingyi.records.campaign.queries import CurrentCampaign, openings
from pingyi.records.duties.completion import Figures, Source, Wanted
from pingyi.records.papers.models import Paper
from pingyi.rules.completion import of_papers
from pingyi.rules.lifecycle import PaperState
from pingyi.rules.rulebook.completion import Completion


def _figures(campaign: CurrentCampaign, wanted: Wanted) -> Mapping[Completion, Figures]:
    """One query for the papers, one for the openings; a paper belongs to the phase that was open when it was sent."""
    sent = Paper.objects.filter(
        campaign_id=campaign.code, kind__in={each.paper for each in wanted}, state=PaperState.SENT, supplements=None
    ).values_list("kind", "unit__code", "sent_at")
    opened = openings(campaign)
    days = [at for _, at in opened]
    found: Counter[tuple[str, str, str]] = Counter()
    for kind, unit, at in sent:
        assert at is not None
        place = bisect_right(days, at)
        found[kind, unit or "", opened[place - 1][0] if place else ""] += 1
    return {
        each: {owner: of_papers(each, _many(found, each, owner), campaign.book) for owner in owners}
        for each, owners in wanted.items()
    }


def _many(found: Mapping[tuple[str, str, str], int], asked: Completion, owner: str) -> int:
    return sum(
        many
        for (kind, unit, phase), many in found.items()
        if kind == asked.paper and unit == owner and asked.phase in (None, phase)
    )


SENT = Source(lambda completion: completion.paper is not None, _figures)
