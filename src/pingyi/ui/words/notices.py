"""A notice in a sentence, the same at every desk; each room has the words of its own in its `notices.py`."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext

from pingyi.records.outbox.kinds import NoticeKind
from pingyi.records.outbox.queries import Note
from pingyi.records.rooms import declared
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.rulebook.words import inner_quotes
from pingyi.ui.words.days import in_words


def sentence(note: Note, book: Rulebook | None) -> str:
    """What the notice says; its kind when nobody taught us the words. What is told of an account needs no book."""
    language = get_language() or "zh"
    values = dict(note.values)
    for day in ("due", "ends"):
        if day in values:
            values[day] = in_words(date.fromisoformat(values[day]))
    if book is not None:
        values |= _named(values, book, language)
    kind = kinds().get(note.kind)
    text = str(kind.words) % values if kind else note.kind
    owner = next((each.name for each in book.units if each.code == note.values.get("unit")), None) if book else None
    if kind and owner and kind.of_owner:
        return gettext("%(owner)s: %(said)s") % {"owner": owner.in_language(language), "said": text}
    return text


def _named(values: dict[str, str], book: Rulebook, language: str) -> dict[str, str]:
    """What the plan has names for, by name."""
    names = {unit.code: unit.name for unit in book.units} | {each.code: each.name for each in book.conduct.prohibitions}
    found = {key: names[code] for key, code in values.items() if key in ("unit", "prohibition") and code in names}
    if "phase" in values:
        found["phase"] = book.phase(values["phase"]).name
    named = {key: name.in_language(language) for key, name in found.items()}
    if "task" in values:
        named["task"] = inner_quotes(book.task(values["task"]).title.in_language(language))
    return named


def page_of(note: Note, may_open: Callable[[str], bool]) -> str:
    """Where what the notice is about can be seen by whom `may_open` asks for; nothing where they may open no page."""
    kind = kinds().get(note.kind)
    pages = (kind.page, *kind.elsewhere) if kind and kind.page else ()
    args = [int(note.about.reference)] if kind and kind.of_owner else None
    return next(filter(may_open, (reverse(page, args=args) for page in pages)), "")


def kinds() -> dict[str, NoticeKind]:
    """Every kind of notice that a room declares."""
    return {kind.code: kind for kind in declared("notices", NoticeKind)}
