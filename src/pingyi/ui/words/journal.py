"""What a journal entry says, in the vocabulary's words and the plan's names; an unknown kind shows as it is written."""

from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.journal.vocabulary import KINDS, Telling
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.phrases import listed, said


def day_only(entry: Entry) -> bool:
    """Whether the entry's time is that of its day's beginning, and no more is told."""
    kind = KINDS.get(str(entry.kind))
    return kind is not None and kind.TELLING is not Telling.EXACT


def about(entry: Entry, book: Rulebook | None) -> str:
    """Which task, unit, body or phase of this plan the public part speaks of, by name; nothing where it names none."""
    if book is None:
        return ""
    names = {
        "task": {each.code: each.title for each in book.tasks},
        "owner": {each.code: each.name for each in book.parts},
        "unit": {each.code: each.name for each in book.parts},
        "phase": {each.code: each.name for each in book.calendar.phases},
    }
    given = [named.get(str(entry.public.get(field, ""))) for field, named in names.items()]
    return listed(said(name) for name in given if name)


def words(kind: Kind) -> str:
    """What happened, in the reader's language."""
    known = KINDS.get(str(kind))
    return said(known.WORDS) if known else str(kind)
