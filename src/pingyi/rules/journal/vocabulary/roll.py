"""What is recorded of frames, the seed and the draw."""

from collections.abc import Mapping
from datetime import datetime

from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.statement import Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

FIELDS = {
    "fingerprint": Field(zh="名单的指纹", en="Fingerprint of the list"),
    "known_at": Field(zh="随机数公开时间", en="Value is public from"),
    "people": Field(zh="已删除联系方式的人数", en="How many people, whose address was erased"),
    "seed": Field(zh="随机数", en="Seed"),
    "sizes": Field(zh="人数", en="Sizes"),
}


FRAME = "frame"


@states("roll:import:1", Timing.EXACT, FRAME, zh="录入了抽样框名单", en="A list of possible respondents was entered")
class FrameImported(Statement):
    """A unit's frame by its fingerprint, with how many people it has of each kind."""

    unit: str
    fingerprint: str
    sizes: Mapping[str, int]


@states(
    "seed:name:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="事先公布了抽样随机数的公开来源",
    en="The public source of the draw's randomness was named in advance",
)
class SeedNamed(Statement):
    """Where the seed will come from, and when its value becomes public."""

    source: str
    known_at: datetime | None


@states("roll:draw:1", Timing.EXACT, CAMPAIGN, zh="随机抽取了调查对象", en="Respondents were drawn at random")
class SampleDrawn(Statement):
    """Unit → stratum → number."""

    seed: str
    source: str
    sizes: Mapping[str, Mapping[str, int]]


@states(
    "roll:erase:1",
    Timing.EXACT,
    CAMPAIGN,
    zh="删除了可能的调查对象的姓名和地址",
    en="Names and addresses of possible respondents were erased",
)
class ContactsErased(Statement):
    """Of how many people of one unit's frames."""

    campaign: str
    unit: str
    people: int
