"""What is recorded of a campaign: its plan, its phases, the decisions it rests on."""

from collections.abc import Sequence
from datetime import date

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

CAMPAIGN = "campaign"
FIELDS = {
    "ends": Field(zh="新的截止日", en="New last day", identifies=True),
    "off": Field(zh="放假日", en="Days off"),
    "text": Field(zh="正文或其指纹", en="Text, or its fingerprint"),
    "topic": Field(zh="决定事项", en="Decided about", identifies=True),
    "worked": Field(zh="上班日", en="Days worked"),
    "year": Field(zh="年度", en="Year", identifies=True),
}


@states(
    "campaign:create:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="依据实施方案建立了评议活动",
    en="A campaign was created from its plan",
)
class CampaignCreated(Statement):
    """`plan` is the digest of the rulebook."""

    plan: str
    version: int


@states(
    "campaign:revise:1", Timing.EXACT, CAMPAIGN, zh="修订了评议活动的实施方案", en="The campaign's plan was revised"
)
class PlanRevised(Statement):
    """The next version of a plan that nobody approved yet."""

    plan: str
    version: int


@states("campaign:approve:1", Timing.EXACT, CAMPAIGN, zh="评议活动获得批准", en="The campaign was approved")
class CampaignApproved(Statement):
    """`text` is the digest of the plan as it was handed in."""

    plan: str
    text: str
    version: int


@states("campaign:close:1", Timing.EXACT, CAMPAIGN, zh="评议活动结束", en="The campaign was closed")
class CampaignClosed(Statement):
    """`decision`: the number of the one on which it ended early."""

    decision: str | None


@states("campaign:archive:1", Timing.EXACT, CAMPAIGN, zh="评议活动已归档", en="The campaign was archived")
class CampaignArchived(Statement):
    """Put away; another may begin."""


@states("decision:record:1", Timing.EXACT, CAMPAIGN, zh="记录了一项决定", en="A decision was recorded")
class DecisionRecorded(Statement):
    """A decision of the leading group, by the number on its minutes."""

    number: str
    topic: str
    phase: str
    text: str


@states(
    "workdays:record:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="登记了某年度的放假安排",
    en="The published holidays of a year were recorded",
)
class HolidaysRecorded(Statement):
    """Days off and days worked of a year, ISO 8601."""

    year: int
    off: Sequence[str]
    worked: Sequence[str]
    source: str


@states("phase:open:1", Timing.EXACT, CAMPAIGN, zh="启动了一个阶段", en="A phase was opened")
class PhaseOpened(Statement):
    """`decision`: the number of the one on which it opened although its gate was shut."""

    phase: str
    decision: str | None


@states("phase:extend:1", Timing.EXACT, CAMPAIGN, zh="延长了一个阶段", en="A phase was extended")
class PhaseExtended(Statement):
    """`ends`: the new last day."""

    phase: str
    ends: date
    decision: str
