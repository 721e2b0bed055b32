"""What is recorded of units, people, accounts and roles. What concerns a person is sealed."""

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from typing import Any

from pingyi.rules.journal.vocabulary.fields import Field, part_named
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Overall, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

ACCOUNT = "account"
FIELDS = {
    "accounts": Field(zh="账户数", en="How many accounts"),
    "role": Field(zh="角色", en="Role", identifies=True),
    "text": Field(zh="正文的指纹", en="Fingerprint of the text"),
    "units": Field(zh="单位", en="Units", named=part_named),
}


@states("unit:enter:1", Timing.EXACT, "units", zh="登记了单位", en="Units were entered")
class UnitsEntered(Overall):
    """Their codes."""

    units: Sequence[str]


@states("person:enter:1", Timing.SEALED, "people", zh="登记了人员", en="People were entered")
class PeopleEntered(Overall):
    """How many; who is private."""

    accounts: int
    references: Sequence[str] = field(metadata=PRIVATE)
    people: Sequence[Any] = field(metadata=PRIVATE)


@states(
    "administrator:install:1", Timing.SEALED, ACCOUNT, zh="首任管理员到位", en="A first administrator was brought in"
)
class AdministratorInstalled(Statement):
    """For which role."""

    role: str


@states("invitation:send:1", Timing.SEALED, ACCOUNT, zh="发出了一份邀请", en="An invitation was sent")
class InvitationSent(Statement):
    """Until when it can be used is private."""

    expires: datetime = field(metadata=PRIVATE)


@states("invitation:accept:1", Timing.SEALED, ACCOUNT, zh="接受了一份邀请", en="An invitation was accepted")
class InvitationAccepted(Statement):
    """Says no more."""


@states(
    "prohibitions:acknowledge:1",
    Timing.SEALED,
    ACCOUNT,
    zh="有人签署了“八个严禁”",
    en="Somebody signed the eight prohibitions",
)
class ProhibitionsAcknowledged(Statement):
    """`text` is the digest of what was signed."""

    campaign: str
    text: str


@states("password:change:1", Timing.SEALED, ACCOUNT, zh="修改了一个密码", en="A password was changed")
class PasswordChanged(Statement):
    """Says no more."""


@states("session:open:1", Timing.SEALED, ACCOUNT, zh="有人登录", en="Somebody signed in")
class SessionOpened(Statement):
    """Says no more."""


@states("session:close:1", Timing.SEALED, ACCOUNT, zh="有人退出登录", en="Somebody signed out")
class SessionClosed(Statement):
    """Says no more."""


@states("session:refuse:1", Timing.SEALED, "sign-in", zh="拒绝了一次登录", en="A sign-in was refused")
class SessionRefused(Overall):
    """Which name was tried is private."""

    username: str = field(metadata=PRIVATE)


@states("suspension:begin:1", Timing.SEALED, ACCOUNT, zh="暂停了一人的评议工作", en="Somebody's roles were suspended")
class RolesWithheld(Statement):
    """Whose, and for which violation, is private."""

    cause: str = field(metadata=PRIVATE)


@states(
    "suspension:end:1",
    Timing.SEALED,
    ACCOUNT,
    zh="一人暂停评议工作的处理有了结果",
    en="A suspension of roles was decided on",
)
class SuspensionDecided(Statement):
    """Whether it was lifted or made final is private."""

    final: bool = field(metadata=PRIVATE)


@states("account:close:1", Timing.SEALED, ACCOUNT, zh="停用了一个账户", en="An account was closed")
class AccountShut(Statement):
    """The reason is private."""

    reason: str = field(metadata=PRIVATE)


@states("account:reopen:1", Timing.SEALED, ACCOUNT, zh="重新启用了一个账户", en="An account was opened again")
class AccountReopened(Statement):
    """The reason is private."""

    reason: str = field(metadata=PRIVATE)


@states(
    "factor:change:1",
    Timing.SEALED,
    ACCOUNT,
    zh="某账户的第二重验证已变更",
    en="The second factors of an account were changed",
)
class FactorsChanged(Statement):
    """Which kinds came and went is private."""

    added: Sequence[str] = field(metadata=PRIVATE)
    removed: Sequence[str] = field(metadata=PRIVATE)


@states(
    "factor:reset:1",
    Timing.SEALED,
    ACCOUNT,
    zh="安全管理员移除了某账户的第二重验证",
    en="The second factors of an account were removed by the security administrator",
)
class FactorsReset(Statement):
    """The reason is private."""

    reason: str = field(metadata=PRIVATE)


@states("person:rename:1", Timing.SEALED, ACCOUNT, zh="更正了一个人的姓名", en="A person's name was corrected")
class PersonRenamed(Statement):
    """Both names and the reason are private."""

    before: str = field(metadata=PRIVATE)
    after: str = field(metadata=PRIVATE)
    reason: str = field(metadata=PRIVATE)


@states("role:grant:1", Timing.SEALED, ACCOUNT, zh="授予了一个角色", en="A role was granted")
class RoleGranted(Statement):
    """Whose office was filled, not by whom; the post is private."""

    role: str
    unit: str | None
    post: str = field(metadata=PRIVATE)


@states("role:withdraw:1", Timing.SEALED, ACCOUNT, zh="撤销了一个角色", en="A role was withdrawn")
class RoleWithdrawn(Statement):
    """Whose office became free; the reason is private."""

    role: str
    unit: str | None
    reason: str = field(metadata=PRIVATE)
