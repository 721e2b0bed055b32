"""The kinds of acts: who lays one before whom, who signs, who reads it. R11, R90, R149–R152.

Public: Kind, FREEZE, CLOSING, OPENING, COUNT, RECKONING, PUBLISHED, PLAN, RESULT.
"""

from dataclasses import dataclass

from pingyi.rules.mandate.power import Power
from pingyi.rules.mandate.role import BODIES, WATCHED, Role
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of act: what is done, whose signatures it needs, the powers to lay it out, to sign it and to read it.

    `again`: it may be done once more although all its parties have signed.
    """

    code: str
    name: Text
    parties: tuple[Role, ...]
    lays: Power
    signs: Power
    reads: Power = Power.BOX_READ
    again: bool = False


FREEZE = Kind("freeze", Text("签署调查方案", "signing of the survey"), BODIES, Power.SURVEY_SIGN, Power.SURVEY_SIGN)
CLOSING = Kind("closing", Text("关闭票箱", "closing of the ballot boxes"), BODIES, Power.BOX_CLOSE, Power.BOX_CLOSE)
OPENING = Kind("opening", Text("开箱", "opening of the boxes"), WATCHED, Power.OPENING_CONVENE, Power.OPENING_JOIN)
COUNT = Kind(
    "count", Text("共同计票", "joint count"), WATCHED, Power.OPENING_CONVENE, Power.OPENING_JOIN, Power.RANKING_READ
)
RECKONING = Kind(
    "reckoning",
    Text("核算结果", "reckoning"),
    WATCHED,
    Power.RECKONING_RUN,
    Power.RECKONING_SIGN,
    Power.RANKING_READ,
    again=True,
)

PUBLISHED = (FREEZE, CLOSING, OPENING, COUNT, RECKONING)
"""The acts without which no result may be published, in their order."""

LEADER = (Role.LEADING_GROUP_LEADER,)

PLAN = Kind(
    "plan",
    Text("批准实施方案", "approval of the plan"),
    LEADER,
    Power.CAMPAIGN_CREATE,
    Power.CAMPAIGN_APPROVE,
    Power.CAMPAIGN_READ,
)
RESULT = Kind(
    "result",
    Text("审定结果", "approval of the result"),
    LEADER,
    Power.RECKONING_SIGN,
    Power.RANKING_APPROVE,
    Power.RANKING_READ,
    again=True,
)
