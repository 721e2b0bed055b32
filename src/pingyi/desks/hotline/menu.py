"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

OPINIONS = Entry("opinions", _("What citizens say"), "mail", Power.OPINION_READ, Section.CAMPAIGN, 27)
TOTALS = Entry("opinion-totals", _("Where opinions end"), "checklist", Power.OPINION_RECKON, Section.CAMPAIGN, 29)
