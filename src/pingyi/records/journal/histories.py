"""Everything that was recorded of all things of one kind, for whoever compares all of them with their rows."""

from collections.abc import Collection, Mapping
from typing import Any

from pingyi.records.journal.models import JournalEntry
from pingyi.records.journal.queries import whole_entry
from pingyi.rules.journal.entry import Entry, commitment
from pingyi.rules.journal.subject import BETWEEN, Subject
from pingyi.rules.journal.vocabulary import Statement
from pingyi.rules.journal.vocabulary.timing import SEALED

History = list[tuple[type[Statement], Mapping[str, Any]]]
"""Kind and public part of what was said of one thing, oldest first."""


def histories(noun: str, kinds: Collection[type[Statement]]) -> dict[Subject, History]:
    """What was said, in these kinds, of everything of this noun: one query.

    An entry whose row names another kind or thing than was hashed tells of nothing.
    """
    wanted = {kind.KIND: kind for kind in kinds}
    rows = JournalEntry.objects.filter(subject__startswith=f"{noun}{BETWEEN}", kind__in=list(wanted)).order_by("pk")
    found: dict[Subject, History] = {}
    for kind, about, salt, leaf, apart in rows.values_list("kind", "subject", "subject_salt", "leaf", "apart__body"):
        entry = whole_entry(leaf, apart)
        if str(entry.kind) == kind and _is_about(entry, about, salt):
            found.setdefault(Subject.read(about), []).append((wanted[kind], entry.public))
    return found


def _is_about(entry: Entry, about: str, salt: bytes | memoryview | None) -> bool:
    return entry.subject == (about if salt is None else SEALED + commitment(bytes(salt), about))
