"""What the journal records of itself."""

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Overall, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

JOURNAL = "journal"
FIELDS = {
    "from": Field(zh="日志原名称", en="Former name of the journal"),
    "kept": Field(zh="保留的条数", en="Entries that are kept"),
    "root": Field(zh="全部条目的指纹", en="Fingerprint of all entries"),
    "signed": Field(zh="已签署的条数", en="Entries that were signed"),
}


@states(
    "journal:restore:1",
    Timing.EXACT,
    JOURNAL,
    zh="日志从备份恢复后继续记录，缺失的部分已在此说明",
    en="The journal went on from a backup; what was lost is said here",
)
class JournalRestored(Overall):
    """From which name, how much of it was signed and how much is kept, and why."""

    from_: str
    signed: int
    root: bytes
    kept: int
    reason: str


@states(
    "journal:shred:1",
    Timing.EXACT,
    JOURNAL,
    zh="销毁了一条记录的非公开部分",
    en="The private part of an entry was destroyed",
)
class PrivatePartShredded(Statement):
    """About the entry with this leaf hash, and why."""

    reason: str
