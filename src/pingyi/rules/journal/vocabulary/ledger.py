"""What is recorded of the rectification ledger: an item is added, and every step of it; what it says is private."""

from dataclasses import field

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook.words import Text

ITEM = "item"

STEPS = {
    "analyse": Text(zh="分析原因", en="analysed"),
    "plan": Text(zh="制定计划", en="planned"),
    "approve": Text(zh="批准计划", en="plan approved"),
    "defer": Text(zh="批准暂缓", en="deferral approved"),
    "hand_back": Text(zh="退回重拟", en="plan handed back"),
    "go_on": Text(zh="记录进展", en="progress"),
    "submit": Text(zh="申请销号", en="submitted for verification"),
    "close": Text(zh="验收销号", en="verified and closed"),
    "return": Text(zh="验收退回", en="returned"),
    "confirm": Text(zh="抽查合格", en="spot check passed"),
    "refute": Text(zh="抽查不合格", en="spot check not passed"),
    "reopen": Text(zh="重新整改", en="reopened"),
    "ask": Text(zh="申请变更", en="change asked for"),
    "grant": Text(zh="同意变更", en="change granted"),
    "deny": Text(zh="不同意变更", en="change denied"),
}
FIELDS = {"step": Field(zh="环节", en="Step", values=STEPS)}


@states("item:add:1", Timing.DAY, ITEM, zh="整改台账新增一个事项", en="An item was added to the rectification ledger")
class ItemAdded(Statement):
    """Whose it is, where it comes from and what it says is private."""

    unit: str = field(metadata=PRIVATE)
    origin: str = field(metadata=PRIVATE)
    digest: str = field(metadata=PRIVATE)


@states("item:move:1", Timing.DAY, ITEM, zh="整改台账的一个事项办理了一个环节", en="An item of the ledger took a step")
class ItemMoved(Statement):
    """Which step; what was written at it, as a digest, and the reason are private."""

    step: str
    digest: str = field(metadata=PRIVATE)
    reason: str = field(metadata=PRIVATE)
