"""What is recorded of plans that are still being written; what stands in them is known when one is handed in."""

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

DRAFT = "draft"
FIELDS = {
    "text": Field(zh="草稿文本的指纹", en="Fingerprint of the draft's text"),
    "version": Field(zh="版本", en="Version", identifies=True),
}


@states("draft:begin:1", Timing.DAY, DRAFT, zh="开始编写一份方案草稿", en="A draft of a plan was begun")
class DraftBegun(Statement):
    """`text` is the digest of the text from which it was begun."""

    text: str


@states("draft:save:1", Timing.DAY, DRAFT, zh="保存了方案草稿的新版本", en="A version of a draft was saved")
class DraftSaved(Statement):
    """`text` is the digest of the whole text."""

    text: str
    version: int
