"""What the audit administrator reads: every journal entry with who acted, and what happened to roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pingyi.records.journal import errors, soundness
from pingyi.records.journal import queries as journal
from pingyi.records.organisation import queries
from pingyi.rules.journal.entry import Kind
from pingyi.rules.mandate import Power
from pingyi.ui.gate import serves
from pingyi.ui.journal import words

LINES = 100

WHY = {
    errors.Copied: _("This database was signed on another machine: it is a copy."),
    errors.Drill: _("This is a copy for a drill."),
    errors.KeyMissing: _("The file with the journal's key is missing or damaged."),
    errors.OtherKey: _("The key or the name at hand is not the one that signed this journal."),
    errors.OutOfStep: _("This database is an older one than the one signed last, or another."),
    errors.Tampered: _("Rows of the journal were changed behind the programme's back."),
    errors.Vanished: _("An entry was written, and then removed or changed before it was signed."),
}
"""Why the journal is not signed."""


@serves(Power.AUDIT_READ)
def show(request: HttpRequest) -> HttpResponse:
    """The newest entries, or those before one; `kind` narrows them."""
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "")
    lines = journal.recent(LINES, kind=kind, before=int(before) if before.isdecimal() else None)
    names = queries.names(line.actor for line in lines)
    changed = {place for place, _fault in soundness.faults([line.index for line in lines if line.index is not None])}
    shown = [(line, words(line.kind), names.get(line.actor, line.actor), line.index in changed) for line in lines]
    older = lines[-1].ref if len(lines) == LINES else None
    kinds = [(each, words(Kind.parse(each))) for each in journal.kinds()]
    alarm = soundness.alarm()
    context = {"lines": shown, "kind": kind, "older": older, "kinds": kinds, "head": journal.latest_checkpoint()}
    return render(request, "steward/audit.html", context | {"alarm": alarm and WHY[type(alarm)]})


@serves(Power.AUDIT_READ)
def roles(request: HttpRequest) -> HttpResponse:
    """What happened to roles: who did it, when and why."""
    return render(request, "steward/role_history.html", {"events": queries.grant_history()})
