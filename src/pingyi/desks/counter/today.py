"""What lies before the parties and waits for this person's signature; a result that the leading group returned."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.ceremonies import reckoning
from pingyi.records.acts import queries as acts
from pingyi.rules.acts.kind import CLOSING, COUNT, FREEZE, OPENING, RECKONING
from pingyi.rules.mandate import PhaseState, Power, Role
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work

ACTS = {
    FREEZE.code: (gettext_lazy("Sign the agreement on the survey"), "freeze"),
    CLOSING.code: (gettext_lazy("Sign the closing of the boxes"), "sitting"),
    OPENING.code: (gettext_lazy("Sign what is going to be opened"), "sitting"),
    COUNT.code: (gettext_lazy("Sign the counts"), "sitting"),
    RECKONING.code: (gettext_lazy("Sign the result"), "reckoning"),
}
"""Acts that are signed on a page where more stands than in their minutes: kind → words, page."""


def signatures(request: Request) -> Iterator[Matter]:
    """Every act that misses this person's signature: two queries."""
    for view in acts.awaiting(request.actor, request.campaign_code):
        words, page = ACTS.get(view.kind, (gettext_lazy("Sign what was laid before you"), None))
        url = reverse(page) if page else reverse("minutes", args=[view.pk])
        yield Matter(Part.AWAITS, str(words), url, since=view.drawn_up_at)


def returned(request: Request) -> Iterator[Matter]:
    """The result that all signed and the leading group sent back: some five queries."""
    kept = reckoning.signed_reckoning(request.campaign) if request.campaign else None
    if kept and kept.ruling and not kept.approved:
        words = _("The leading group returned the result: %(reason)s") % {"reason": kept.ruling.reason}
        yield Matter(Part.BACK, words, reverse("reckoning"), since=kept.ruling.at)


SIGNATURES = Source(Power.BOX_READ, signatures)
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
