"""The tables that a plan declares: which columns, who writes and reads them, what is counted (R61–R187).

A register is data: an office adds one next year by writing it into its plan. What a row of it may hold is judged by
`rules.register`, which also counts.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pingyi.rules.mandate.role import Role
from pingyi.rules.rulebook.limits import AtLeast, Between
from pingyi.rules.rulebook.words import Code, Sources, Text

Amount = Annotated[Decimal, Between(0, 999_999_999)]


class ColumnKind(StrEnum):
    """What stands in a column; COUNT and SHARE are computed, FILES and SIGNATURE have acts of their own."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    TIME_SPAN = "time_span"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    UNIT = "unit"
    PLACE = "place"
    LINK = "link"
    FILES = "files"
    SIGNATURE = "signature"
    ROW = "row"
    COUNT = "count"
    SHARE = "share"


COMPUTED = frozenset({ColumnKind.COUNT, ColumnKind.SHARE})
NUMERIC = frozenset({ColumnKind.NUMBER, ColumnKind.MONEY})
CHOSEN = frozenset({ColumnKind.CHOICE, ColumnKind.CHOICES})
LINKING = frozenset({ColumnKind.ROW, ColumnKind.COUNT})
APART = frozenset({ColumnKind.FILES, ColumnKind.SIGNATURE})
"""Kinds that are not typed into a row: bytes are attached to it, a signature is put under it."""

ENTERED = frozenset(ColumnKind) - COMPUTED - APART
NAMING = frozenset(
    {ColumnKind.TEXT, ColumnKind.PLACE, ColumnKind.DATE, ColumnKind.CHOICE, ColumnKind.UNIT, ColumnKind.PERSON}
)
"""Kinds that can name a row in a list of rows."""

PUBLISHABLE = frozenset(ColumnKind) - APART - LINKING - {ColumnKind.PERSON}
"""Kinds that the public may see: no account, no file and no other register is opened by a public column."""


class Sight(StrEnum):
    """Who sees a column: everybody, whoever reads the register, or only whoever writes it (never exported)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register.

    `vocabulary` is what a choice is made from, `register` what a row refers to or whose referring rows are counted;
    a share is the number column `part` over the number column `whole`.
    """

    code: Code
    name: Text
    kind: ColumnKind
    required: bool = False
    sight: Sight = Sight.INTERNAL
    hint: Text | None = None
    vocabulary: Code | None = None
    register: Code | None = None
    part: Code | None = None
    whole: Code | None = None
    least: Amount | None = None
    most: Amount | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows are counted: those whose choice is one of `terms`, or whose yes/no is yes where none are named."""

    column: Code
    terms: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of a register: rows, or the sum of a number column, that meet every condition.

    With `over` it is a share in percent, `sum` over `over`. With `by` it is a coverage: one figure for each term of
    that choice. `target` is what each figure should reach; with `each` (a unit class) each unit of it, by its own rows
    or, where `unit` names a unit column, by the rows about it.
    """

    code: Code
    name: Text
    where: tuple[Condition, ...] = ()
    sum: Code | None = None
    over: Code | None = None
    by: Code | None = None
    each: Code | None = None
    unit: Code | None = None
    target: Amount | None = None


@dataclass(frozen=True, slots=True)
class Assigning:
    """A row makes a duty of this task (R71), owed by the unit in its column `owner` until the day in `due`."""

    task: Code
    owner: Code
    due: Code


@dataclass(frozen=True, slots=True)
class Posting:
    """A row puts the person in the column `person` to work on the unit in `unit` (R94): only who is fit for it."""

    person: Code
    unit: Code


@dataclass(frozen=True, slots=True)
class Register:
    """A table of the plan. `title` is the column that names a row, `day` the one that says when.

    Rows belong to the unit for which they are written. `personal`: whoever only writes sees their own rows alone.
    `amended_by` names who may amend and withdraw; nobody named means whoever writes. `unique` columns are together
    different in every row of a unit. `phase` is where the work of the campaign has it. `concerns` is the person column
    that says whom a row is about: they read it too (R177). `looks_back` is the register of which
    every row of the campaign before is judged anew here, each by the column that names it (R131). `answered` columns
    are left for whoever amends: a new row has none of them (R177).
    """

    code: Code
    name: Text
    purpose: Text
    columns: Annotated[tuple[Column, ...], AtLeast(1)]
    title: Code
    writers: Annotated[tuple[Role, ...], AtLeast(1)]
    readers: tuple[Role, ...] = ()
    amended_by: tuple[Role, ...] = ()
    personal: bool = False
    day: Code | None = None
    unique: tuple[Code, ...] = ()
    phase: Code | None = None
    concerns: Code | None = None
    looks_back: Code | None = None
    answered: tuple[Code, ...] = ()
    counts: tuple[Count, ...] = ()
    assigns: Assigning | None = None
    posts: Posting | None = None
    source: Sources = ()

    def column(self, code: str) -> Column:
        """The column with this code. Raises KeyError."""
        for each in self.columns:
            if each.code == code:
                return each
        raise KeyError(code)

    def count(self, code: str) -> Count:
        """The figure with this code. Raises KeyError."""
        for each in self.counts:
            if each.code == code:
                return each
        raise KeyError(code)

    @property
    def takes_files(self) -> bool:
        """Whether files are attached to its rows."""
        return any(column.kind is ColumnKind.FILES for column in self.columns)

    @property
    def entered(self) -> tuple[Column, ...]:
        """The columns that are typed in, in plan order."""
        return tuple(each for each in self.columns if each.kind in ENTERED)

    @property
    def as_begun(self) -> "Register":
        """The register as a new row sees it: without what is answered later."""
        return replace(self, columns=tuple(each for each in self.columns if each.code not in self.answered))

    @property
    def published(self) -> tuple[Column, ...]:
        """The columns that the public sees; none where the register is not public."""
        return tuple(each for each in self.columns if each.sight is Sight.PUBLIC)
