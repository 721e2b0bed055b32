"""What is recorded of people for the work and of whatever is drawn: links, pools, draws. Names are private."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import Any

from pingyi.rules.journal.vocabulary.fields import Field
from pingyi.rules.journal.vocabulary.organisation import ACCOUNT
from pingyi.rules.journal.vocabulary.statement import PRIVATE, Statement, states
from pingyi.rules.journal.vocabulary.timing import Timing

POOL = "pool"
FIELDS = {
    "appointed": Field(zh="聘任人员的编号", en="Codes of those appointed"),
    "code": Field(zh="人员编号", en="Code"),
    "since": Field(zh="聘期开始", en="Term begins"),
    "until": Field(zh="聘期结束", en="Term ends"),
    "candidates": Field(zh="待抽编号、类别和分组", en="Codes, categories and groups on the list"),
    "drawn": Field(zh="抽中的编号", en="Codes drawn"),
    "entering": Field(zh="递补的编号", en="Code that steps in"),
    "known_at": Field(zh="随机数公开时间", en="Value is public from"),
    "leaving": Field(zh="退出的编号", en="Code that gives up its place"),
    "places": Field(zh="各类名额", en="Places of each category"),
    "pool": Field(zh="名单的指纹", en="Fingerprint of the list"),
    "seed": Field(zh="随机数", en="Seed"),
}


@states("pool:close:1", Timing.EXACT, POOL, zh="封定了一份待抽签的名单", en="A list to draw from was closed")
class PoolClosed(Statement):
    """Who or what may be drawn, by codes, and where the seed will come from; names are private. Protocol people §1."""

    places: Sequence[Any]
    candidates: Sequence[Any]
    pool: str
    source: str
    known_at: datetime
    names: Mapping[str, str] = field(metadata=PRIVATE)


@states("pool:draw:1", Timing.EXACT, POOL, zh="按公开的随机数抽了签", en="A list was drawn from by a public value")
class PoolDrawn(Statement):
    """By which seed, and which codes. Protocol people §3."""

    pool: str
    seed: str
    drawn: Sequence[str]


@states(
    "pool:replace:1",
    Timing.EXACT,
    POOL,
    zh="一名抽中人员由下一顺位递补",
    en="The next in turn took a drawn place",
)
class PlaceTaken(Statement):
    """Who steps in for whom, by codes; why is private. Protocol people §4."""

    leaving: str
    entering: str
    reason: str = field(metadata=PRIVATE)


@states("pool:appoint:1", Timing.EXACT, POOL, zh="聘任了抽中的人员", en="People who were drawn were appointed")
class PeopleAppointed(Statement):
    """Whom, by codes, and for which term; the numbers of their letters are private."""

    appointed: Sequence[str]
    since: date
    until: date
    letters: Mapping[str, str] = field(metadata=PRIVATE)


@states("pool:acknowledge:1", Timing.EXACT, POOL, zh="聘书已签收", en="A letter of appointment was received")
class AppointmentReceived(Statement):
    """Whose, by code; how it was handed over is private."""

    code: str
    words: str = field(metadata=PRIVATE)


@states(
    "recusal:declare:1",
    Timing.SEALED,
    ACCOUNT,
    zh="评议人员申报了回避事项",
    en="Somebody who appraises declared links with appraised units",
)
class LinksDeclared(Statement):
    """With which units, and what links, is private."""

    units: Sequence[str] = field(metadata=PRIVATE)
    facts: str = field(metadata=PRIVATE)
