"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

CASES = Entry("cases", _("Cases"), "list-check", Power.CASE_READ, Section.CAMPAIGN, 32)
FIGURES = Entry("case-figures", _("Figures of cases"), "chart-bar", Power.CASE_COUNT, Section.CAMPAIGN, 33)
GIVEN = Entry("given-cases", _("Matters in hand"), "checklist", Power.CASE_WORK, Section.OWN, 34)
