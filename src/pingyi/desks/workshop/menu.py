"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

WORKSHOP = Entry("workshop", _("Plan workshop"), "pencil", Power.CAMPAIGN_CREATE, Section.CAMPAIGN, 40)
