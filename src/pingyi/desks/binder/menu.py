"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

BINDERS = Entry("binders", _("Evidence binders"), "book-2", Power.BINDER_READ, Section.INSPECTION, 25)
