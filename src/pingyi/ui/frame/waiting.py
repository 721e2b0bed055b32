"""Roles without a desk of their own: what their work will be, and from which day."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.rules.mandate import Actor, PhaseState, Role

WORK = {
    Role.APPRAISER: (
        PhaseState.SOLICIT,
        _("You hold the symposia, collect opinions as they were said, and later feed them back to the units."),
    ),
    Role.REPRESENTATIVE: (
        PhaseState.SOLICIT,
        _("You take part in the symposia of your unit, give your opinion, and follow what becomes of it."),
    ),
    Role.INTAKE_CLERK: (
        PhaseState.SOLICIT,
        _("You enter the opinion forms and letters that come in, with an image of the original."),
    ),
    Role.IDENTITY_CUSTODIAN: (
        PhaseState.SOLICIT,
        _("You keep who raised a complaint apart from what was said, and open a name only on two approvals."),
    ),
    Role.DISCIPLINE_LIAISON: (
        PhaseState.SOLICIT,
        _("You take over clues of breaches of discipline from the office, within the time limit of the plan."),
    ),
    Role.PROV_GUEST: (PhaseState.MOBILISE, _("You read what is public of the campaign; nothing is asked of you.")),
}
"""Role → the phase in which its work begins, and the work."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody's work to come; no day before there is a plan, or where the plan has no such phase."""

    work: Promise
    begins: date | None


def waiting(actor: Actor, campaign: CurrentCampaign | None) -> list[Waiting]:
    """What the holder of roles without a desk is told."""
    found = [WORK[role] for role in dict.fromkeys(grant.role for grant in actor.grants) if role in WORK]
    days = {phase.kind: phase.starts for phase in campaign.timetable.phases} if campaign else {}
    return [Waiting(work, days.get(kind)) for kind, work in found]
