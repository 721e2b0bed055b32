"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

PEOPLE = Entry("people", _("People"), "users", Power.ACCOUNT_ADMINISTER, Section.ADMINISTRATION, 10)
GRANTS = Entry("grants", _("Roles"), "shield-check", Power.GRANT_ADMINISTER, Section.ADMINISTRATION, 20)
AUDIT = Entry("audit", _("Audit"), "eye", Power.AUDIT_READ, Section.ADMINISTRATION, 30)
