"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

CAMPAIGN = Entry("campaign", _("Campaign"), "calendar-event", Power.DUTY_READ, Section.CAMPAIGN, 20)
