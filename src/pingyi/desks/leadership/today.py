"""The signed result, which waits for the leader's word."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import ruling
from pingyi.rules.mandate import PhaseState, Power, Role
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work


def decision(request: Request) -> Iterator[Matter]:
    """A result that all parties signed and nobody has ruled on: some seven queries."""
    waits = ruling.ACT.awaited(request.campaign) if request.campaign else None
    if waits:
        yield Matter(Part.AWAITS, _("Approve or return the result"), reverse("decision"), since=waits.since)


DECISION = Source(Power.RANKING_APPROVE, decision)
LEADER = Work(
    Role.LEADING_GROUP_LEADER, PhaseState.INSPECT, gettext_lazy("You approve the signed result, or return it.")
)
MEMBER = Work(
    Role.LEADING_GROUP_MEMBER,
    PhaseState.INSPECT,
    gettext_lazy("You read the signed result with every number behind it, and advise the leader."),
)
