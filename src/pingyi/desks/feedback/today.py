"""Packages that wait: for the office to be made, read out or signed, for the unit's leader to be signed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pingyi.ceremonies import feedback
from pingyi.records.feedback.queries import UNIT
from pingyi.rules.mandate import PhaseState, Power
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source

EARLY = (PhaseState.BEFORE, PhaseState.MOBILISE, PhaseState.SOLICIT)
"""Phases in which nobody asks for feedback yet."""


def of_office(request: Request) -> Iterator[Matter]:
    """Units that are not fed back to, or that more has come for since."""
    campaign = request.campaign
    if campaign is None or campaign.phase in EARLY:
        return
    waits = [each for each in feedback.standings(campaign, actor=request.actor) if each.waits]
    if waits:
        words = ngettext("Feed opinions back to %(n)d unit", "Feed opinions back to %(n)d units", len(waits))
        due = feedback.due(waits, campaign)
        yield Matter(Part.OWED, words % {"n": len(waits)}, reverse("feedback"), due=due)


def of_leader(request: Request) -> Iterator[Matter]:
    """What was read out and waits for the leader's signature."""
    campaign = request.campaign
    for view in feedback.packages(campaign, actor=request.actor) if campaign else ():
        if UNIT not in view.parties:
            url = reverse("package", args=[view.pk])
            yield Matter(Part.AWAITS, _("Sign for the opinions that were read out"), url, since=view.frozen_at)


OFFICE = Source(Power.FEEDBACK_PREPARE, of_office)
LEADER = Source(Power.FEEDBACK_RECEIVE, of_leader)
