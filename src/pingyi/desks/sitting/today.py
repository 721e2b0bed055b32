"""What lies before the parties and waits for this person's signature; a result that the leading group returned."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import reckoning
from pingyi.rules.mandate import PhaseState, Power, Role
from pingyi.ui.door.acts import waiting
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work


def signatures(request: Request) -> Iterator[Matter]:
    """Every act that misses this person's signature: two queries at the most for joint acts."""
    for each in waiting(request.actor, request.campaign) if request.campaign else ():
        yield Matter(Part.AWAITS, str(each.page.words), reverse(each.page.page), since=each.since)


def returned(request: Request) -> Iterator[Matter]:
    """The result that all signed and the leading group sent back: some five queries."""
    kept = reckoning.signed_reckoning(request.campaign) if request.campaign else None
    if kept and kept.ruling and not kept.approved:
        words = _("The leading group returned the result: %(reason)s") % {"reason": kept.ruling.reason}
        yield Matter(Part.BACK, words, reverse("reckoning"), since=kept.ruling.at)


SIGNATURES = Source(Power.ACCOUNT_USE, signatures)
RETURNED = Source(Power.RECKONING_RUN, returned)
SUPERVISOR = Work(
    Role.SUPERVISOR,
    PhaseState.INSPECT,
    gettext_lazy("You are present when the boxes are opened, and sign what is opened, the counts and the result."),
)
LEAD = Work(
    Role.STAT_LEAD,
    PhaseState.INSPECT,
    gettext_lazy("You sit at the opening of the boxes, have the ballots counted a second time, and sign what agrees."),
)
OFFICER = Work(
    Role.STAT_OFFICER,
    PhaseState.INSPECT,
    gettext_lazy("You count the ballots a second time on the bureau's own machine."),
)
