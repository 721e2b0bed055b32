"""What offices and counties do in a rehearsal: the papers of every phase, mostly on time."""

from datetime import datetime, time, timedelta

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties import actions
from pingyi.records.duties.allow import BY_THE_LEADER
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import SETTLED
from pingyi.rules.mandate import Actor, Role
from pingyi.server.rehearsal.cast import Company
from pingyi.server.rehearsal.chance import Chance
from pingyi.server.rehearsal.progress import Progress

LATE = 0.03
WORDS = "已按要求完成，材料齐全，见附件目录。"


def do_duties(
    campaign: CurrentCampaign,
    company: Company,
    chance: Chance,
    *,
    since: datetime,
    until: datetime,
    progress: Progress,
) -> None:
    """Hand in and settle every duty that is due by then; a few counties are slow."""
    owed = [(duty, _moment(campaign, duty, chance, since, until)) for duty in _owed(campaign, until)]
    due = [(duty, handed) for duty, handed in owed if handed]
    progress.expect("papers", len(due))
    for duty, handed in due:
        submitter = _submitter(campaign, company, duty)
        actions.submit(duty.pk, WORDS, f"评〔{campaign.book.year}〕{duty.pk}号", actor=submitter, at=handed)
        _settle(campaign, company, duty, handed + timedelta(hours=3))
        progress.finish("papers")


def _owed(campaign: CurrentCampaign, until: datetime) -> list[Duty]:
    """What is still owed and due by then, children before the papers that roll them up."""
    order = {task.code: number for number, task in enumerate(campaign.book.tasks)}
    rows = Duty.objects.filter(campaign_id=campaign.pk, due_on__lte=until.date()).exclude(state__in=SETTLED)
    rows = rows.exclude(task__in=[task.code for task in campaign.book.tasks if task.settled_by])
    return sorted(
        rows.select_related("unit"), key=lambda duty: (duty.unit is None, duty.table != "county_plan", order[duty.task])
    )


def _moment(campaign: CurrentCampaign, duty: Duty, chance: Chance, since: datetime, until: datetime) -> datetime | None:
    """Some days before it is due; None for what is late and not yet there.

    What a gate waits for is never late: a rehearsal opens its phases by date, not by decision.
    """
    due = datetime.combine(duty.due_on, time(15), tzinfo=campaign.timetable.zone)
    gated = {task for gate in campaign.book.phase(duty.phase).gates for task in gate.tasks}
    if duty.unit and duty.task not in gated and chance.random() < LATE:
        late = max(since, due + timedelta(days=2))
        return late if late <= until else None
    return min(max(since, due - timedelta(days=chance.choice((0, 0, 1, 2, 3)))), until)


def _submitter(campaign: CurrentCampaign, company: Company, duty: Duty) -> Actor:
    if duty.unit is None:
        return company.actor(Role.OFFICE_STAFF)
    role = Role.COUNTY_OFFICE if duty.unit.ranked else Role.CITY_BUREAU_UNIT
    return company.actor(role, duty.unit.code)


def _settle(campaign: CurrentCampaign, company: Company, duty: Duty, at: datetime) -> None:
    """The director accepts; what the plan gives to the leading or Party group, its leader."""
    if duty.table == "report":
        actions.receive(duty.pk, actor=company.actor(Role.OFFICE_DIRECTOR), at=at)
        return
    approval = campaign.book.task(duty.task).approval
    by_leader = approval is not None and campaign.book.body(approval.by).kind in BY_THE_LEADER
    approver = company.actor(Role.LEADING_GROUP_LEADER if by_leader else Role.OFFICE_DIRECTOR)
    number = f"评办批〔{at:%Y}〕{duty.pk}号" if duty.table == "county_plan" else ""
    actions.approve(duty.pk, number, actor=approver, at=at)
