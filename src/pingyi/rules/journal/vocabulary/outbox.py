"""What is recorded of notices, and of how people want to be told."""

from collections.abc import Sequence
from dataclasses import field

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.organisation import ACCOUNT
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

FIELDS = {
    "kind": Field(zh="事项", en="Which", identifies=True),
}


@states("notice:acknowledge:1", Timing.SEALED, "notice", zh="确认了一份通知", en="A notice was acknowledged")
class NoticeAcknowledged(Statement):
    """What the notice was about."""

    kind: str


@states("mail:address:1", Timing.SEALED, ACCOUNT, zh="有人填写了自己的邮箱", en="Somebody gave an address for mail")
class AddressGiven(Statement):
    """Which one is private; an empty one takes it away."""

    address: str = field(metadata=PRIVATE)


@states("mail:confirm:1", Timing.SEALED, ACCOUNT, zh="有人确认了自己的邮箱", en="Somebody confirmed an address")
class AddressConfirmed(Statement):
    """Says no more."""


@states("notice:choose:1", Timing.SEALED, ACCOUNT, zh="有人选择了接收哪些邮件", en="Somebody chose what to be mailed")
class NoticesChosen(Statement):
    """Which kinds are not mailed, and the quiet hours, are private."""

    muted: Sequence[str] = field(metadata=PRIVATE)
    quiet_from: int = field(metadata=PRIVATE)
    quiet_until: int = field(metadata=PRIVATE)


@states(
    "calendar:renew:1", Timing.SEALED, ACCOUNT, zh="有人更换了自己的日历地址", en="Somebody renewed a calendar address"
)
class CalendarRenewed(Statement):
    """Says no more."""
