"""Texts and numbers in the reader's language: names in a row, names before what they name."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _


def listed(names: Iterable[Any]) -> str:
    """One after the other: 甲、乙."""
    return _(", ").join(map(str, names))


def labelled(label: Any, text: Any) -> str:
    """What is said of something: 甲：乙."""
    return _("%(label)s: %(text)s") % {"label": label, "text": text}


def aside(text: Any) -> str:
    """What is said in passing, after something: 甲（乙）."""
    return _(" (%(text)s)") % {"text": text}


def running(sentences: Iterable[str]) -> str:
    """Sentences one after the other, with a blank between them where the language has blanks."""
    return ("" if (get_language() or "zh").startswith("zh") else " ").join(sentences)


def translated(text: Any) -> str:
    """A bilingual plan text in the reader's language."""
    chinese = (get_language() or "zh").startswith("zh")
    return str(text.zh if chinese or not text.en else text.en)


def percent(share: Fraction) -> str:
    """A share in percent, to one decimal: 62.5%."""
    return f"{exact(100 * share, 1)}%"


def exact(value: Fraction | Decimal | int | None, places: int = 2) -> str:
    """An exact number rounded half-up for display only."""
    if value is None:
        return "—"
    above, below = Fraction(value).as_integer_ratio()
    whole = (2 * abs(above) * 10**places + below) // (2 * below)
    digits = str(whole).rjust(places + 1, "0")
    sign = "-" if above < 0 and whole else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
