"""What offices and counties do in a rehearsal: the papers of every phase, mostly on time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions
from pingyi.records.duties.actions import HandedIn
from pingyi.records.duties.allow import BY_THE_LEADER
from pingyi.records.duties.models import Duty, DutyMove
from pingyi.records.duties.tables import SETTLED, decided_by_paper
from pingyi.rehearsal import files, papers
from pingyi.rehearsal.cast import Company
from pingyi.rehearsal.chance import Chance
from pingyi.rehearsal.progress import Progress
from pingyi.rules.mandate import Role

LATE = 0.03
TOGETHER = timedelta(days=10)
"""Papers that one office owes within such a time are handed in together."""
WORDS = "已按要求完成，材料齐全，见附件目录。"

Place = tuple[Role, str]
"""Who does something: a role, and the unit it is good for."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What somebody hands in together, and when."""

    by: Place
    duties: tuple[Duty, ...]
    at: datetime


def do_duties(
    campaign: CurrentCampaign,
    company: Company,
    chance: Chance,
    *,
    since: datetime,
    until: datetime,
    progress: Progress,
) -> None:
    """Hand in and settle every duty that is due by then, the units' before the bodies' that roll them up."""
    owed = _owed(campaign, until)
    for duties in ([duty for duty in owed if duty.unit], [duty for duty in owed if not duty.unit]):
        bundles = [each for each in _bundles(campaign, duties, chance, since, until) if each.at <= until]
        progress.expect("papers", sum(len(bundle.duties) for bundle in bundles))
        days = defaultdict(list)
        for bundle in sorted(bundles, key=lambda bundle: bundle.at):
            days[bundle.at.date()].append(bundle)
        for today in days.values():
            _hand_in(campaign, company, chance.child("files"), today)
            waiting = [duty for bundle in today for duty in bundle.duties]
            _settle(campaign, company, waiting, today[-1].at + timedelta(hours=3))
            progress.finish("papers", len(waiting))
        papers.declare(campaign, company, duties, until)
    missing = next((duty for duty in owed if papers.place_of(campaign, duty) == papers.MISSING), None)
    if missing is not None and papers.rolled_up(campaign):
        papers.supplemented(campaign, company, missing, until - timedelta(hours=6))


def _owed(campaign: CurrentCampaign, until: datetime) -> list[Duty]:
    """What is still owed and due by then."""
    order = {task.code: number for number, task in enumerate(campaign.book.tasks)}
    rows = Duty.objects.filter(campaign_id=campaign.code, due_on__lte=until.date()).exclude(state__in=SETTLED)
    rows = rows.exclude(task__in=[task.code for task in campaign.book.tasks if not task.by_hand])
    return sorted(rows.select_related("unit"), key=lambda duty: (duty.due_on, order[duty.task], duty.pk))


def _bundles(
    campaign: CurrentCampaign, duties: Iterable[Duty], chance: Chance, since: datetime, until: datetime
) -> Iterator[Bundle]:
    """Some days before the first of them is due; what is late comes by itself.

    What a gate waits for is never late: a rehearsal opens its phases by date, not by decision.
    """
    gated = {task for phase in campaign.book.calendar.phases for gate in phase.gates for task in gate.tasks}
    together: dict[Place, list[list[Duty]]] = defaultdict(list)
    for duty in duties:
        by = _submitter(duty)
        if campaign.book.paper_of(duty.task):
            yield from _by_paper(campaign, duty, by, since)
        elif duty.unit and duty.task not in gated and chance.random() < LATE:
            yield Bundle(by, (duty,), max(since, _due(campaign, duty) + timedelta(days=2)))
        elif together[by] and duty.due_on - together[by][-1][0].due_on <= TOGETHER:
            together[by][-1].append(duty)
        else:
            together[by].append([duty])
    for by, bundles in together.items():
        for bundle in bundles:
            early = _due(campaign, bundle[0]) - timedelta(days=chance.choice((0, 0, 1, 2, 3)))
            yield Bundle(by, tuple(bundle), min(max(since, early), until))


def _by_paper(campaign: CurrentCampaign, duty: Duty, by: Place, since: datetime) -> Iterator[Bundle]:
    """A paper goes by itself, on its day; one a day late, one not at all."""
    place = papers.place_of(campaign, duty)
    if place != papers.MISSING:
        late = timedelta(days=1 if place == papers.LATE else 0)
        yield Bundle(by, (duty,), max(since, _due(campaign, duty) - timedelta(hours=5)) + late)


def _due(campaign: CurrentCampaign, duty: Duty) -> datetime:
    return datetime.combine(duty.due_on, time(15), tzinfo=campaign.timetable.zone)


def _submitter(duty: Duty) -> Place:
    if duty.unit is None:
        return Role.OFFICE_STAFF, ""
    return Role.COUNTY_OFFICE if duty.unit.ranked else Role.CITY_BUREAU_UNIT, duty.unit.code


def _hand_in(campaign: CurrentCampaign, company: Company, chance: Chance, bundles: Iterable[Bundle]) -> None:
    for bundle in bundles:
        if campaign.book.paper_of(bundle.duties[0].task):
            papers.goes(campaign, company, bundle.duties[0], bundle.at)
            continue
        actor = company.actor(*bundle.by)
        files.attach(campaign, bundle.duties, actor, chance, bundle.at)
        handed_in = [HandedIn(duty.pk, WORDS, f"评〔{campaign.book.year}〕{duty.pk}号") for duty in bundle.duties]
        waiting = actions.submit_all(handed_in, actor=actor, at=bundle.at)
        _sign(company, bundle, waiting)


def _sign(company: Company, bundle: Bundle, waiting: tuple[int, ...]) -> None:
    """An hour later the unit's leader signs what the unit's office wrote."""
    leader, unit = Role.COUNTY_LEADER, bundle.by[1]
    if not waiting:
        return
    drafts = DutyMove.objects.filter(duty__in=waiting, verb="draw_up").order_by("pk").values_list("duty", "pk")
    for duty, draft in dict(drafts).items():
        actions.sign(duty, draft, actor=company.actor(leader, unit), at=bundle.at + timedelta(hours=1))


def _settle(campaign: CurrentCampaign, company: Company, duties: Iterable[Duty], at: datetime) -> None:
    """The director accepts what came in that day; what the plan gives to the leading or Party group, its leader."""
    reports, numbers = [], defaultdict[Role, dict[int, str]](dict)
    for duty in duties:
        if decided_by_paper(campaign.book, campaign.book.task(duty.task)):
            continue
        if duty.table == "report":
            reports.append(duty.pk)
            continue
        approval = campaign.book.task(duty.task).approval
        by_leader = approval is not None and campaign.book.body(approval.by).kind in BY_THE_LEADER
        approver = Role.LEADING_GROUP_LEADER if by_leader else Role.OFFICE_DIRECTOR
        numbers[approver][duty.pk] = f"评办批〔{at:%Y}〕{duty.pk}号" if duty.table == "county_plan" else ""
    if reports:
        actions.receive_all(reports, actor=company.actor(Role.OFFICE_DIRECTOR), at=at)
    for approver, documents in numbers.items():
        actions.approve_all(documents, actor=company.actor(approver), at=at)
