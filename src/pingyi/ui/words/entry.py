"""The public part of a journal entry, field by field, in the vocabulary's words and the plan's names."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from pingyi.records.campaign.topics import Topic
from pingyi.rules.journal.vocabulary import Field, field_of
from pingyi.rules.journal.vocabulary.fields import part_named
from pingyi.rules.mandate import ROLE_NAMES, Role
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import Text
from pingyi.ui.words.days import dated, moment_in_words
from pingyi.ui.words.phrases import labelled, listed, translated

UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(rf"{DAY.pattern}T[0-9:.]+(?:Z|[+-][0-9:]+)")


def lines(kind: str, public: Mapping[str, Any], book: Rulebook | None) -> Iterator[tuple[str, str]]:
    """Label and text of every field; what lies in another field is labelled with both. Names are the plan's."""
    for name, value in public.items():
        found = field_of(kind, name)
        label = translated(found.words) if found else _member(name, book)
        if isinstance(value, Mapping):
            yield from ((labelled(label, inner), text) for inner, text in lines(kind, value, book))
        else:
            yield label, _text(name, found, value, book)


def _member(name: str, book: Rulebook | None) -> str:
    """What a list by unit, kind of respondent or box has here: the name of that one."""
    if UUID.fullmatch(name):
        return gettext("Ballot box %(number)s") % {"number": name}
    for named in (part_named, lambda book, code: book.survey.stratum_name(code)):
        with suppress(KeyError, StopIteration):
            return translated(named(book, name)) if book else name
    return name


def _text(name: str, field: Field | None, value: Any, book: Rulebook | None) -> str:
    match value:
        case None | "" | []:
            return "—"
        case bool():
            return gettext("yes") if value else gettext("no")
        case [*rows] if rows and all(isinstance(row, list | Mapping) for row in rows):
            terms = _terms(book)
            return listed(_row(row, terms) for row in rows)
        case list():
            return listed(_text(name, field, each, book) for each in value)
        case str():
            return _worded(name, field, value, book)
    return str(value)


def _terms(book: Rulebook | None) -> dict[str, Text]:
    return {term.code: term.name for each in book.vocabularies for term in each.terms} if book else {}


def _row(row: list[Any] | Mapping[str, Any], terms: Mapping[str, Text]) -> str:
    """One of several things of the same make: what is known of it, the plan's terms by their names."""
    values = row.values() if isinstance(row, Mapping) else row
    known = [value for value in values if value not in ("", False)]
    return " ".join(translated(terms[value]) if value in terms else str(value) for value in known)


def _worded(name: str, field: Field | None, value: str, book: Rulebook | None) -> str:
    if DAY.fullmatch(value):
        return dated(date.fromisoformat(value))
    if MOMENT.fullmatch(value):
        return moment_in_words(datetime.fromisoformat(value))
    if field and value in field.values:
        return translated(field.values[value])
    with suppress(ValueError):
        match name:
            case "role" | "party" | "parties":
                return gettext(ROLE_NAMES[Role(value)])
            case "topic":
                return str(Topic(value).label)
    if field and field.named and book:
        with suppress(KeyError, StopIteration):
            return translated(field.named(book, value))
    return value
