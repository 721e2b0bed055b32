"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

KEY_CEREMONY = Entry("key-ceremony", _("Key ceremony"), "key", Power.BOX_CREATE, Section.SURVEY, 30)
KEYS = Entry("keys", _("Keys"), "key", Power.KEY_TEST, Section.SURVEY, 40)
