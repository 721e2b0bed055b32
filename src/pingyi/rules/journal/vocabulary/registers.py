"""What is recorded of registers: that rows were written, amended, withdrawn, signed; what stands in them is private."""

from dataclasses import dataclass, field

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

REGISTER = "register"
ROW = "row"
"""One row by its key, where something else is about it: files, a duty."""

FIELDS = {
    "column": Field(zh="签名栏", en="Signed in"),
    "row": Field(zh="行号", en="Row"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneRow(Statement):
    """Of one row: its number and which of its versions this is; the digest of its content is private."""

    row: int
    version: int
    digest: str = field(metadata=PRIVATE)


@states("register:write:1", Timing.DAY, REGISTER, zh="登记簿新增登记", en="Rows were written into a register")
class RowsWritten(Statement):
    """How many, between which numbers; the digest over the digests of all of them is private."""

    count: int
    first: int
    last: int
    digest: str = field(metadata=PRIVATE)


@states("register:amend:1", Timing.DAY, REGISTER, zh="登记簿的一行被更正", en="A row of a register was amended")
class RowAmended(OneRow):
    """The reason is private."""

    reason: str = field(metadata=PRIVATE)


@states("register:withdraw:1", Timing.DAY, REGISTER, zh="登记簿的一行被撤回", en="A row of a register was withdrawn")
class RowWithdrawn(OneRow):
    """The reason is private."""

    reason: str = field(metadata=PRIVATE)


@states("register:sign:1", Timing.DAY, REGISTER, zh="登记簿的一行被签名", en="A row of a register was signed")
class RowSigned(OneRow):
    """In which column."""

    column: str
