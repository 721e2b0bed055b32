"""From what somebody types to what stands in a row: one reader for a field of the page and for a cell of a table."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from pingyi.rules.encoding import decimal_text
from pingyi.rules.register import Value
from pingyi.rules.register.judging import SHAPES
from pingyi.rules.rulebook.registers import Column, ColumnKind
from pingyi.rules.writing import half_width
from pingyi.ui.words.phrases import listed

NUMBER = re.compile(r"¥?\s*([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,20})?)")
DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*(?:[-–—~～至到/])\s*([0-9]{1,2}):([0-9]{2})")
SEVERAL = re.compile(r"[、,，;；]")
YES = {"是": True, "有": True, "yes": True, "否": False, "无": False, "no": False}
NAMED = 12

Read = Callable[[str], Value | None]
"""The value of a text, None for an empty one. Raises ValueError with a sentence saying what is allowed."""


def reader(column: Column, choices: Mapping[str, str]) -> Read:
    """How a text for this column is read; `choices` are what it may name, by code."""

    def read(text: str) -> Value | None:
        if not text:
            return None
        match column.kind:
            case ColumnKind.NUMBER | ColumnKind.MONEY:
                return _number(text, column.kind)
            case ColumnKind.DATE:
                return _day(text)
            case ColumnKind.TIME_SPAN:
                return _span(text)
            case ColumnKind.YES_NO:
                return _yes(text)
            case ColumnKind.CHOICES:
                named = (_named(each.strip(), choices) for each in SEVERAL.split(text) if each.strip())
                chosen = set(named)
                return [code for code in choices if code in chosen]
            case ColumnKind.ROW:
                return int(_named(text, choices))
            case ColumnKind.CHOICE | ColumnKind.UNIT | ColumnKind.PERSON:
                return _named(text, choices)
        return text

    return read


def _number(text: str, kind: ColumnKind) -> str:
    found = NUMBER.fullmatch(half_width(text).strip())
    if found is None:
        raise ValueError(_shape(kind))
    return decimal_text(Decimal(found[1].replace(",", "")))


def _day(text: str) -> str:
    found = DAY.fullmatch(half_width(text).strip())
    if found is None:
        raise ValueError(_shape(ColumnKind.DATE))
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise ValueError(_shape(ColumnKind.DATE)) from None


def _span(text: str) -> str:
    found = SPAN.fullmatch(half_width(text).strip())
    if not found:
        raise ValueError(_shape(ColumnKind.TIME_SPAN))
    hour, minute, last_hour, last_minute = found.groups()
    return f"{hour:0>2}:{minute}/{last_hour:0>2}:{last_minute}"


def _yes(text: str) -> bool:
    try:
        return YES[text.strip().lower()]
    except KeyError:
        raise ValueError(_shape(ColumnKind.YES_NO)) from None


def _named(text: str, choices: Mapping[str, str]) -> str:
    """The code that is named by itself or by its words, if only one has them."""
    if text in choices:
        return text
    found = [code for code, words in choices.items() if words == text]
    if len(found) == 1:
        return found[0]
    known = list(choices.values())
    shown = listed(known[:NAMED]) + (" …" if len(known) > NAMED else "")
    raise ValueError(_("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": shown})


def _shape(kind: ColumnKind) -> str:
    return _("Should be %(shape)s.") % {"shape": _(SHAPES[kind])}
