"""What is recorded of joint acts."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from pingyi.rules.acts import ACTS
from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

MINUTES = "minutes"
FIELDS = {
    "kind": Field(
        zh="事项",
        en="Which",
        identifies=True,
        values={code: act.name for code, act in ACTS.items()},
    ),
    "parties": Field(zh="应签字各方", en="Who must sign"),
    "party": Field(zh="签字身份", en="Signed as", identifies=True),
}


def sealed_name(party: str, name: str) -> dict[str, str]:
    """What of a signature the journal keeps to itself until the minutes are published (Protocol bundle §6)."""
    return {"party": party, "name": name}


@states(
    "minutes:draw_up:1",
    Timing.EXACT,
    MINUTES,
    zh="形成了一份联合操作记录",
    en="The minutes of a joint act were drawn up",
)
class ActDrawnUp(Statement):
    """Which act, the digest of what is to be signed, and who must sign."""

    kind: str
    digest: str
    parties: Sequence[str]


@states("minutes:sign:1", Timing.EXACT, MINUTES, zh="签署了一份操作记录", en="Minutes were signed")
class ActSigned(Statement):
    """By which party; the signer's name is private."""

    kind: str
    digest: str
    party: str
    name: str = field(metadata=PRIVATE)

    @property
    def private(self) -> Mapping[str, str]:
        """The party is said once more beside the name, so that what is shown later stands for itself."""
        return sealed_name(self.party, self.name)
