"""The only way to a package: the office, and the unit's people once it was read out to them.

Whether its opinions exist for somebody of the office, the ceremony asks (`ceremonies.feedback`).
"""

from pingyi.records.campaign.queries import CurrentCampaign
from pingyi.records.feedback.errors import PackageHidden
from pingyi.records.feedback.queries import PackageView, package, packages
from pingyi.rules.mandate import Actor, Power, UnitRef, check, reach


def access_package(actor: Actor, pk: int, campaign: CurrentCampaign) -> PackageView:
    """A package that the actor may see. Raises RoleRefused, PhaseRefused, ScopeRefused (hidden), PackageHidden."""
    check(actor, Power.FEEDBACK_READ, phase=campaign.phase)
    view = package(pk, campaign)
    if view is None:
        raise PackageHidden(hidden=True)
    check(actor, Power.FEEDBACK_READ, phase=campaign.phase, unit=UnitRef(view.package.unit))
    if not _exists(view, actor):
        raise PackageHidden(hidden=True)
    return view


def packages_read(actor: Actor, campaign: CurrentCampaign, unit: str | None = None) -> list[PackageView]:
    """Every package that the actor may see, or every one of a unit."""
    check(actor, Power.FEEDBACK_READ, phase=campaign.phase)
    units = reach(actor, Power.FEEDBACK_READ)
    found = packages(campaign, unit)
    return [each for each in found if (units is None or each.package.unit in units) and _exists(each, actor)]


def _exists(view: PackageView, actor: Actor) -> bool:
    """For the unit there is what was read out and stands; and nothing of it before that."""
    return actor.appraised_unit is None or (view.stated and not view.replaced)
