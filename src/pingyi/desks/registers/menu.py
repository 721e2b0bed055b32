"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

REGISTERS = Entry("registers", _("Registers"), "book-2", Power.REGISTER_READ, Section.CAMPAIGN, 15)
COVERAGE = Entry("coverage", _("Coverage of the units"), "list-check", Power.REGISTER_READ, Section.CAMPAIGN, 16)
