"""What the audit administrator reads: every journal entry with who acted, and what happened to roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pingyi.records.journal import queries as journal
from pingyi.records.organisation import queries
from pingyi.rules.journal.entry import Kind
from pingyi.rules.mandate import Power
from pingyi.ui.gate import serves
from pingyi.ui.journal import words

LINES = 100


@serves(Power.AUDIT_READ)
def show(request: HttpRequest) -> HttpResponse:
    """The newest entries, or those before one; `kind` narrows them."""
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "")
    lines = journal.recent(LINES, kind=kind, before=int(before) if before.isdecimal() else None)
    names = queries.names(line.actor for line in lines)
    shown = [(line, words(line.entry.kind), names.get(line.actor, line.actor)) for line in lines]
    older = lines[-1].ref if len(lines) == LINES else None
    kinds = [(each, words(Kind.parse(each))) for each in journal.kinds()]
    return render(request, "steward/audit.html", {"lines": shown, "kind": kind, "older": older, "kinds": kinds})


@serves(Power.AUDIT_READ)
def roles(request: HttpRequest) -> HttpResponse:
    """What happened to roles: who did it, when and why."""
    return render(request, "steward/role_history.html", {"events": queries.grant_history()})
