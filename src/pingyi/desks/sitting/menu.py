"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

SITTING = Entry("sitting", _("Closing and counting"), "box", Power.BOX_READ, Section.SURVEY, 50)
RECKONING = Entry("reckoning", _("Reckoning"), "chart-bar", Power.RANKING_READ, Section.RESULT, 10)
