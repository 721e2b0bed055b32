"""What is recorded of duties: one by one about the duty, rounds of the office and the clockwork about the campaign."""

from dataclasses import dataclass, field
from datetime import date

from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.fields import Field, part_named
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook.words import Text

DUTY = "duty"
FIELDS = {
    "act": Field(
        zh="办结依据",
        en="Settled by",
        values={
            "draw": Text(zh="抽样", en="draw"),
            "freeze": Text(zh="签署调查方案", en="signing of the survey"),
            "sheets": Text(zh="签署检查评分表", en="signing of the inspection sheets"),
            "reckoning": Text(zh="核算结果", en="reckoning"),
            "approval": Text(zh="结果审定", en="approval of the result"),
            "release": Text(zh="公布结果", en="publication of the result"),
            "appraisal_team": Text(zh="聘任抽取产生的评议组", en="appointment of the drawn appraisers"),
            "inspection_teams": Text(zh="组成全部检查组", en="appointment of the last inspection team"),
            "records": Text(zh="登记和发文", en="what was registered and sent"),
            "receipt": Text(zh="收文单位回执", en="receipt of its recipients"),
        },
    ),
    "due": Field(zh="期限", en="Due on", identifies=True),
    "duties": Field(zh="任务数", en="How many duties"),
    "late": Field(zh="逾期", en="After its day"),
    "owner": Field(zh="承办单位", en="Who owes it", identifies=True, named=part_named),
    "state": Field(
        zh="任务状态",
        en="Where the duty stands",
        values={
            "owed": Text(zh="待提交", en="owed"),
            "submitted": Text(zh="已提交", en="submitted"),
            "approved": Text(zh="已批准", en="approved"),
            "returned": Text(zh="已退回", en="returned"),
            "done": Text(zh="已完成", en="done"),
        },
    ),
    "task": Field(zh="任务", en="Task", identifies=True, named=lambda book, code: book.task(code).title),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDuty(Statement):
    """Of one duty: the task, who owes it, how it stands now."""

    task: str
    owner: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn(OneDuty):
    """Whether late; words and number of the paper are private."""

    late: bool
    text: str = field(metadata=PRIVATE)
    paper: str = field(metadata=PRIVATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack(OneDuty):
    """The reasons are private."""

    reasons: str = field(metadata=PRIVATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Statement):
    """Of many duties: how many, and between which numbers."""

    count: int
    first: int
    last: int


@states("duty:hand_out:1", Timing.EXACT, CAMPAIGN, zh="下达了任务", en="Duties were handed out")
class DutiesHandedOut(Statement):
    """How many duties of the plan were written down."""

    duties: int


@states("duty:reschedule:1", Timing.DAY, CAMPAIGN, zh="调整了一项任务的期限", en="A duty's deadline was moved")
class DutiesRescheduled(Statement):
    """After an extension: the phase, the new day, how many."""

    phase: str
    due: date
    duties: int


@states("duty:remind:1", Timing.DAY, CAMPAIGN, zh="发出了任务提醒", en="Reminders of duties went out")
class DutiesReminded(Round):
    """How many, and between which numbers."""


@states(
    "duty:overdue:1",
    Timing.DAY,
    CAMPAIGN,
    zh="标记了逾期未报的任务",
    en="Duties that were not handed in by their day were marked",
)
class DutiesMarkedOverdue(Round):
    """How many, and between which numbers."""


@states("duty:urge:1", Timing.DAY, CAMPAIGN, zh="评议办催办了一项任务", en="The office asked for a duty")
class DutyUrged(Round):
    """One, by its number."""


@states("duty:assign:1", Timing.DAY, DUTY, zh="下达了一项任务", en="A duty was assigned")
class DutyAssigned(OneDuty):
    """Handed out because of an event, until `due`."""

    due: date


@states(
    "duty:draw_up:1",
    Timing.DAY,
    DUTY,
    zh="单位的报告已报本单位负责人",
    en="A unit's paper was laid before the unit's leader",
)
class DutyDrawnUp(OneDuty):
    """Words and number of the paper are private."""

    text: str = field(metadata=PRIVATE)
    paper: str = field(metadata=PRIVATE)


@states(
    "duty:hand_back:1",
    Timing.DAY,
    DUTY,
    zh="单位负责人将报告退回本单位修改",
    en="A unit's leader sent a paper back within the unit",
)
class DutyHandedBack(SentBack):
    """The reasons are private."""


@states(
    "duty:sign:1",
    Timing.DAY,
    DUTY,
    zh="单位负责人签批报告，报告已报送",
    en="A unit's leader signed a paper, and it was submitted",
)
class DutySigned(HandedIn):
    """Whether late; words and number of the paper are private."""


@states("duty:submit:1", Timing.DAY, DUTY, zh="报送了任务成果", en="A duty's result was submitted")
class DutySubmitted(HandedIn):
    """Handed in by whoever needs no leader's signature."""


@states("duty:fulfil:1", Timing.DAY, DUTY, zh="完成了一项任务", en="A duty was fulfilled")
class DutyFulfilled(OneDuty):
    """By `act`, which the programme knows of; by rows of registers or papers: "records"."""

    act: str
    late: bool


@states(
    "duty:lapse:1",
    Timing.DAY,
    DUTY,
    zh="一项任务的完成依据不再齐全，任务重新待办",
    en="A duty is open again, as what showed it done is no longer complete",
)
class DutyLapsed(OneDuty):
    """Rows or papers that had settled it were withdrawn, returned or amended."""


@states("duty:receive:1", Timing.DAY, DUTY, zh="收到了任务成果", en="A duty's result was received")
class DutyReceived(OneDuty):
    """The office has it."""


@states("duty:return:1", Timing.DAY, DUTY, zh="任务成果被退回修改", en="A duty's result was returned for improvement")
class DutyReturned(SentBack):
    """By the office; the reasons are private."""


@states("duty:approve:1", Timing.DAY, DUTY, zh="任务成果获得批准", en="A duty's result was approved")
class DutyApproved(OneDuty):
    """`number` is that of the approving document."""

    number: str


@states("duty:declare_missing:1", Timing.DAY, DUTY, zh="一项任务被认定为未报送", en="A duty was declared missing")
class DutyDeclaredMissing(OneDuty):
    """The roll-up can go on without it; the reason is private."""

    reason: str = field(metadata=PRIVATE)
