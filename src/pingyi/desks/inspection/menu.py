"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

TEAMS = Entry("teams", _("Inspection teams"), "users", Power.INSPECTION_APPOINT, Section.INSPECTION, 10)
SHEETS = Entry("sheets", _("Score sheets"), "scale", Power.INSPECTION_READ, Section.INSPECTION, 20)
