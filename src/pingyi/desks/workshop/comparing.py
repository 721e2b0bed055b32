"""Where two plans differ, as people read it: the place, what stood there, what stands there now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pingyi.desks.workshop.plan import Plan
from pingyi.rules.rulebook import differences
from pingyi.rules.rulebook.difference import ORDER, Difference
from pingyi.rules.rulebook.outline import called
from pingyi.rules.rulebook.words import Text
from pingyi.ui.words.phrases import listed, translated


@dataclass(frozen=True, slots=True)
class Change:
    """One place where two plans differ; `english`: what stands there is the English wording, `code`: it is a code."""

    place: str
    before: str
    after: str
    english: bool = False
    code: bool = False

    @property
    def values(self) -> tuple[str, str]:
        """Both, as they stand side by side."""
        return self.before or "—", self.after or "—"


def changes(before: Plan, after: Plan) -> list[Change]:
    """All of them, in the order of the plan."""
    return [_change(each, before, after) for each in differences(before.judged.book, after.judged.book)]


def _change(found: Difference, before: Plan, after: Plan) -> Change:
    if found.path.endswith(ORDER):
        path = found.path.removesuffix(ORDER)
        place = _("%(place)s (order)") % {"place": after.in_words(path, before)}
        return Change(place, _ordered(before, path, found.before), _ordered(after, path, found.after))
    name = found.path.rpartition(".")[2]
    return Change(
        after.in_words(found.path, before),
        shown(found.before, before.words_at(found.path)),
        shown(found.after, after.words_at(found.path)),
        english=name == "en",
        code=name == "code",
    )


def _ordered(plan: Plan, path: str, codes: str | None) -> str:
    return listed(plan.called(path, (codes or "").split(", ")))


def shown(value: str | None, words: Mapping[str, str]) -> str:
    """A value of a difference for people: a whole entry by its name, a code by `words`, a list one after the other."""
    try:
        return _spelled(json.loads(value), words) if value is not None else "—"
    except ValueError:
        return words.get(str(value), str(value))


def _spelled(value: Any, words: Mapping[str, str]) -> str:
    match value:
        case bool():
            return _("yes") if value else _("no")
        case {"zh": str(zh)}:
            return translated(Text(zh, str(value.get("en") or zh)))
        case dict():
            name = called(value)
            filled = (each for each in value.values() if each is not None)
            return translated(name) if name else listed(_spelled(each, words) for each in filled)
        case list():
            return listed(_spelled(each, words) for each in value)
    return words.get(str(value), str(value))
