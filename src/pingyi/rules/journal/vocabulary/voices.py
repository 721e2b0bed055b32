"""What is recorded of what citizens say: the root of every hour's tree, whether anybody said anything or not."""

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

VOICES = "voices"
FIELDS = {
    "leaves": Field(zh="树叶数（多数为随机填充）", en="Leaves of the tree, most of them random"),
    "root": Field(zh="该小时意见树的树根", en="Root of the hour's tree"),
}


@states(
    "voices:batch:1",
    Timing.EXACT,
    VOICES,
    zh="封存了一小时的意见树，无论有无来件",
    en="The tree of an hour was closed, whether anybody said anything or not",
)
class VoicesBatched(Statement):
    """About the hour, in UTC. Its moment tells nothing: there is one for every hour. Protocol voices §3."""

    leaves: int
    root: str
