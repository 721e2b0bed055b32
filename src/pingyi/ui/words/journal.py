"""What a journal entry says, in the vocabulary's words and the plan's names; an unknown kind shows as it is written."""

from collections.abc import Mapping

from django.utils.translation import gettext

from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import KINDS, Timing, field_of
from pingyi.rules.journal.vocabulary.box import BOX
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.entry import lines
from pingyi.ui.words.phrases import listed, translated

Cell = tuple[str, str]
"""Whose answers a box takes: the codes of its unit and of its stratum."""


def day_only(entry: Entry) -> bool:
    """Whether the entry's time is that of its day's beginning, and no more is told."""
    kind = KINDS.get(str(entry.kind))
    return kind is not None and kind.TIMING is not Timing.EXACT


def about(entry: Entry, book: Rulebook | None, boxes: Mapping[str, Cell]) -> str:
    """What the public part names, in the plan's names: a unit, a task, a phase, a party; a box by whose it is."""
    kind = str(entry.kind)
    shown = (name for name in KINDS[kind].PUBLIC.values() if _identifies(kind, name)) if kind in KINDS else ()
    given = {name: entry.public[name] for name in shown if entry.public.get(name) not in (None, "")}
    subject = Subject.read(entry.subject)
    box = _box(subject.reference, book, boxes) if subject.noun == BOX else []
    return listed([*box, *(text for _, text in lines(kind, given, book))])


def _identifies(kind: str, name: str) -> bool:
    found = field_of(kind, name)
    return found is not None and found.identifies


def _box(number: str, book: Rulebook | None, boxes: Mapping[str, Cell]) -> list[str]:
    """Unit and kind of respondents of a box; its number where it is of no campaign that is shown."""
    if book is None or number not in boxes:
        return [gettext("Ballot box %(number)s") % {"number": number}]
    unit, stratum = boxes[number]
    return [translated(book.unit(unit).name), translated(book.survey.stratum_name(stratum))]


def words(kind: Kind) -> str:
    """What happened, in the reader's language."""
    known = KINDS.get(str(kind))
    return translated(known.WORDS) if known else str(kind)
