"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

RAISE = Entry("say", _("Say something"), "pencil", Power.OPINION_RAISE, Section.PUBLIC, 12)
FOLLOW = Entry("follow", _("Look up by receipt code"), "search", Power.OPINION_RAISE, Section.PUBLIC, 13)
