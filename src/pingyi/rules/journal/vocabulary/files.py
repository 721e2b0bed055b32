"""What is recorded of files: the digest of what is kept is public, what would tell whose it is and why is not."""

from dataclasses import dataclass, field

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

FILE = "file"
FIELDS = {
    "file": Field(zh="附件指纹", en="Fingerprint of the file"),
    "former": Field(zh="上一版本指纹", en="Fingerprint of the version before"),
    "size": Field(zh="大小（字节）", en="Size in bytes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept(Statement):
    """`file` is the SHA-256 of the bytes kept, `original` of those that came; `to` spells what it is attached to."""

    file: str
    size: int
    name: str = field(metadata=PRIVATE)
    original: str = field(metadata=PRIVATE)
    to: str = field(metadata=PRIVATE)


@states("file:attach:1", Timing.DAY, FILE, zh="提交了一份附件", en="A file was attached")
class FileAttached(FileKept):
    """The first version."""


@states("file:replace:1", Timing.DAY, FILE, zh="更新了一份附件", en="A newer version of a file was brought")
class FileReplaced(FileKept):
    """A further version; `former` is the digest of the one before."""

    former: str


@states("file:withdraw:1", Timing.DAY, FILE, zh="撤回了一份附件", en="A file was withdrawn")
class FileWithdrawn(Statement):
    """The digest of its newest version; the reason is private."""

    file: str
    reason: str = field(metadata=PRIVATE)
