"""Which papers one body sends to another in a campaign: kind, form, sender, recipients, sections (A4, D2)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pingyi.rules.rulebook.limits import Spelled
from pingyi.rules.rulebook.words import Code, Sources, Text

FIGURE = re.compile(r"\{\{([^{}]*)\}\}")
"""How a text names a figure that is filled in."""

FIGURES = (
    *("单位", "主送", "年度", "日期", "报送期限", "评议名称"),
    *("问题总数", "无问题项数", "已整改数", "正在整改数", "暂难整改数", "建章立制数"),
    *("当前阶段", "本阶段任务数", "本阶段办结数", "任务总数", "办结总数"),
    *("应报单位数", "已报单位数", "迟报单位数", "未报单位数", "未报单位", "所复文号", "所复标题"),
)
"""Every figure there is; the records know them, so nobody types them twice (R185)."""


class Genre(StrEnum):
    """What an official paper is by its genre (文种); MATERIAL is whatever is none of the statutory ones."""

    NOTICE = "notice"
    REPORT = "report"
    REQUEST = "request"
    REPLY = "reply"
    LETTER = "letter"
    MINUTES = "minutes"
    CIRCULAR = "circular"
    DECISION = "decision"
    ANNOUNCEMENT = "announcement"
    MATERIAL = "material"


class Layout(StrEnum):
    """How it is laid out (GB/T 9704-2012): F1, F1 upward with its signer, F2 … F6."""

    RED_HEAD = "red_head"
    UPWARD = "upward"
    LETTER = "letter"
    MINUTES = "minutes"
    PLAIN = "plain"
    LANDSCAPE = "landscape"
    CERTIFICATE = "certificate"


class Tabled(StrEnum):
    """A table that a kind of report must carry, by what its rows say (R107, R130)."""

    SELF_EXAM = "self_exam"
    RECTIFICATION = "rectification"


class Annexing(StrEnum):
    """What can go with a paper as a table of its own: rows of a register, what all registers came to, the tasks with
    who owes them by when (R62, R179), the duties and how they were met, who holds the posts of the leading group and
    its office (R63), the rectification ledger (R118), what in it cannot be put right yet (R123), the index of the
    inspection (R137), the scores that teams have signed, the result."""

    REGISTER = "register"
    ACTIVITIES = "activities"
    TASKS = "tasks"
    DUTIES = "duties"
    POSTS = "posts"
    LEDGER = "ledger"
    DEFERRED = "deferred"
    INDEX = "index"
    SCORES = "scores"
    RESULT = "result"


Start = Annotated[
    str,
    Spelled(
        re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]{0,4000}", re.DOTALL),
        zh="应为不超过 4000 字、不含控制字符的文字",
        en="text of at most 4000 characters without control characters",
    ),
]
Figure = Annotated[
    str,
    Spelled(
        re.compile("|".join(FIGURES)),
        zh="应为可以填入的数字之一：" + "、".join(FIGURES),
        en="one of the figures that are filled in: " + ", ".join(FIGURES),
    ),
]
Mark = Annotated[
    str,
    Spelled(
        re.compile(r"[\u4e00-\u9fff]{0,12}"), zh="应为不超过 12 个汉字的机关代字", en="at most 12 Chinese characters"
    ),
]
"""What stands before year and number of a paper (发文机关代字); empty where the sender's name does."""


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One section of a paper; `start` is the Chinese text it begins with, figures named as {{…}} are filled in."""

    code: Code
    name: Text
    start: Start = ""


@dataclass(frozen=True, slots=True)
class Annexed:
    """A table from the records that goes with a paper, frozen when it is laid.

    Of a `register`: the rows of the unit that sends it, or all where a body does; `public`: only the columns that the
    public sees. `figure`: what the paper's own table counts under this name must be as many as these rows.
    """

    of: Annexing = Annexing.REGISTER
    register: Code | None = None
    public: bool = False
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper by its number in the list of papers (D01–D52).

    `sender` is a body or a class of units. `recipients` and `copies` are bodies or classes; a body of every unit
    stands for that unit. Without recipients a paper is kept, or shown to all. Sending it hands in `task`. A reply
    `answers` another kind: it goes to the sender of what it approves. `table` is the table it must carry; what a
    register `feeds` into it is not typed again (R185). `annexes` are the tables that go with it from the records.
    What is `published` everybody reads on the public pages from its signature on (R78).
    """

    code: Code
    name: Text
    genre: Genre
    layout: Layout
    sender: Code
    recipients: tuple[Code, ...] = ()
    copies: tuple[Code, ...] = ()
    task: Code | None = None
    answers: Code | None = None
    table: Tabled | None = None
    feeds: Code | None = None
    annexes: tuple[Annexed, ...] = ()
    published: bool = False
    parts: tuple[PaperPart, ...] = ()
    source: Sources = ()
