"""The tasks of the plan, the duties and how they were met, and who holds which post, as tables that go with a paper."""

from django.db.models import Count, Q

from pingyi.records.campaign.annexing import Tables
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.models import Duty
from pingyi.records.duties.people import posts
from pingyi.records.organisation.queries import holdings
from pingyi.rules.mandate import Role
from pingyi.rules.paper.content import Annex
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.duties import Task
from pingyi.rules.rulebook.organisation import Post
from pingyi.rules.rulebook.papers import Annexed, Annexing

COLUMNS = ("阶段", "应完成", "按期", "迟报", "其中曾退回", "已说明未报", "尚未完成")


def _by_phase(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """One row for each phase, and the totals: one query."""
    owed = Duty.objects.filter(campaign_id=campaign.code, unit__isnull=False)
    if unit:
        owed = owed.filter(unit__code=unit)
    there = Q(submitted_at__isnull=False)
    found = {
        phase: numbers
        for phase, *numbers in owed.order_by()
        .values_list("phase")
        .annotate(
            owed=Count("pk", distinct=True),
            in_time=Count("pk", there & Q(late=False), distinct=True),
            late=Count("pk", there & Q(late=True), distinct=True),
            returned=Count("pk", there & Q(moves__verb="return"), distinct=True),
            missing=Count("pk", Q(submitted_at=None, missing_at__isnull=False), distinct=True),
            lacking=Count("pk", Q(submitted_at=None, missing_at=None), distinct=True),
        )
    }
    phases = [each for each in campaign.book.calendar.phases if each.code in found]
    rows = tuple((each.name.zh, *map(str, found[each.code])) for each in phases)
    total = ("合计", *(str(sum(found[each.code][place] for each in phases)) for place in range(len(COLUMNS) - 1)))
    return Annex("各单位任务完成情况统计表", COLUMNS, rows, total)


def _tasks(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """Every task with who leads, who helps, whose post it is and by when, in plan order; no query."""
    rows = tuple(_line(campaign.book, task) for task in campaign.book.tasks)
    return Annex("任务分解表", ("阶段", "任务", "牵头单位", "配合单位", "责任岗位", "完成期限"), rows)


def _line(book: Rulebook, task: Task) -> tuple[str, ...]:
    names = {each.code: each.name.zh for each in book.bodies} | {each.code: each.name.zh for each in book.unit_classes}
    helping = "、".join(names[code] for code in (*task.joint, *task.supports))
    due = book.due(task)
    by = f"{due.month}月{due.day}日" if due else "按规定时限"
    return (book.phase(task.phase).name.zh, task.title.zh, names[task.actor], helping, _post(book, task.role), by)


def _post(book: Rulebook, role: Role) -> str:
    """What the plan calls the post of a role; the leader of the body where it has none."""
    return next(
        (f"{body.name.zh}{post.name.zh}" for body in book.bodies for post in body.posts if post.role is role), ""
    )


def _posts(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """Who holds the posts of the leading group and its office, or of the unit's own bodies: one query."""
    held = [each for each in holdings(campaign.code) if each.unit == (unit or "")]
    found: dict[tuple[str, Role], list[Post]] = {}
    for body, post in posts(campaign.book, unit or ""):
        found.setdefault((body.name.zh, post.role), []).append(post)
    rows = tuple(
        (
            body,
            "、".join(post.name.zh for post in own),
            str(sum(post.least for post in own)),
            "、".join(each.name for each in held if each.role is role),
        )
        for (body, role), own in found.items()
    )
    return Annex("机构组成人员表", ("机构", "职务", "方案规定人数", "组成人员"), rows)


TASKS = Tables(Annexing.TASKS, _tasks)
BY_PHASE = Tables(Annexing.DUTIES, _by_phase)
POSTS = Tables(Annexing.POSTS, _posts)
