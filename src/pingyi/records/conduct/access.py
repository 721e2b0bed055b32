"""The only way to a violation: by the discipline body, whoever decides, and in time whoever is accused.

It does not exist for whoever it implicates: the person, whoever has to do with the unit, whoever is named in it (R196).
"""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from pingyi.records.campaign.fitness import concerned
from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.conduct.errors import ViolationHidden
from pingyi.records.conduct.models import Violation
from pingyi.rules.conduct import OPEN_TO_ACCUSED, OPEN_TO_LEADER
from pingyi.rules.mandate import Actor, Power, Role, check, may

SIGNERS = (Role.COUNTY_LEADER, Role.CITY_BUREAU_UNIT)
"""Who answers for a unit that is accused."""


def visible(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Violation]:
    """Those that exist for this person; for the leader from the hearing on."""
    own = [Q(person__pk=int(actor.ref)) if actor.ref.isdigit() else Q(pk=None)]
    for unit in sorted(concerned(actor, campaign)):
        own += [Q(unit=unit), Q(implicated__contains=[unit])]
    if actor.name:
        own += [Q(facts__contains=actor.name), Q(accused__contains=actor.name)]
    rows = Violation.objects.filter(campaign_id=campaign.code).exclude(reduce(or_, own))
    handles = may(actor, Power.VIOLATION_HANDLE, phase=campaign.phase)
    return rows if handles else rows.filter(state__in=OPEN_TO_LEADER)


def access_violation(actor: Actor, pk: int, campaign: CurrentCampaign) -> Violation:
    """One of them, for its readers. Raises ViolationHidden."""
    check(actor, Power.VIOLATION_READ, phase=campaign.phase)
    found = visible(actor, campaign).filter(pk=pk).first()
    if found is None:
        raise ViolationHidden(hidden=True)
    return found


def concerning(actor: Actor, campaign: CurrentCampaign) -> QuerySet[Violation]:
    """Those in which this person is accused, or answers for the unit that is, once they were told."""
    units = [grant.unit for grant in actor.grants if grant.role in SIGNERS and grant.unit]
    own = Q(person__pk=int(actor.ref)) if actor.ref.isdigit() else Q(pk=None)
    rows = Violation.objects.filter(campaign_id=campaign.code, state__in=OPEN_TO_ACCUSED)
    return rows.filter(own | Q(person=None, unit__in=units))


def access_own(actor: Actor, pk: int, campaign: CurrentCampaign) -> Violation:
    """One that concerns this person. Raises ViolationHidden."""
    check(actor, Power.VIOLATION_DEFEND, phase=campaign.phase)
    found = concerning(actor, campaign).filter(pk=pk).first()
    if found is None:
        raise ViolationHidden(hidden=True)
    return found
