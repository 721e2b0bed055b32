"""How dispositions are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.rules.sorting import Disposition

DISPOSITIONS: dict[Disposition, Promise] = {
    Disposition.FOR_FEEDBACK: _("fed back to the unit"),
    Disposition.ANSWERED: _("answered directly"),
    Disposition.NOT_IN_REMIT: _("not within the remit"),
    Disposition.DISCIPLINE: _("handed to the discipline body"),
    Disposition.WITHHELD: _("withheld to protect the raiser"),
    Disposition.MERGED: _("merged with another opinion"),
}
