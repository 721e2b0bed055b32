"""How a package and the feedback to a unit stand, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.ceremonies.feedback import UnitFeedback
from pingyi.records.feedback.queries import UNIT, PackageView


def state_of(view: PackageView) -> Promise:
    """How far a package is."""
    if view.complete:
        return _("handed over")
    if view.replaced:
        return _("replaced by a later one")
    if UNIT in view.parties:
        return _("the office signs")
    if view.stated:
        return _("the unit's leader signs")
    return _("statement missing") if view.meeting else _("frozen, to be read out")


def state_of_unit(own: UnitFeedback) -> Promise:
    """How far the feedback to a unit is."""
    if own.newest is None:
        return _("not fed back yet")
    if own.newest.complete and own.ready:
        return _("handed over; more has come since")
    return state_of(own.newest)
