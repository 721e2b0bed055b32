"""What is handled of that which citizens say: the cases, and whatever nobody has decided on yet (R196).

Two records in one list: opinions without a case wait for a decision since they came, cases stand as their steps left
them. The database counts, searches, sorts and cuts it into pages, for fifty thousand as for five.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case as Whichever
from django.db.models import CharField, Count, DateField, DateTimeField, F, IntegerField, Min, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, TruncDate, TruncMonth

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.casework import queries
from pingyi.records.casework.models import Case
from pingyi.records.casework.queries import SORTING, CaseView, ends, first_day, latest_start
from pingyi.records.voices.access import visible
from pingyi.rules.casework.course import AFTERCARE
from pingyi.rules.lifecycle import CaseState, OpinionState
from pingyi.rules.lifecycle.case import OPEN
from pingyi.rules.mandate import Actor
from pingyi.rules.voices import Kind

NONE = Q(pk__in=[])
UNDECIDED = ("", "new", "work", "late")
"""Parts of the list in which there may be what nobody has decided on."""
ORDERS = {"number": "number", "kind": "kind", "received": "received", "state": "stands", "due": "until"}
PRESSING = ("rank", "until", "received", "number")
"""Protected ones first, then what waits for a decision, then what is in work by its day; at last what is done."""
COLUMNS = ("number", "kind", "received", "rank", "stands", "until")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a part of the list, and of that signs of a number or any of these.

    `order`: one of ORDERS, "" for the most pressing first; `down`: from the end.
    """

    part: str = ""
    words: str = ""
    kinds: Collection[str] = ()
    states: Collection[str] = ()
    bodies: Collection[str] = ()
    units: Collection[str] = ()
    order: str = ""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One case, or what nobody has decided on: the opinion without its words, and how it stands."""

    kind: Kind
    units: tuple[str, ...]
    received: date
    own: CaseView


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are, and the first of their days."""

    many: int
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """So many of one kind, about the same units, received in one month, in one state."""

    kind: Kind
    units: tuple[str, ...]
    month: date
    state: CaseState
    late: bool
    many: int


class Cases:
    """Those that exist for a person, on a day."""

    def __init__(self, actor: Actor, campaign: CurrentCampaign, day: date) -> None:
        known = visible(actor, campaign).exclude(kind=Kind.PRAISE).exclude(state=OpinionState.WITHDRAWN)
        cases = Case.objects.filter(campaign_id=campaign.code)
        waiting = known.filter(state=OpinionState.WAITING).exclude(number__in=cases.values("number"))
        self._campaign, self._known, self._day = campaign, known, day
        self._undecided: QuerySet[Any] = waiting.annotate(received=_day_of_hour(campaign)).order_by()
        self._cases: QuerySet[Any] = cases.filter(number__in=known.values("number")).order_by()
        last = latest_start(campaign, SORTING, day - timedelta(days=1))
        self._not_decided_in_time = Q(received__lte=last) if last else NONE
        self._parts = _parts(campaign, day, self._not_decided_in_time)

    def how_many(self, sought: Sought = Sought()) -> int:
        """How many are looked for: two queries."""
        return sum(rows.count() for rows in self._found(sought))

    def stretch(self, sought: Sought, start: int, stop: int) -> list[Listed]:
        """Those that are looked for, from one place up to another: four queries."""
        undecided, cases = self._found(sought)
        waits = undecided.annotate(
            rank=Value(1), stands=Value(CaseState.NEW.value, CharField()), until=Value(None, DateField())
        )
        others = cases.annotate(rank=RANK, stands=F("state"), until=Whichever(When(state__in=OPEN, then=F("due"))))
        every = waits.values_list(*COLUMNS).union(others.values_list(*COLUMNS), all=True)
        order = (ORDERS[sought.order], "number") if sought.order in ORDERS else PRESSING
        rows = every.order_by(*(f"-{column}" if sought.down else column for column in order))[start:stop]
        return self._listed([row[0] for row in rows])

    def tallies(self) -> dict[str, Tally]:
        """How many each part of the list has and the first of their days; what is not decided on is no work yet.

        Two queries.
        """
        counted = {f"{part}_many": Count("pk", filter=own) for part, own in self._parts.items() if part}
        days = {f"{part}_first": Min("due", filter=self._parts[part] & Q(state__in=OPEN)) for part in ("work", "late")}
        care = {f"care_{asked}": Min("care_from", filter=Q(asked=asked)) for asked in range(len(AFTERCARE))}
        cases = self._cases.aggregate(came=Min("received", filter=self._parts["new"]), **counted, **days, **care)
        late = Count("pk", filter=self._not_decided_in_time)
        waits = self._undecided.aggregate(many=Count("pk"), came=Min("received"), late=late)
        came = first_day((cases["came"], waits["came"]))
        decided = ends(self._campaign, SORTING, came) if came else None
        overdue = decided if decided and decided < self._day else None
        asked = (ends(self._campaign, code, day) for n, code in enumerate(AFTERCARE) if (day := cases[f"care_{n}"]))
        return {
            "new": Tally(cases["new_many"] + waits["many"], decided),
            "work": Tally(cases["work_many"] - cases["new_many"], cases["work_first"]),
            "late": Tally(cases["late_many"] + waits["late"], first_day((cases["late_first"], overdue))),
            "call": Tally(cases["call_many"]),
            "care": Tally(cases["care_many"], first_day(asked)),
            "protected": Tally(cases["protected_many"]),
        }

    def waiting(self) -> int:
        """How many of the opinions wait for an answer: one query."""
        return self._known.filter(state=OpinionState.WAITING).count()

    def alike(self) -> list[Alike]:
        """All of them by what they have in common: two queries."""
        keys = ("kind", "units", "month", "stands", "late")
        month, many = TruncMonth("received"), Count("pk")
        waits = self._undecided.annotate(
            month=month, stands=Value(CaseState.NEW.value), late=_either(self._not_decided_in_time)
        )
        cases = self._cases.annotate(month=month, stands=F("state"), late=_either(self._parts["late"]))
        rows = (*waits.values(*keys).annotate(many=many), *cases.values(*keys).annotate(many=many))
        return [
            Alike(
                Kind(row["kind"]),
                tuple(row["units"]),
                row["month"],
                CaseState(row["stands"]),
                row["late"] > 0,
                row["many"],
            )
            for row in rows
        ]

    def outcomes(self) -> Counter[bool | None]:
        """What raisers answered to what was replied last, whether it is solved: one query."""
        return queries.outcomes(self._cases.values("pk"))

    def _found(self, sought: Sought) -> tuple[QuerySet[Any], QuerySet[Any]]:
        undecided, cases = self._undecided, self._cases.filter(self._parts[sought.part])
        if sought.part not in UNDECIDED:
            undecided = undecided.none()
        elif sought.part == "late":
            undecided = undecided.filter(self._not_decided_in_time)
        if not sought.words:
            return undecided, cases
        both = [Q(number__contains=sought.words), Q(kind__in=sought.kinds)]
        both += [Q(units__contains=[unit]) for unit in sought.units]
        if CaseState.NEW not in sought.states:
            undecided = undecided.filter(reduce(or_, both))
        return undecided, cases.filter(reduce(or_, both, Q(state__in=sought.states) | Q(body__in=sought.bodies)))

    def _listed(self, numbers: list[str]) -> list[Listed]:
        rows = self._known.filter(number__in=numbers).annotate(received=_day_of_hour(self._campaign))
        known, case_views = {row.number: row for row in rows}, queries.case_views(self._campaign, numbers)
        return [
            Listed(
                Kind(row.kind),
                tuple(row.units),
                row.received,
                case_views.get(number) or queries.unsorted(number, row.received, self._campaign),
            )
            for number in numbers
            if (row := known.get(number))
        ]


RANK = Whichever(
    When(protected=True, state__in=(CaseState.NEW, *OPEN), then=0),
    When(state=CaseState.NEW, then=1),
    When(state__in=OPEN, then=2),
    default=3,
    output_field=IntegerField(),
)


def _day_of_hour(campaign: CurrentCampaign) -> TruncDate:
    hour = Cast(Concat("hour", Value(":00Z")), DateTimeField())
    return TruncDate(hour, tzinfo=campaign.timetable.zone)


def _either(holds: Q) -> Whichever:
    return Whichever(When(holds, then=1), default=0, output_field=IntegerField())


def _parts(campaign: CurrentCampaign, day: date, not_decided_in_time: Q) -> dict[str, Q]:
    """Of the cases, those of each part of the list."""
    starts = {asked: latest_start(campaign, code, day) for asked, code in enumerate(AFTERCARE)}
    care = (Q(asked=asked, care_from__lte=start) for asked, start in starts.items() if start)
    return {
        "": Q(),
        "new": Q(state=CaseState.NEW),
        "work": Q(state__in=(CaseState.NEW, *OPEN)),
        "late": Q(state__in=OPEN, due__lt=day) | Q(Q(state=CaseState.NEW), not_decided_in_time),
        "call": Q(state=CaseState.REPLIED),
        "care": reduce(or_, care, NONE),
        "protected": Q(protected=True),
    }
