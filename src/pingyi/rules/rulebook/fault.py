"""What is wrong with a plan: one value per fault, one sentence per fault, all faults at once.

FaultyPlan
└── carries a non-empty tuple of Fault; nothing else is raised by reading a plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pingyi.rules.rulebook.words import Text

SHOWN = 60
MANY = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that is not allowed: where it stands, what it is (None: missing), and what would be allowed."""

    path: str
    value: str | None
    allowed: Text

    def sentence(self, lang: str) -> str:
        """One sentence a person can act on, in Chinese for `zh…`, else in English."""
        sentence = self.without_path(lang)
        return f"{self.path}：{sentence}" if lang.startswith("zh") else f"{self.path} {sentence}"

    def without_path(self, lang: str) -> str:
        """The same where it is shown beside the value itself."""
        allowed = self.allowed.in_language(lang)
        if lang.startswith("zh"):
            return f"{'缺少此项' if self.value is None else f'现为 {self.value}'}，{allowed}。"
        return f"{'is missing' if self.value is None else f'is {self.value}'}; it must be {allowed}."


class FaultyPlan(ValueError):
    """The plan cannot be used; `faults` names everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence("en") for fault in self.faults))


def listed(names: Iterable[str], meant: str) -> str:
    """The names that may stand here: all of a few; of many, those that look like what was `meant`, and how many."""
    known = [name for name in names if name]
    if len(known) <= MANY:
        return ", ".join(known) or "—"
    near = get_close_matches(meant, known, n=3) or known[:3]
    return f"{', '.join(near)} … ({len(known)})"


def shown(value: object) -> str:
    """A value as a sentence quotes it: on one line, shortened, texts in quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{{{', '.join(list(value)[:4])}}}"[:SHOWN]
    if isinstance(value, list | tuple):
        return f"[{', '.join(shown(item) for item in value[:4])}]"[:SHOWN]
    text = "".join(mark if mark.isprintable() else "�" for mark in str(value)[: SHOWN + 1])
    if len(text) > SHOWN:
        text = text[:SHOWN] + "…"
    return f"“{text}”" if isinstance(value, str) else text
