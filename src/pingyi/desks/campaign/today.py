"""A campaign to begin, a phase to open."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pingyi.rules.mandate import Power
from pingyi.rules.timetable import midnight
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source
from pingyi.ui.words.phrases import translated


def phase(request: Request) -> Iterator[Matter]:
    """The next phase, from its day on; no query."""
    campaign = request.campaign
    following = campaign.next_phase if campaign else None
    if campaign is None or following is None:
        return
    words = _("Open “%(phase)s”") % {"phase": translated(following.name)}
    if request.at >= midnight(following.starts, campaign.timetable.zone):
        yield Matter(Part.AWAITS, words, reverse("campaign"), begins=following.starts)
    else:
        yield Matter(Part.NEXT, words, reverse("campaign"), begins=following.starts)


def begin(request: Request) -> Iterator[Matter]:
    """Without a campaign: begin one; no query."""
    if request.campaign is None:
        yield Matter(Part.AHEAD, _("Begin a campaign from its plan"), reverse("campaign-begin"))


PHASE = Source(Power.PHASE_OPEN, phase)
BEGIN = Source(Power.CAMPAIGN_CREATE, begin)
