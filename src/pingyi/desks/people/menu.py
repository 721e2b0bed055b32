"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

RECUSAL = Entry("recusal", _("My recusals"), "flag", Power.RECUSAL_DECLARE, Section.OWN, 40)
APPOINTMENTS = Entry("appointments", _("My appointments"), "file-text", Power.APPOINTMENT_RECEIVE, Section.OWN, 41)
POOLS = Entry("pools", _("Drawing people"), "list-check", Power.POOL_READ, Section.CAMPAIGN, 26)
PEOPLE = Entry("readiness", _("People for the work"), "users", Power.PEOPLE_READ, Section.CAMPAIGN, 25)
