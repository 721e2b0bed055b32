"""Papers in a rehearsal: written, signed, received or approved; one county late, one returned, one missing, then in."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pingyi.records.campaign.annexing import annex, feed
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.duties.actions import declare_missing
from pingyi.records.duties.models import Duty
from pingyi.records.duties.tables import SETTLED, children_of, decided_by_paper
from pingyi.records.papers import actions
from pingyi.records.papers.actions.drafting import Written
from pingyi.records.papers.models import Delivery, Paper
from pingyi.records.papers.parties import SEATS
from pingyi.records.papers.queries.card import APPROVING
from pingyi.rehearsal.cast import Company
from pingyi.rules.lifecycle import DeliveryState
from pingyi.rules.mandate import Actor, Role
from pingyi.rules.rulebook.organisation import BodyKind
from pingyi.rules.rulebook.papers import PaperKind, Tabled

LATE, RETURNED, MISSING = 0, 1, 2
"""Which of the ranked units, from 0, is late with the first report that is rolled up, gets it back, lacks it."""

HOUR = timedelta(hours=1)
TEXTS = {
    "arrangement": "全市评议活动分五个阶段进行。\n\n# 责任分工\n\n各单位主要负责人为第一责任人。",
    "bodies": "成立由主要负责人任组长的评议工作领导小组，下设办公室，配备专职人员两名。",
    "causes": "# 思想认识有差距\n\n少数人员习惯于坐等上门。\n\n# 制度执行不严\n\n限时办结的提醒没有到位。",
    "course": "先后召开自查会议两次，走访企业十二家，查阅近一年案卷四十余件。",
    "discipline": "严格遵守评议纪律，不得以任何方式干扰群众评价。",
    "news": "# 宣传发动\n\n通过报纸、电视和网站公布职责、程序和承诺。\n\n# 听取意见\n\n座谈、走访，开通热线和信箱。",
    "organisation": "活动期间，各单位加强组织领导，按期完成各阶段任务。",
    "plan": "# 总体要求\n\n评建结合、以评促改。\n\n# 时间安排\n\n- 七月：宣传发动、自查自纠\n- 八月：整改落实",
    "remedies": "# 立行立改\n\n窗口服务方面的问题当场整改。\n\n# 建章立制\n\n修订首问负责和限时办结制度。",
    "representatives": "选聘评议代表十二名，其中企业代表六名、科技人员四名、基层群众两名。",
}
WORDS = "各项工作已按要求完成，有关情况如上，请予审阅。"
PROBLEMS = (
    ("section", "talk", "个别项目受理后未按承诺时限告知结果", "内部流转没有提醒", "建立到期前三日提醒"),
    ("leadership", "meeting", "到基层一线调研不够深入", "会议偏多，安排不科学", "每月下基层不少于四天"),
    ("individual", "files", "办事指南更新不及时", "责任没有落实到人", "明确专人每季度核对一次"),
)
FOUND = ("level", "method", "problem", "cause", "remedy")
NOTHING = {"method": "files", "reason": "逐件查阅案卷并走访服务对象，未发现此类问题"}


def first_report(campaign: CurrentCampaign) -> str:
    """The first task whose papers another rolls up; "" when the plan has none that goes by papers."""
    tasks = (children_of(campaign.book, task) for task in campaign.book.tasks)
    return next((task for task in tasks if task and campaign.book.paper_of(task)), "")


def place_of(campaign: CurrentCampaign, duty: Duty) -> int | None:
    """Of the first report, which of the ranked units owes it."""
    if duty.unit is None or duty.task != first_report(campaign):
        return None
    codes = [unit.code.lower() for unit in campaign.book.ranked_units]
    return codes.index(duty.unit.code) if duty.unit.code in codes else None


def goes(campaign: CurrentCampaign, company: Company, duty: Duty, at: datetime) -> None:
    """Its paper is written, signed, sent, and what its recipients do with it."""
    _sent(campaign, company, _kind(campaign, duty), duty, at)


def _sent(campaign: CurrentCampaign, company: Company, kind: PaperKind, duty: Duty, at: datetime) -> None:
    writer, signer = _hands(campaign, company, duty)
    unit = duty.unit.code if duty.unit else None
    pk = actions.begin(kind.code, unit, actor=writer, at=at)
    revision = _written(kind, pk, kind.name.zh, 0, writer, at, _rows(kind, campaign, unit))
    _signed(pk, revision, writer, signer, at)
    if place_of(campaign, duty) == RETURNED:
        _returned(company, pk, at + HOUR)
        at += timedelta(hours=4)
        _signed(pk, revision, writer, signer, at)
    _decided(campaign, company, kind, pk, writer, at + 2 * HOUR)


def complete(campaign: CurrentCampaign, company: Company, since: datetime, until: datetime) -> None:
    """Whatever a plan asks to be sent by then, in any phase, is sent on its day (decision 0257)."""
    kinds = {
        task.code: campaign.book.paper(each.paper)
        for task in campaign.book.tasks
        for each in task.completion
        if each.paper and each.phase is None
    }
    owed = Duty.objects.filter(campaign_id=campaign.code, task__in=kinds, due_on__lte=until.date())
    for duty in owed.exclude(state__in=SETTLED).select_related("unit").order_by("due_on", "pk"):
        due = datetime.combine(duty.due_on, since.timetz().replace(hour=10, minute=0))
        at = min(max(since + HOUR, due), until - 3 * HOUR)
        _sent(campaign, company, kinds[duty.task], duty, at)


def declare(campaign: CurrentCampaign, company: Company, duties: Iterable[Duty], at: datetime) -> None:
    """The office goes on without the report that is missing."""
    for duty in duties:
        day = datetime.combine(duty.due_on, at.timetz()) + timedelta(days=1)
        if place_of(campaign, duty) == MISSING and day <= at:
            declare_missing(duty.pk, "经三次催报仍未报送", actor=company.actor(Role.OFFICE_DIRECTOR), at=day)


def supplemented(campaign: CurrentCampaign, company: Company, missing: Duty, at: datetime) -> None:
    """What was missing comes after the roll-up was sent, and goes after it as a supplement."""
    goes(campaign, company, missing, at)
    parent = Paper.objects.get(kind__in=_parents(campaign), supplements=None, state="sent")
    staff, director = company.actor(Role.OFFICE_STAFF), company.actor(Role.OFFICE_DIRECTOR)
    pk = actions.supplement(parent.pk, actor=staff, at=at + 3 * HOUR)
    paper = Paper.objects.get(pk=pk)
    kind = campaign.book.paper(paper.kind)
    revision = _written(kind, pk, paper.title, paper.revision, staff, at + 3 * HOUR)
    _signed(pk, revision, staff, director, at + 3 * HOUR)
    _decided(campaign, company, kind, pk, staff, at + 5 * HOUR)


def bulletin(campaign: CurrentCampaign, company: Company, at: datetime) -> None:
    """The office publishes what the plan publishes of its own: one bulletin a phase."""
    book = campaign.book
    offices = [body.code for body in book.bodies_of(BodyKind.OFFICE)]
    kind = next((each for each in book.papers if each.published and each.sender in offices), None)
    if kind is not None and campaign.open_phase:
        staff, director = company.actor(Role.OFFICE_STAFF), company.actor(Role.OFFICE_DIRECTOR)
        pk = actions.begin(kind.code, actor=staff, at=at)
        title = f"{kind.name.zh}：{book.phase(campaign.open_phase.code).name.zh}"
        digest = actions.lay(pk, _written(kind, pk, title, 0, staff, at), actor=staff, at=at)
        actions.sign(pk, digest, actor=director, at=at)


def of_team(campaign: CurrentCampaign, company: Company, unit: str, at: datetime) -> None:
    """The team that inspected a unit reports with its signed scores: a member writes, the head signs."""
    teams = {each.inspected_by for each in campaign.book.unit_classes}
    kind = next((each for each in campaign.book.papers if each.sender in teams and each.genre == "report"), None)
    if kind is not None:
        member, head = company.actor(Role.INSPECTOR, unit), company.actor(Role.INSPECTION_HEAD, unit)
        pk = actions.begin(kind.code, unit, actor=member, at=at)
        _signed(pk, _written(kind, pk, kind.name.zh, 0, member, at), member, head, at)


def rolled_up(campaign: CurrentCampaign) -> bool:
    """Whether the first reports were rolled up."""
    return Paper.objects.filter(kind__in=_parents(campaign), state="sent").exists()


def _parents(campaign: CurrentCampaign) -> list[str]:
    child, book = first_report(campaign), campaign.book
    return [kind.code for kind in book.papers if kind.task and children_of(book, book.task(kind.task)) == child]


def _signed(pk: int, revision: int, writer: Actor, signer: Actor, at: datetime) -> None:
    digest = actions.lay(pk, revision, actor=writer, at=at)
    actions.sign(pk, digest, actor=signer, at=at + HOUR)


def _written(
    kind: PaperKind,
    pk: int,
    title: str,
    revision: int,
    writer: Actor,
    at: datetime,
    rows: Sequence[dict[str, str]] = (),
) -> int:
    texts = {
        part.code: "\n\n".join(filter(None, (part.start, TEXTS.get(part.code, "" if part.start else WORDS))))
        for part in kind.parts
    }
    return actions.save(pk, Written(title, texts, rows), revision, actor=writer, at=at)


def _rows(kind: PaperKind, campaign: CurrentCampaign, unit: str | None) -> list[dict[str, str]]:
    """What is typed into its table: the first contents have problems, the others none."""
    contents = [each.code for each in campaign.book.contents]
    match kind.table:
        case Tabled.RECTIFICATION:
            rules = sum(len(annex(campaign, each, unit).rows) for each in kind.annexes if each.figure)
            return [_rectified(content, place, rules) for place, content in enumerate(contents)]
        case Tabled.SELF_EXAM:
            fed = {row["content"] for row in feed(campaign, kind.feeds, unit)} if kind.feeds else set()
            typed = zip(contents, PROBLEMS, strict=False) if not kind.feeds else ()
            problems = [{"content": content, **dict(zip(FOUND, cells, strict=True))} for content, cells in typed]
            none = contents[len(problems) :]
            return problems + [{"content": content, **NOTHING} for content in none if content not in fed]
    return []


def _rectified(content: str, place: int, rules: int) -> dict[str, str]:
    found, done = ("2", "1") if place < len(PROBLEMS) else ("0", "0")
    numbers = {"found": found, "done": done, "pending": done, "deferred": "0", "rules": "0" if place else str(rules)}
    return {"content": content} | numbers


def _hands(campaign: CurrentCampaign, company: Company, duty: Duty) -> tuple[Actor, Actor]:
    """Who writes and who signs."""
    if duty.unit is None:
        seat = SEATS[campaign.book.body(duty.body).kind]
        writer = min(seat.writers - seat.signers)
        return company.actor(writer), company.actor(min(seat.signers))
    if duty.unit.ranked:
        return company.actor(Role.COUNTY_OFFICE, duty.unit.code), company.actor(Role.COUNTY_LEADER, duty.unit.code)
    return company.actor(Role.CITY_BUREAU_UNIT, duty.unit.code), company.actor(Role.CITY_BUREAU_UNIT, duty.unit.code, 1)


def _returned(company: Company, pk: int, at: datetime) -> None:
    delivery = _waiting(pk)[0]
    reasons = "原因分析不够具体，请逐项写明后重报。"
    staff = company.actor(Role.OFFICE_STAFF)
    actions.send_back(pk, delivery.pk, delivery.version.digest, reasons, "causes", actor=staff, at=at)


def _decided(
    campaign: CurrentCampaign, company: Company, kind: PaperKind, pk: int, writer: Actor, at: datetime
) -> None:
    """Every recipient with people here receives it, approves it where the plan says so; the others send receipts."""
    staff, director = company.actor(Role.OFFICE_STAFF), company.actor(Role.OFFICE_DIRECTOR)
    approves = any(line.task == kind.task and line.decision in APPROVING for line in campaign.book.lines)
    for place, delivery in enumerate(_waiting(pk), 1):
        if delivery.outside:
            receipt = f"收文〔{at:%Y}〕{place}号，{at.month}月{at.day}日签收"
            actions.acknowledge(pk, delivery.pk, receipt, actor=writer, at=at)
        elif delivery.unit:
            actions.receive(pk, delivery.pk, actor=company.actor(Role.COUNTY_OFFICE, delivery.unit.code), at=at)
        elif approves and decided_by_paper(campaign.book, campaign.book.task(kind.task or "")):
            actions.approve(pk, delivery.pk, delivery.version.digest, actor=director, at=at)
            for reply in Paper.objects.filter(answers=pk):
                _decided(campaign, company, campaign.book.paper(reply.kind), reply.pk, staff, at + HOUR)
        else:
            actions.receive(pk, delivery.pk, actor=staff, at=at)


def _waiting(pk: int) -> list[Delivery]:
    rows = Delivery.objects.filter(paper=pk, state=DeliveryState.SENT)
    return list(rows.select_related("version", "unit"))


def _kind(campaign: CurrentCampaign, duty: Duty) -> PaperKind:
    kind = campaign.book.paper_of(duty.task)
    assert kind is not None
    return kind
