"""What the menu offers of this desk."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.mandate import Power
from pingyi.ui.shell.navigation import Entry, Section

ATTENTION = Entry("attention", _("Who must act"), "alert-triangle", Power.ATTENTION_READ, Section.CAMPAIGN, 5)
DECISION = Entry("decision", _("Approval of the result"), "gavel", Power.RANKING_READ, Section.RESULT, 20)
DISQUALIFICATIONS = Entry(
    "disqualifications", _("Unqualified units"), "flag", Power.DISQUALIFICATION_READ, Section.RESULT, 50
)
QUALITY = Entry("quality", _("Quality of the appraisal"), "chart-bar", Power.ATTENTION_READ, Section.CAMPAIGN, 60)
