"""What comes for representatives and appraisers, and what they can do at any time."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pingyi.rules.mandate import PhaseState, Power, Role
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work


def part(request: Request) -> Iterator[Matter]:
    """The page itself; no query."""
    if request.campaign is not None and request.campaign.approved:
        yield Matter(Part.AHEAD, _("See what became of what you raised"), reverse("my-part"))


PART = Source(Power.PARTICIPATION_READ, part)
APPRAISER = Work(
    Role.APPRAISER,
    PhaseState.SOLICIT,
    gettext_lazy("You hold the symposia, collect opinions as they were said, and later feed them back to the units."),
)
REPRESENTATIVE = Work(
    Role.REPRESENTATIVE,
    PhaseState.SOLICIT,
    gettext_lazy("You take part in the symposia of your unit, give your opinion, and follow what becomes of it."),
)
