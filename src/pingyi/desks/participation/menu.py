"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

MY_PART = Entry("my-part", _("My part"), "users", Power.PARTICIPATION_READ, Section.OWN, 25)
