"""Who must act now: what is overdue, came back, or waits for a decision, by whoever's turn it is (R173)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.access import duties_of
from pingyi.records.duties.models import Duty
from pingyi.records.duties.queries import DutyLine, lines, owner_of
from pingyi.records.duties.standing import Standing, Standings
from pingyi.records.duties.tables import SETTLED, WAITING
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.words import Text

PRESSING = frozenset({Standing.OVERDUE, Standing.RETURNED, Standing.WAITING})


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, and with what: overdue, sent back, waiting for their decision; each the oldest first."""

    who: Text
    overdue: tuple[DutyLine, ...]
    returned: tuple[DutyLine, ...]
    waiting: tuple[DutyLine, ...]

    @property
    def all(self) -> tuple[DutyLine, ...]:
        """Everything together."""
        return self.overdue + self.returned + self.waiting

    @property
    def since(self) -> date:
        """The day of the oldest."""
        return min(line.due_on for line in self.all)


def turns(campaign: CurrentCampaign, *, at: datetime) -> tuple[Turn, ...]:
    """Everybody whose turn it is, whoever has most overdue first: one query."""
    today = campaign.day_of(at)
    rows = (
        duties_of(campaign)
        .filter(missing_at=None)
        .exclude(state__in=SETTLED)
        .filter(Q(due_on__lt=today) | Q(state="returned") | Q(state__in=WAITING))
    )
    standings = Standings(campaign, at)
    found: dict[Text, dict[Standing, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("due_on", "pk"):
        standing = standings.of(row)
        if standing in PRESSING:
            who = decides_on(row, campaign) if standing is Standing.WAITING else owner_of(row, campaign)
            found[who][standing].append(row)
    made = (
        Turn(
            who,
            *(
                tuple(lines(by[each], campaign, at=at))
                for each in (Standing.OVERDUE, Standing.RETURNED, Standing.WAITING)
            ),
        )
        for who, by in found.items()
    )
    return tuple(sorted(made, key=lambda turn: (-len(turn.overdue), -len(turn.returned), turn.since, turn.who.zh)))


def decides_on(duty: Duty, campaign: CurrentCampaign) -> Text:
    """The body whose decision a handed-in duty waits for: the one that the plan names, else the office."""
    approval = campaign.book.task(duty.task).approval
    body = campaign.book.body(approval.by) if approval else campaign.book.bodies_of(BodyKind.OFFICE)[0]
    return body.name
