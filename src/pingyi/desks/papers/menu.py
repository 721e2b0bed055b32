"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

PAPERS = Entry("papers", _("Papers"), "file-text", Power.PAPER_READ, Section.OWN, 30)
