"""The columns of a frame's table. Every reader says what it allows."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pingyi.rules.rulebook import Rulebook
from pingyi.rules.sampling.frame import Ambiguity, ambiguity
from pingyi.ui.tables.column import Column
from pingyi.ui.words.phrases import listed, translated

NUMBERS_OF_PEOPLE = re.compile(r"\d{17}[\dXx]|1\d{10}")
"""Identity cards and mobile telephones: a reference is opaque."""

SENTENCES = {
    Ambiguity.EMPTY: gettext_noop("This cell may not be empty."),
    Ambiguity.BLANK: gettext_noop("No blank at the beginning or end."),
    Ambiguity.BAR: gettext_noop("No “|”: it separates the parts of what is hashed in the draw."),
    Ambiguity.CONTROL: gettext_noop("No line breaks or unusual blanks: other tools would read them differently."),
    Ambiguity.FORM: gettext_noop("Type accented letters as one sign (Unicode form C): other tools would hash another."),
    Ambiguity.DIGIT: gettext_noop("Digits 0-9 only: full-width digits look alike and hash differently."),
}


def frame_columns(book: Rulebook) -> tuple[Column, ...]:
    """Columns of the table of one unit's frame."""
    names_of = {stratum.code: translated(stratum.name) for stratum in book.survey.strata}
    names = listed(stratum.name.zh for stratum in book.survey.strata)
    opaque = _("your own serial number, unique in the table; never an identity-card or telephone number")
    return (
        Column("ref", "编号", "Reference", required=True, unique=True, most=64, read=_reference, note=opaque),
        Column(
            "stratum", "类别", "Stratum", required=True, read=_stratum(book), display=names_of.__getitem__, note=names
        ),
        Column("name", "姓名", "Name", required=True, most=100, name=True),
        Column("address", "地址", "Address", required=True, most=300, name=True),
    )


def same_everywhere(text: str) -> str:
    """The text, if every tool reads it alike. Raises ValueError with a sentence."""
    fault = ambiguity(text)
    if fault:
        raise ValueError(_(SENTENCES[fault]))
    return text


def _reference(text: str) -> str:
    if NUMBERS_OF_PEOPLE.fullmatch(text):
        raise ValueError(_("This looks like an identity-card or telephone number. Use a serial number of your own."))
    return same_everywhere(text)


def _stratum(book: Rulebook) -> Callable[[str], str]:
    allowed: dict[str, str] = {}
    for stratum in book.survey.strata:
        allowed |= {key.casefold(): stratum.code for key in (stratum.code, stratum.name.zh, stratum.name.en) if key}

    def value(text: str) -> str:
        found = allowed.get(text.casefold())
        if found is None:
            names = listed(translated(stratum.name) for stratum in book.survey.strata)
            raise ValueError(_("Not a stratum of the plan. Allowed: %(values)s") % {"values": names})
        return found

    return value
