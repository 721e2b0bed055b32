"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

MY_RESULT = Entry("my-result", _("My unit's result"), "chart-bar", Power.OBJECTION_READ, Section.RESULT, 30)
OBJECTIONS = Entry("objections", _("Objections"), "scale", Power.OBJECTION_ANSWER, Section.RESULT, 40)
