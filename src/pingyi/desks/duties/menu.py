"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

OVERVIEW = Entry("overview", _("Who owes what"), "list-check", Power.DUTY_READ, Section.CAMPAIGN, 10, everywhere=True)
MY_UNIT = Entry("my-unit", _("My unit"), "building", Power.UNIT_READ, Section.OWN, 15)
MY_DUTIES = Entry("my-duties", _("My duties"), "checklist", Power.DUTY_SUBMIT, Section.OWN, 20)
