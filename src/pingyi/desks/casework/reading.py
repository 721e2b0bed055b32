"""What stands in the list of cases and on the page of one: the opinion as this person may see it, and its handling."""

from dataclasses import dataclass
from datetime import date

from pingyi.ceremonies.casework import handled
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework import queries
from pingyi.records.casework.queries import Standing
from pingyi.records.voices import queries as voices
from pingyi.records.voices.queries import OpinionLine
from pingyi.rules.lifecycle import CaseState
from pingyi.rules.mandate import Actor, Power, reach
from pingyi.ui.words.casework import body_name, worded
from pingyi.ui.words.phrases import listed, translated
from pingyi.ui.words.voices import KINDS

WORK = (CaseState.NEW, CaseState.ACCEPTED, CaseState.ASSIGNED, CaseState.HANDLED)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in words. `care`: from which day its raiser is asked after next."""

    own: Standing
    kind: str
    unit_names: tuple[str, ...]
    state: str
    body: str
    received: date
    care: date | None
    late: bool

    @property
    def units(self) -> str:
        """The units it is about, in one line."""
        return listed(self.unit_names)

    @property
    def rank(self) -> tuple[bool, bool, date, str]:
        """Its place in the list: in work, protected, by the day that comes next."""
        return self.own.state not in WORK, not self.own.protected, self.own.due or date.max, self.own.number


def lines(actor: Actor, campaign: CurrentCampaign, day: date) -> list[CaseLine]:
    """Every case that this person may see, and whatever nobody has decided on; the most pressing first."""
    names = queries.body_names()
    found = [
        _line(each, own, names, campaign, day) for each, own in handled(voices.opinions(actor, campaign), campaign)
    ]
    return sorted(found, key=lambda line: line.rank)


def _line(opinion: OpinionLine, own: Standing, names: dict[str, str], campaign: CurrentCampaign, day: date) -> CaseLine:
    return CaseLine(
        own=own,
        kind=str(KINDS[opinion.kind]),
        unit_names=tuple(translated(campaign.book.unit(code).name) for code in opinion.units),
        state=worded(own.state),
        body=body_name(own.body, campaign.book, names),
        received=campaign.day_of(opinion.received),
        care=queries.aftercare(own, campaign),
        late=own.is_late(day),
    )


def in_hand(actor: Actor, campaign: CurrentCampaign) -> list[Standing]:
    """What a body of this person has in hand; for those of the office, of what exists for them (R196)."""
    units = reach(actor, Power.CASE_WORK)
    found = queries.given_to(units, campaign)
    if units is not None:
        return found
    known = voices.existing(actor, campaign, [each.number for each in found])
    return [each for each in found if each.number in known]
