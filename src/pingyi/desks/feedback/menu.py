"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

FEEDBACK = Entry("feedback", _("Feedback of opinions"), "news", Power.FEEDBACK_READ, Section.CAMPAIGN, 31)
