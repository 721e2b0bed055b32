"""The rectification ledger as a table that goes with a paper: a unit's items one by one, of all units what they came to
(R118, R121); of those that cannot be put right yet, why and what comes next (R123).
"""

from collections import Counter
from collections.abc import Iterable

from pingyi.records.campaign.annexing import Tables
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.ledger.access import items_of
from pingyi.records.ledger.models import Item
from pingyi.rules.ledger import Origin, Pace
from pingyi.rules.ledger.work import Progress, progress
from pingyi.rules.lifecycle import ItemState
from pingyi.rules.paper.content import Annex
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.papers import Annexed, Annexing

ORIGINS = {
    Origin.FEEDBACK: "意见反馈",
    Origin.SELF_FOUND: "自查自纠",
    Origin.COMPLAINT: "投诉举报",
    Origin.INSPECTION: "检查评议",
    Origin.UPPER_LEVEL: "上级交办",
}
PACES = {Pace.IMMEDIATE: "立行立改", Pace.TIMED: "限期整改", Pace.DEFERRED: "暂难整改"}
PROGRESS = {Progress.NONE: "未启动", Progress.PART: "部分整改", Progress.WHOLE: "整改到位"}
COLUMNS = (
    *("编号", "来源", "评议内容", "问题认定", "原因分析", "整改类型", "整改措施（纠）", "建制措施（建）"),
    *("可衡量的目标", "责任领导", "责任科室", "责任人", "整改期限", "进展", "整改结果", "销号日期"),
)
OVERVIEW = ("单位", "事项总数", "整改到位", "部分整改", "未启动", "其中暂难整改", "制定制度")
DEFERRED = ("编号", "评议内容", "问题认定", "暂难整改的原因和理由", "下一步安排", "责任领导", "完成期限", "是否已批准")


def _ledger(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """Every item of the unit as it stands; of all for a body how many there are and how far: one query."""
    if unit is None:
        return _overview(campaign)
    rows = tuple(_line(item, campaign.book) for item in items_of(campaign).filter(unit=unit).order_by("number"))
    return Annex("整改台账", COLUMNS, rows)


def _deferred(campaign: CurrentCampaign, asked: Annexed, unit: str | None) -> Annex:
    """The items that cannot be put right yet, of a unit or of all: one query."""
    items = items_of(campaign).filter(pace=Pace.DEFERRED).order_by("unit", "number")
    rows = tuple(_put_off(item, campaign.book) for item in (items if unit is None else items.filter(unit=unit)))
    return Annex("暂难整改事项表", DEFERRED, rows)


def _line(item: Item, book: Rulebook) -> tuple[str, ...]:
    return (
        *(str(item.number), ORIGINS[Origin(item.origin)], _content(item, book), item.problem, item.analysis),
        PACES[Pace(item.pace)] if item.pace else "",
        *(item.measures, item.building, item.target, item.leader, item.department, item.person),
        str(item.due or ""),
        PROGRESS[progress(ItemState(item.state))],
        item.result,
        str(item.closed_on or ""),
    )


def _put_off(item: Item, book: Rulebook) -> tuple[str, ...]:
    approved = "是" if item.state == ItemState.DEFERRED else "否"
    words = (item.problem, item.deferral, item.next_step, item.leader, str(item.due or ""), approved)
    return (str(item.number), _content(item, book), *words)


def _overview(campaign: CurrentCampaign) -> Annex:
    """A row for each unit that has a ledger, in plan order, and the sums."""
    own: dict[str, list[Item]] = {unit.code: [] for unit in campaign.book.units}
    for item in items_of(campaign):
        own.setdefault(item.unit, []).append(item)
    rows = tuple((campaign.book.unit(unit).name.zh, *_counted(items)) for unit, items in own.items() if items)
    total = ("合计", *_counted(item for items in own.values() for item in items))
    return Annex("整改情况统计表", OVERVIEW, rows, total if rows else ())


def _counted(items: Iterable[Item]) -> tuple[str, ...]:
    items = list(items)
    far = Counter(progress(ItemState(item.state)) for item in items)
    put_off = sum(item.pace == Pace.DEFERRED for item in items)
    built = sum(bool(item.rules.strip()) for item in items)
    return tuple(map(str, (len(items), far[Progress.WHOLE], far[Progress.PART], far[Progress.NONE], put_off, built)))


def _content(item: Item, book: Rulebook) -> str:
    return next((each.name.zh for each in book.contents if each.code == item.content), "")


LEDGER = Tables(Annexing.LEDGER, _ledger)
PUT_OFF = Tables(Annexing.DEFERRED, _deferred)
