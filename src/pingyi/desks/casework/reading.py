"""What stands in the list of cases, in words, and what somebody's body has in hand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pingyi.ceremonies.cases import Listed
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework import queries
from pingyi.records.casework.queries import CaseView
from pingyi.records.voices import queries as voices
from pingyi.rules.mandate import Actor, Power, reach
from pingyi.ui.words.casework import body_name, worded
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import KINDS


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in words. `care`: from which day its raiser is asked after next."""

    own: CaseView
    kind: str
    units: str
    state: str
    body: str
    received: date
    care: date | None
    late: bool


def in_words(found: Collection[Listed], campaign: CurrentCampaign, day: date) -> list[CaseLine]:
    """These cases as the list shows them: one query."""
    names = queries.body_names()
    return [
        CaseLine(
            own=each.own,
            kind=str(KINDS[each.kind]),
            units=listed(translated(campaign.book.unit(code).name) for code in each.units),
            state=worded(each.own.state),
            body=body_name(each.own.body, campaign.book, names),
            received=each.received,
            care=queries.aftercare(each.own, campaign),
            late=each.own.is_late(day),
        )
        for each in found
    ]


def in_hand(actor: Actor, campaign: CurrentCampaign) -> list[CaseView]:
    """What a body of this person has in hand; for those of the office, of what exists for them (R196)."""
    units = reach(actor, Power.CASE_WORK)
    found = queries.given_to(units, campaign)
    if units is not None:
        return found
    known = voices.existing(actor, campaign, [each.number for each in found])
    return [each for each in found if each.number in known]
