"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

SURVEY = Entry("survey", _("Survey"), "clipboard-check", Power.ROLL_READ, Section.SURVEY, 20)
FREEZE = Entry("freeze", _("Survey agreement"), "pencil", Power.SURVEY_DRAFT, Section.SURVEY, 10)
