"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

POST = Entry("post", _("Mail"), "mail", Power.ACCOUNT_ADMINISTER, Section.ADMINISTRATION, 15)
