"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

LEDGER = Entry("ledger", _("Rectification ledger"), "clipboard-check", Power.LEDGER_READ, Section.CAMPAIGN, 30)
