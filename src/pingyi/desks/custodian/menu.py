"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

IDENTITIES = Entry("unsealings", _("Sealed identities"), "lock", Power.UNSEALING_READ, Section.CAMPAIGN, 28)
CLUES = Entry("clues", _("Sealed reports of wrongdoing"), "mail", Power.CLUE_READ, Section.CAMPAIGN, 35)
