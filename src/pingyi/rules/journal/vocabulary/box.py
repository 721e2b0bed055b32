"""What is recorded of the ballot key, boxes and boards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.fields import Field, part_named
from pingyi.rules.journal.vocabulary.statement import MEMBERS, Overall, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing
from pingyi.rules.rulebook.words import Text

SETUP, BOX = "setup", "box"
FIELDS = {
    "ballots": Field(zh="公开板上的选票数", en="Ballots on the board"),
    "blamed": Field(zh="所发内容有误的密钥保管方", en="Trustee whose message does not hold"),
    "counted": Field(zh="计入的选票数", en="Ballots that count"),
    "election": Field(zh="选票内容的指纹", en="Fingerprint of the form"),
    "event": Field(zh="公开板最近一项的指纹", en="Fingerprint of the board's last event"),
    "group": Field(zh="票箱所用的密码群", en="Group in which the boxes compute"),
    "height": Field(zh="公开板上的项数", en="Number of events on the board"),
    "owner": Field(zh="密钥保管方序号", en="Trustee by number", identifies=True),
    "sha256": Field(zh="所发内容的指纹", en="Fingerprint of the message"),
    "step": Field(
        zh="生成密钥的步骤",
        en="Step of making the key",
        identifies=True,
        values={
            "certificate": Text(zh="证书", en="certificate"),
            "polynomial": Text(zh="给其他各方的份额", en="shares for the others"),
            "voutput": Text(zh="公钥", en="public key"),
        },
    ),
    "stratum": Field(
        zh="调查对象类别", en="Kind of respondent", named=lambda book, code: book.survey.stratum_name(code)
    ),
    "threshold": Field(zh="开箱所需的密钥保管方数", en="Trustees needed to open"),
    "trustee": Field(zh="密钥保管方序号", en="Trustee by number", identifies=True),
    "trustees": Field(zh="密钥保管方", en="Trustees", named=part_named),
    "withheld": Field(zh="投票人数不足，不予开箱", en="Too few voted; never opened"),
}


@states(
    "keys:start:1",
    Timing.EXACT,
    SETUP,
    zh="各密钥保管人开始生成选票密钥",
    en="The trustees began to make the ballot key",
)
class KeySetupStarted(Statement):
    """Who takes part, how many of them will open; why anew, where one was begun before."""

    group: str
    threshold: int
    trustees: Sequence[str]
    reason: str


@states(
    "keys:message:1",
    Timing.EXACT,
    SETUP,
    zh="一位密钥保管人参与生成选票密钥",
    en="A trustee took part in making the ballot key",
)
class KeyMessageSent(Statement):
    """The digest of one trustee's message of this step."""

    trustee: int
    step: str
    sha256: str


@states(
    "keys:stop:1",
    Timing.EXACT,
    SETUP,
    zh="密钥保管人中止了票箱密钥的生成",
    en="A trustee stopped the making of the ballot key",
)
class KeySetupStopped(Statement):
    """By whom, because of whose message or of nobody's, and why."""

    trustee: int
    blamed: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class MadeBox:
    """One box as it was set up; `election` is the digest of its form."""

    unit: str
    stratum: str
    election: str


@states("box:create:1", Timing.EXACT, CAMPAIGN, zh="设立了票箱", en="Ballot boxes were set up")
class BoxesCreated(Statement):
    """Box → what it was set up as."""

    boxes: Mapping[str, MadeBox] = field(metadata=MEMBERS)


@states(
    "credentials:publish:1",
    Timing.EXACT,
    "boxes",
    zh="公布了票箱的公开凭证",
    en="The public credentials of ballot boxes were published",
)
class CredentialsPublished(Overall):
    """Box → digest of its list."""

    boxes: Mapping[str, str] = field(metadata=MEMBERS)


@dataclass(frozen=True, slots=True)
class BoardHead:
    """How far a board had come: its last event and how many there were."""

    event: str
    height: int


@states(
    "box:heads:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="记录了全部票箱的当前状态",
    en="The state of all ballot boxes was recorded",
)
class BoardHeadsRecorded(Statement):
    """Box → its board's head."""

    boxes: Mapping[str, BoardHead] = field(metadata=MEMBERS)


@states("box:close:1", Timing.EXACT, BOX, zh="关闭了一个票箱", en="A ballot box was closed")
class BoxClosed(Statement):
    """The board's last event, its ballots, and whether so few voted that it is never opened."""

    event: str
    ballots: int
    withheld: bool


@states("box:sum:1", Timing.EXACT, BOX, zh="汇总了一个票箱的密封选票", en="The sealed ballots of a box were added up")
class BoxSummed(Statement):
    """The board's last event, and how many ballots count."""

    event: str
    counted: int


@states("box:share:1", Timing.EXACT, BOX, zh="一位密钥保管人提交了开箱份额", en="A trustee gave a share of the count")
class ShareGiven(Statement):
    """The board's last event, and which trustee."""

    event: str
    owner: int


@states("box:count:1", Timing.EXACT, BOX, zh="完成了一个票箱的计票", en="A ballot box was counted")
class BoxResultWritten(Statement):
    """The board's last event, whose hash covers the counts."""

    event: str
