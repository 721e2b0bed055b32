"""How the fields of public parts are called, and their values said: a noun names its own in `FIELDS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field's words in both languages.

    `values` are words for its values; `named` finds what the plan calls one (raises KeyError or StopIteration);
    `tells`: its text says by itself which one of many an entry is about.
    """

    zh: str
    en: str
    identifies: bool = False
    values: Mapping[str, Text] = field(default_factory=dict)
    named: Callable[[Rulebook, str], Text] | None = None

    @property
    def words(self) -> Text:
        """What the field is called."""
        return Text(zh=self.zh, en=self.en)


def part_named(book: Rulebook, code: str) -> Text:
    """A unit or a body of the plan."""
    return next(each.name for each in book.parts if each.code.lower() == code.lower())


def campaign_named(book: Rulebook, code: str) -> Text:
    """The campaign of the plan by its title; what else a campaign's entry is about is a part of the plan."""
    return book.title if code == f"{book.code}-{book.year}".lower() else part_named(book, code)


SHARED = {
    "campaign": Field(zh="评议活动", en="Campaign", named=campaign_named),
    "count": Field(zh="数量", en="How many"),
    "decision": Field(zh="决定文号", en="Number of the decision", identifies=True),
    "digest": Field(zh="所签内容的指纹", en="Fingerprint of what was signed"),
    "first": Field(zh="起始编号", en="From number"),
    "last": Field(zh="终止编号", en="To number"),
    "number": Field(zh="文号", en="Number of the document", identifies=True),
    "phase": Field(zh="阶段", en="Phase", identifies=True, named=lambda book, code: book.phase(code).name),
    "plan": Field(zh="方案指纹", en="Fingerprint of the plan"),
    "reason": Field(zh="理由", en="Reason"),
    "source": Field(zh="来源", en="Source"),
    "unit": Field(zh="单位", en="Unit", identifies=True, named=part_named),
    "version": Field(zh="版本", en="Version"),
}
"""What entries of several nouns have, and call alike."""
