"""What is recorded of papers: which kind goes from whom and when; what one says is told by its fingerprint alone."""

from dataclasses import dataclass, field

from pingyi.rules.journal.vocabulary.fields import Field, part_named
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text

PAPER = "paper"


def _party(book: Rulebook, code: str) -> Text:
    """A unit, a body, or with both codes a unit's body outside, or the team that inspects it."""
    unit, _, body = code.partition("/")
    named = part_named(book, unit)
    if not body:
        return named
    own = part_named(book, body)
    return Text(f"{own.zh}（{named.zh}）", f"{own.en} ({named.en})")


FIELDS = {
    "count": Field(zh="收文单位数", en="To how many"),
    "paper": Field(zh="文书种类", en="Kind of paper", identifies=True, named=lambda book, code: book.paper(code).name),
    "recipient": Field(zh="收文单位", en="To whom", identifies=True, named=_party),
    "sender": Field(zh="发文机关", en="From whom", identifies=True, named=_party),
    "version": Field(zh="稿次", en="Version"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePaper(Statement):
    """Of one paper: its kind, who sends it, its version, the fingerprint of what it says."""

    paper: str
    sender: str
    version: int
    digest: str


@states("paper:lay:1", Timing.DAY, PAPER, zh="文书已送签发", en="A paper was laid before its signer")
class PaperLaid(OnePaper):
    """The version is fixed from here on."""


@states("paper:hand_back:1", Timing.DAY, PAPER, zh="文书被退回起草人", en="A paper went back to whoever wrote it")
class PaperHandedBack(OnePaper):
    """Unsigned; the reasons are private."""

    reasons: str = field(metadata=PRIVATE)


@states("paper:send:1", Timing.DAY, PAPER, zh="文书已签发并发出", en="A paper was signed, numbered and sent")
class PaperSent(OnePaper):
    """Its number, and to how many."""

    number: str
    count: int


@states("paper:withdraw:1", Timing.DAY, PAPER, zh="文书在对方阅读前被撤回", en="A paper was withdrawn unread")
class PaperWithdrawn(OnePaper):
    """Within the time for it."""


@states("paper:receive:1", Timing.DAY, PAPER, zh="文书已签收", en="A paper was received")
class PaperReceived(OnePaper):
    """By one recipient; the words of an outside body's receipt are private."""

    recipient: str
    receipt: str = field(default="", metadata=PRIVATE)


@states("paper:return:1", Timing.DAY, PAPER, zh="文书被退回修改", en="A paper was returned to its sender")
class PaperReturned(OnePaper):
    """The reasons, and the section they are about, are private."""

    recipient: str
    section: str = field(metadata=PRIVATE)
    reasons: str = field(metadata=PRIVATE)


@states("paper:approve:1", Timing.DAY, PAPER, zh="文书获得批准", en="A paper was approved")
class PaperApproved(OnePaper):
    """By the number of the reply."""

    recipient: str
    number: str
