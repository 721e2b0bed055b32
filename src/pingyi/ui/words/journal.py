"""What a journal entry says, in the vocabulary's words and the plan's names; an unknown kind shows as it is written."""

from django.utils.translation import gettext

from pingyi.rules.journal.entry import Entry, Kind
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary import KINDS, Telling
from pingyi.rules.journal.vocabulary.box import BOX
from pingyi.rules.rulebook import Rulebook
from pingyi.ui.words.entry import lines
from pingyi.ui.words.phrases import listed, said


def day_only(entry: Entry) -> bool:
    """Whether the entry's time is that of its day's beginning, and no more is told."""
    kind = KINDS.get(str(entry.kind))
    return kind is not None and kind.TELLING is not Telling.EXACT


TELLING_FIELDS = (
    *("unit", "task", "owner", "phase", "indicator", "prohibition", "kind", "party", "role", "trustee", "step"),
    *("topic", "number", "decision", "year", "ends", "due"),
)
"""Fields whose text says by itself which one of many an entry is about."""


def about(entry: Entry, book: Rulebook | None) -> str:
    """What the public part names, in the plan's names: a unit, a task, a phase, a party; a box by its number."""
    given = {field: entry.public[field] for field in TELLING_FIELDS if entry.public.get(field) not in (None, "")}
    subject = Subject.read(entry.subject)
    box = [gettext("Ballot box %(number)s") % {"number": subject.reference}] if subject.noun == BOX else []
    return listed([*box, *(text for _, text in lines(given, book))])


def words(kind: Kind) -> str:
    """What happened, in the reader's language."""
    known = KINDS.get(str(kind))
    return said(known.WORDS) if known else str(kind)
