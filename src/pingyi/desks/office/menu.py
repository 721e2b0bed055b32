"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

OVERVIEW = Entry("overview", _("Who owes what"), "list-check", Power.DUTY_READ, Section.CAMPAIGN, 10, everywhere=True)
CAMPAIGN = Entry("campaign", _("Campaign"), "calendar-event", Power.DUTY_READ, Section.CAMPAIGN, 20)
OBJECTIONS = Entry("objections", _("Objections"), "scale", Power.OBJECTION_ANSWER, Section.RESULT, 40)
