"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

VIOLATIONS = Entry("violations", _("Possible violations"), "gavel", Power.VIOLATION_READ, Section.CAMPAIGN, 63)
BOARD = Entry("integrity", _("Integrity board"), "eye", Power.CONDUCT_READ, Section.CAMPAIGN, 64)
CONDUCT = Entry("conduct", _("The eight prohibitions"), "shield-check", Power.CONDUCT_READ, Section.CAMPAIGN, 62)
