"""What pages may know about duties, as frozen values; the overview itself is in `overview`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils.functional import Promise

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.access import duties_of, may_sign, mine_of
from pingyi.records.duties.allow import handed_in_by, may_approve, may_receive
from pingyi.records.duties.completion import requirements
from pingyi.records.duties.models import Duty
from pingyi.records.duties.owners import owners
from pingyi.records.duties.standing import Standing, Standings
from pingyi.records.duties.tables import (
    ACTS,
    BY_RECORDS,
    IN_HAND,
    SETTLED,
    TABLES,
    WAITING,
    WITHIN,
    children_of,
    decided_by_paper,
)
from pingyi.rules.completion import Requirement
from pingyi.rules.lifecycle import ReportState
from pingyi.rules.mandate import Actor, PhaseState, UnitRef
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.words import Text
from pingyi.rules.timetable import Deadline

DONE = Q(state__in=SETTLED) | Q(missing_at__isnull=False)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty in a list."""

    pk: int
    task: Text
    owner: Text
    due_on: date
    standing: Standing
    submitted_at: datetime | None
    state: str
    table: str

    @property
    def numbered(self) -> bool:
        """Approved by the number of a document only (R81)."""
        return self.table == "county_plan"

    @property
    def awaits_signature(self) -> bool:
        """Written; the turn of the unit's leader."""
        return self.state == ReportState.AWAITING_SIGNATURE

    @property
    def handed_back(self) -> bool:
        """The unit's leader did not sign it."""
        return self.state == ReportState.HANDED_BACK


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One thing that happened to a duty."""

    pk: int
    verb: str
    by: str
    at: datetime
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class DutyCard:
    """One duty in full."""

    pk: int
    task: Task
    owner: Text
    unit: UnitRef | None
    due_on: date
    due_at: datetime
    state: str
    table: str
    late: bool
    submitted_by: int | None
    missing_at: datetime | None
    standing: Standing
    approver: Text | None
    recipients: tuple[Text, ...]
    moves: tuple[MoveLine, ...]
    children: tuple["DutyLine", ...]
    requirements: tuple[Requirement, ...]

    @property
    def settles_when(self) -> Promise | None:
        """What settles it without anybody handing it in."""
        if self.task.act:
            return ACTS[self.task.act]
        return None if self.task.by_hand else BY_RECORDS

    @property
    def verbs(self) -> frozenset[str]:
        """What the state table allows from here."""
        return frozenset(step.verb for step in TABLES[self.table].possible(self.state))

    @property
    def awaits_signature(self) -> bool:
        """Written; the turn of the unit's leader."""
        return self.state == ReportState.AWAITING_SIGNATURE

    @property
    def draft(self) -> MoveLine | None:
        """What was written last for the unit's leader."""
        return next((move for move in reversed(self.moves) if move.verb == "draw_up" and move.text), None)

    @property
    def waiting(self) -> bool:
        """Handed in; the office's turn."""
        return self.state in WAITING

    @property
    def owed(self) -> bool:
        """Whoever owes it still has to hand it in."""
        return self.state not in IN_HAND

    @property
    def overdue(self) -> bool:
        """Its day is over and it is not there."""
        return self.standing is Standing.OVERDUE


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A task, its day, and how many still owe it."""

    due_on: date
    task: Text
    owing: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was handed in and waits: for this person to receive or to approve, and for somebody else."""

    receive: tuple[DutyLine, ...]
    approve: tuple[DutyLine, ...]
    others: tuple[DutyLine, ...]

    @property
    def mine(self) -> tuple[DutyLine, ...]:
        """All that is this person's turn."""
        return self.receive + self.approve


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase: its days, its duties, whether it is open or over."""

    code: str
    name: Text
    starts: date
    ends: date
    done: int
    all: int
    open: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How many duties a unit or a body will owe."""

    owner: Text
    duties: int


@dataclass(frozen=True, slots=True)
class HandingOut:
    """What a signature would hand out: to whom how much, and all of it together."""

    shares: tuple[Share, ...]
    duties: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a unit owes; `handed_in`: there is something to read."""

    pk: int
    title: Text
    source: tuple[str, ...]
    handed_in: bool


def card(duty: Duty, campaign: CurrentCampaign, *, at: datetime, within: bool = False) -> DutyCard:
    """One duty with its moves, and the papers it rolls up; what passes within its unit only for the unit's own eyes."""
    task = campaign.book.task(duty.task)
    deadline = Deadline(duty.due_on, campaign.timetable.zone)
    moves = duty.moves.select_related("by")
    if not within:
        moves = moves.exclude(verb__in=WITHIN)
    return DutyCard(
        duty.pk,
        replace(task, title=title_of(duty, campaign)),
        owner_of(duty, campaign),
        UnitRef(duty.unit.code) if duty.unit else None,
        duty.due_on,
        deadline.due_at,
        duty.state,
        duty.table,
        duty.late,
        duty.submitted_by_id,
        duty.missing_at,
        Standings(campaign, at).of(duty),
        campaign.book.body(task.approval.by).name if task.approval else None,
        tuple(campaign.book.body(code).name for code in task.recipients),
        tuple(MoveLine(m.pk, m.verb, m.by.name if m.by else "", m.at, m.text, m.reference) for m in moves),
        tuple(_children(task, campaign)),
        requirements([duty], campaign)[duty.pk],
    )


def _children(task: Task, campaign: CurrentCampaign) -> Iterable[DutyLine]:
    child_task = children_of(campaign.book, task)
    if child_task is None:
        return ()
    rows = Duty.objects.filter(campaign_id=campaign.code, task=child_task).select_related("unit").order_by("unit__code")
    return lines(rows, campaign, at=None)


def title_of(duty: Duty, campaign: CurrentCampaign) -> Text:
    """What the task is called, with what of it this duty is."""
    return _titled(campaign.book.task(duty.task).title, duty.matter)


def _titled(title: Text, matter: str) -> Text:
    return Text(f"{title.zh}：{matter}", f"{title.en}: {matter}") if matter else title


def owner_of(duty: Duty, campaign: CurrentCampaign) -> Text:
    """Who owes it, in both languages."""
    if duty.unit:
        return duty.unit.name
    return campaign.book.body(duty.body).name


def lines(rows: Iterable[Duty], campaign: CurrentCampaign, *, at: datetime | None) -> list[DutyLine]:
    """Rows as lines of a list; without a moment nothing counts as overdue."""
    standings = Standings(campaign, at)
    titles = {task.code: task.title for task in campaign.book.tasks}
    return [
        DutyLine(
            row.pk,
            _titled(titles[row.task], row.matter),
            owner_of(row, campaign),
            row.due_on,
            standings.of(row),
            row.submitted_at,
            row.state,
            row.table,
        )
        for row in rows
    ]


def own_duties(actor: Actor, campaign: CurrentCampaign, *, at: datetime) -> list[DutyLine]:
    """What this person owes, by deadline: one query."""
    return lines(mine_of(actor, campaign), campaign, at=at)


def awaiting_signature(actor: Actor, duties: Iterable[DutyLine]) -> frozenset[int]:
    """Which of these wait for this person's signature (`access.may_sign`): two queries, none when nothing waits."""
    drafted = {duty.pk for duty in duties if duty.awaits_signature}
    if not drafted:
        return frozenset()
    rows = Duty.objects.filter(pk__in=drafted).select_related("unit").prefetch_related("moves")
    return frozenset(row.pk for row in rows if may_sign(actor, row))


def to_decide(actor: Actor, campaign: CurrentCampaign, *, at: datetime) -> Waiting:
    """What was handed in and waits, oldest first, by what this person may do; what goes by its paper waits there."""
    rows = Duty.objects.filter(campaign_id=campaign.code, state__in=WAITING).select_related("unit")
    rows = rows.exclude(task__in=[task.code for task in campaign.book.tasks if decided_by_paper(campaign.book, task)])
    receive: list[Duty] = []
    approve: list[Duty] = []
    others: list[Duty] = []
    alike: dict[tuple[str, str, bool], list[Duty]] = {}  # whose turn it is follows from these three alone
    for row in rows.order_by("submitted_at", "pk"):
        kind = (row.task, row.state, handed_in_by(row, actor))
        if kind not in alike:
            turn = approve if may_approve(row, campaign, actor) else receive
            alike[kind] = turn if turn is approve or may_receive(row, campaign, actor) else others
        alike[kind].append(row)
    return Waiting(*(tuple(lines(each, campaign, at=at)) for each in (receive, approve, others)))


def to_urge(campaign: CurrentCampaign, *, at: datetime) -> list[DutyLine]:
    """What units owe past its day, oldest first, without what was declared missing or asked for today: one query."""
    today = campaign.day_of(at)
    rows = Duty.objects.filter(campaign_id=campaign.code, unit__isnull=False, due_on__lt=today, missing_at=None)
    owed = rows.exclude(state__in=IN_HAND).exclude(urged_on=today).select_related("unit")
    return lines(owed.order_by("due_on", "pk"), campaign, at=at)


def deadlines(campaign: CurrentCampaign, *, at: datetime, limit: int = 5) -> list[DeadlineLine]:
    """The next days on which something is due, with how many still owe it: one query."""
    today = campaign.day_of(at)
    owed = Duty.objects.filter(campaign_id=campaign.code, due_on__gte=today, missing_at=None).exclude(state__in=IN_HAND)
    rows = owed.order_by("due_on", "task").values("due_on", "task").annotate(owing=Count("pk"))
    return [DeadlineLine(row["due_on"], campaign.book.task(row["task"]).title, row["owing"]) for row in rows[:limit]]


def city_duties(campaign: CurrentCampaign, *, at: datetime) -> list[DutyLine]:
    """What the bodies of the plan owe, by deadline: one query."""
    return lines(Duty.objects.filter(campaign_id=campaign.code, unit=None), campaign, at=at)


def unit_duties(campaign: CurrentCampaign, unit: UnitRef, *, at: datetime) -> list[DutyLine]:
    """What one unit owes, by deadline: one query."""
    return lines(duties_of(campaign).filter(unit__code=unit), campaign, at=at)


def papers(campaign: CurrentCampaign, unit: UnitRef) -> list[Paper]:
    """The papers of one unit, with the paragraphs of the plan that they answer: one query."""
    rows = Duty.objects.filter(campaign_id=campaign.code, unit__code=unit).values_list("pk", "task", "submitted_at")
    tasks = {task.code: task for task in campaign.book.tasks}
    return [Paper(pk, tasks[code].title, tasks[code].source, at is not None) for pk, code, at in rows]


def progress(campaign: CurrentCampaign) -> list[PhaseLine]:
    """Every phase with its days and how many of its duties are settled: one query."""
    rows = Duty.objects.filter(campaign_id=campaign.code).order_by().values_list("phase")
    counts = rows.annotate(done=Count("pk", filter=DONE), all=Count("pk"))
    counted = {phase: (done, all) for phase, done, all in counts}
    order = [phase.code for phase in campaign.timetable.phases]
    passed = {PhaseState.BEFORE: 0, PhaseState.AFTER: len(order)}.get(campaign.phase)
    over = order[: order.index(campaign.state) if passed is None else passed]
    return [
        PhaseLine(
            dated.code,
            campaign.book.phase(dated.code).name,
            dated.starts,
            dated.ends,
            *counted.get(dated.code, (0, 0)),
            dated.code == campaign.state,
            dated.code in over,
        )
        for dated in campaign.timetable.phases
    ]


def to_hand_out(campaign: CurrentCampaign) -> HandingOut:
    """What everybody will owe when the draft is signed, in the order of the plan: one query. Raises UnitsUnknown."""
    owed = owners(campaign.book)
    names = {unit.pk: unit.name for unit, _ in owed.units}
    found = Counter(owner for _, owner in owed.certain())
    shares = (
        Share(names[owner.unit_pk] if owner.unit_pk else campaign.book.body(owner.body).name, number)
        for owner, number in found.items()
    )
    return HandingOut(tuple(shares), found.total())
