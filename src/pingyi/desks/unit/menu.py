"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

MY_UNIT = Entry("my-unit", _("My unit"), "building", Power.UNIT_READ, Section.OWN, 15)
MY_DUTIES = Entry("my-duties", _("My duties"), "checklist", Power.DUTY_SUBMIT, Section.OWN, 20)
MY_RESULT = Entry("my-result", _("My unit's result"), "chart-bar", Power.OBJECTION_READ, Section.RESULT, 30)
