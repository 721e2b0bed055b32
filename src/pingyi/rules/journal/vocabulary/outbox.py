"""What is recorded of notices."""

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Statement, states
from pingyi.rules.journal.vocabulary.telling import Telling

FIELDS = {
    "kind": Field(zh="事项", en="Which", tells=True),
}


@states("notice:acknowledge:1", Telling.SEALED, "notice", zh="确认了一份通知", en="A notice was acknowledged")
class NoticeAcknowledged(Statement):
    """What the notice was about."""

    kind: str
