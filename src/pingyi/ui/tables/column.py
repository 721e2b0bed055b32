"""One column of a table: its heading, and what its cells may say, wherever they are written.

`CellField` judges what stands in a file's cell and what is typed into a field: what one takes, so does the other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pingyi.rules.writing import tidy
from pingyi.ui.tables.spreadsheet import ensure_legible

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")  # some spreadsheets run full-width ones, and behind spaces
PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9 .,-]*")

Across = Callable[[dict[str, Any]], tuple[str, str] | None]
"""Judges a row by itself: None, or the key of the column at fault and a sentence saying what is allowed."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its heading may be written, and what its cells may say.

    `read` turns a cell's text into its value and raises ValueError with a sentence saying what is allowed; `say` tells
    a value to people. `choices` are what a form offers to choose from;
    What is not `kept` may stand in the file, and nothing of it is read.
    `lines` allows line breaks, `name` refuses what programs leave in names that they cannot write; `days` takes what a
    spreadsheet keeps as a date, as 2026-07-16.
    """

    key: str
    zh: str
    en: str
    required: bool = False
    unique: bool = False
    most: int = 200
    read: Callable[[str], Any] = str
    display: Callable[[Any], str] = str
    note: str = ""
    lines: bool = False
    name: bool = False
    days: bool = False
    choices: tuple[str, ...] = ()
    kept: bool = True

    @property
    def title(self) -> str:
        """The heading in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    @property
    def headings(self) -> frozenset[str]:
        """Every accepted spelling of the heading."""
        return frozenset({folded(self.key), folded(self.zh), folded(self.en)})


class CellField(forms.CharField):
    """A cell as a form's field: its text becomes its value, or ValidationError says what is allowed."""

    def __init__(self, column: Column) -> None:
        offered = [("", "—"), *((each, each) for each in column.choices)]
        super().__init__(
            label=column.title,
            required=column.required,
            max_length=column.most,
            help_text="" if column.choices else column.note,
            widget=forms.Select(choices=offered) if column.choices else forms.TextInput,
        )
        self.column = column

    def clean(self, value: Any) -> Any:
        text, column = tidy(str(value or "")), self.column
        if column.required and not text:
            raise ValidationError(_("This cell may not be empty."))
        if looks_like_formula(text):
            raise ValidationError(
                _("A cell may not begin with = + - or @: spreadsheets would run it. Remove that sign.")
            )
        if len(text) > column.most:
            raise ValidationError(_("At most %(limit_value)d characters.") % {"limit_value": column.most})
        try:
            return column.read(ensure_legible(text, lines=column.lines, name=column.name))
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would run this text; a plain signed number is harmless."""
    return bool(FORMULA.match(text)) and not PLAIN_NUMBER.fullmatch(text)


def folded(title: str) -> str:
    """A heading as people compare it: full and half width alike, without blanks and the star of what is required."""
    return "".join(normalize("NFKC", title[:200]).split()).strip("*:").casefold()
