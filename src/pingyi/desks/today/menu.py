"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

TODAY = Entry("today", _("Today"), "checklist", Power.ACCOUNT_USE, Section.OWN, 10)
