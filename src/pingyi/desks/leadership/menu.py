"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.frame.navigation import Entry, Section

DECISION = Entry("decision", _("Approval of the result"), "gavel", Power.RANKING_READ, Section.RESULT, 20)
DISQUALIFICATIONS = Entry(
    "disqualifications", _("Unqualified units"), "flag", Power.DISQUALIFICATION_READ, Section.RESULT, 50
)
