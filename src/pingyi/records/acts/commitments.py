"""Before anything rests on an act, it is compared with what the journal says was laid out and signed.

Whoever can change the database can change a row; what the journal committed to when it was signed stays as it was.
"""

from collections.abc import Iterable

from pingyi.records.acts.errors import RowsAltered
from pingyi.records.acts.queries import ActView
from pingyi.records.journal import commitments as journal
from pingyi.rules.encoding import canonical, plain
from pingyi.rules.journal.entry import Entry
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.acts import MINUTES, ActDrawnUp, ActSigned, sealed_name
from pingyi.rules.rulebook.words import Text

THE_MINUTES = Text(zh="会签记录", en="the minutes")


def ensure(*views: ActView) -> None:
    """The acts are what was laid before their parties and what these signed: two queries. Raises RowsAltered."""
    if refused := refusal(*views):
        raise refused


def refusal(*views: ActView | None) -> RowsAltered | None:
    """What a page says of acts that are not: two queries however many."""
    return RowsAltered(what=(THE_MINUTES,)) if altered(view for view in views if view is not None) else None


def altered(views: Iterable[ActView]) -> list[ActView]:
    """Those that are not what was laid before their parties, or not what these signed: two queries however many."""
    known = {Subject.of(MINUTES, view.pk): view for view in views}
    entry = journal.sealed(ActDrawnUp, known)
    signed: dict[Subject, set[bytes]] = {about: set() for about in known}
    for about, name in journal.openings(ActSigned, known):
        signed[about].add(name)
    return [view for about, view in known.items() if not _as_signed(view, entry.get(about), signed[about])]


def _as_signed(view: ActView, entry: tuple[Entry, bytes | None] | None, signed: set[bytes]) -> bool:
    drawn_up = {"kind": view.kind, "digest": view.content_digest, "parties": list(view.parties)}
    names = {canonical(sealed_name(each.party, each.name)) for each in view.signatures}
    recorded = None if entry is None else plain(entry[0].public)
    return (recorded, signed, view.digest) == (drawn_up, names, view.content_digest)
