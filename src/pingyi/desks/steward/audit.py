"""What the audit administrator reads: every journal entry with who acted, and what happened to roles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import commitments
from pingyi.desks.steward.forms import AuditForm
from pingyi.desks.steward.heads import HISTORY
from pingyi.records.box.queries import cells
from pingyi.records.journal import errors, soundness
from pingyi.records.journal import queries as journal
from pingyi.records.organisation import queries
from pingyi.rules.journal.entry import Kind
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.campaign import CAMPAIGN
from pingyi.rules.journal.vocabulary.organisation import ACCOUNT
from pingyi.rules.mandate import ROLE_NAMES, Power, Role
from pingyi.rules.rulebook import Rulebook
from pingyi.rules.timetable import SHANGHAI
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request
from pingyi.ui.tables.download import xlsx_file
from pingyi.ui.tables.lists import list_of
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.entry import lines as lines_of
from pingyi.ui.words.journal import Cell, about, words
from pingyi.ui.words.phrases import labelled, listed, translated

UNNAMED = frozenset({Role.CLOCKWORK, Role.PUBLIC, Role.RESPONDENT})
LINES = 100
MOST = 20_000
"""Entries in one file: as many rows as we would read again."""

WHY = {
    errors.Copied: gettext_lazy("This database was signed on another machine: it is a copy."),
    errors.Drill: gettext_lazy("This is a copy for a drill."),
    errors.KeyMissing: gettext_lazy("The file with the journal's key is missing or damaged."),
    errors.OtherKey: gettext_lazy("The key or the name at hand is not the one that signed this journal."),
    errors.OutOfStep: gettext_lazy("This database is an older one than the one signed last, or another."),
    errors.Tampered: gettext_lazy("Rows of the journal were changed behind the programme's back."),
    errors.Vanished: gettext_lazy("An entry was written, and then removed or changed before it was signed."),
}
"""Why the journal is not signed."""


@dataclass(frozen=True, slots=True)
class Names:
    """By which names entries are told: of people by number, with the roles held now; the plan's; whose a box is."""

    people: dict[str, tuple[str, tuple[Role, ...]]]
    book: Rulebook | None
    boxes: Mapping[str, Cell]

    def who(self, line: journal.Recorded) -> str:
        """Name and post of whoever acted; the programme, a visitor and a respondent have no name."""
        if line.actor not in self.people:
            return _(ROLE_NAMES[Role(line.actor)]) if line.actor in UNNAMED else line.actor
        name, roles = self.people[line.actor]
        return labelled(name, listed(_(ROLE_NAMES[role]) for role in roles)) if roles else name

    def about(self, line: journal.Recorded) -> str:
        """On whom or what; as the journal spells it where there are no names."""
        on = Subject.read(line.subject)
        if on.noun == ACCOUNT and on.reference in self.people:
            return self.people[on.reference][0]
        named = about(line.entry, self.book, self.boxes) if line.entry else ""
        if not named and on.noun == CAMPAIGN and self.book:
            return translated(self.book.called)
        return named or line.subject

    def public(self, line: journal.Recorded) -> list[str]:
        """The public part, field by field."""
        entry = line.entry
        return [labelled(*each) for each in lines_of(str(entry.kind), entry.public, self.book)] if entry else []


@serves(Power.AUDIT_READ)
def show(request: Request) -> HttpResponse:
    """The newest entries or the oldest, or those that follow one; kind, person and day narrow them."""
    form = AuditForm.in_address(request).offering((each, words(Kind.parse(each))) for each in journal.kinds())
    query = form.cleaned()
    lines = _lines(query, LINES, query["beyond"])
    names = _names(request, lines)
    changed = {place for place, _fault in soundness.faults([line.index for line in lines if line.index is not None])}
    shown = [
        (line, words(line.kind), names.who(line), names.about(line), line.index in changed, names.public(line))
        for line in lines
    ]
    beyond = lines[-1].ref if len(lines) == LINES else None
    alarm = soundness.alarm()
    context = {"form": form, "lines": shown, "beyond": beyond, "head": journal.latest_checkpoint()}
    return render(request, "steward/audit.html", context | {"alarm": alarm and WHY[type(alarm)]})


@serves(Power.AUDIT_READ)
def table(request: Request) -> HttpResponse:
    """The same entries, narrowed in the same way, as .xlsx."""
    lines = _lines(AuditForm.in_address(request).cleaned(), MOST)
    names = _names(request, lines)
    heading = [_("Time"), _("Kind of entry"), _("Who"), _("On what"), _("Public part"), _("Place in the journal")]
    rows = [
        [
            f"{line.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
            words(line.kind),
            names.who(line),
            names.about(line),
            "\n".join(names.public(line))[:30_000],
            "" if line.index is None else line.index,
        ]
        for line in lines
    ]
    return xlsx_file("audit", write_xlsx(heading, rows))


@serves(Power.AUDIT_READ)
def rows(request: Request) -> HttpResponse:
    """What the rows of roles and of the campaign say, compared with what the journal says, all of it and now."""
    altered = (*commitments.audit_roles(), *(commitments.audit(request.campaign) if request.campaign else ()))
    return render(request, "steward/rows.html", {"altered": altered})


@serves(Power.AUDIT_READ)
def roles(request: Request) -> HttpResponse:
    """What happened to roles: who did it, when and why."""
    found = list_of(request, queries.grant_history(), HISTORY)
    return found.answer(request, "steward/role_history.html", "role-history")


def _names(request: Request, lines: list[journal.Recorded]) -> Names:
    """The names of those who acted and of those on whom, and the plan's."""
    touched = (Subject.read(line.subject) for line in lines)
    refs = [*(line.actor for line in lines), *(on.reference for on in touched if on.noun == ACCOUNT)]
    book = request.campaign.book if request.campaign else None
    return Names(queries.actors(refs), book, cells(request.campaign_id))


def _lines(query: dict[str, Any], count: int, beyond: int | None = None) -> list[journal.Recorded]:
    return journal.recent(
        count,
        kind=query["kind"],
        beyond=beyond,
        oldest=query["oldest"],
        actors=queries.found_refs(query["who"]) if query["who"] else None,
        day=query["day"] or None,
    )
