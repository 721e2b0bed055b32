"""How violations are called: what they come from, where they stand, their steps and what is written at them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.rules.conduct import Origin
from pingyi.rules.lifecycle import ViolationState

S = ViolationState
STATES: dict[ViolationState, Promise] = {
    S.REPORTED: pgettext_lazy("violation", "reported"),
    S.SET_ASIDE: pgettext_lazy("violation", "set aside"),
    S.SCREENED: pgettext_lazy("violation", "screened"),
    S.INVESTIGATED: pgettext_lazy("violation", "under investigation"),
    S.NOTIFIED: pgettext_lazy("violation", "open to answers"),
    S.DEFENDED: pgettext_lazy("violation", "to be decided"),
    S.SUBSTANTIATED: pgettext_lazy("violation", "found to be so"),
    S.UNFOUNDED: pgettext_lazy("violation", "unfounded"),
    S.UNPROVED: pgettext_lazy("violation", "not proved"),
    S.CONTESTED: pgettext_lazy("violation", "objected to"),
    S.REFERRED: pgettext_lazy("violation", "handed over"),
    S.ANSWERED: pgettext_lazy("violation", "answered by the body"),
}

ORIGINS: dict[Origin, Promise] = {
    Origin.KNOWLEDGE: _("I know of it myself"),
    Origin.OPINION: _("From an opinion or a complaint"),
    Origin.BALLOT: _("From the report of vote-buying beside the ballot"),
    Origin.LEDGER: _("From a false result in the ledger"),
    Origin.BOARD: _("From the integrity board"),
}

VERBS: dict[str, Promise] = {
    "report": pgettext_lazy("violation", "Report"),
    "screen": pgettext_lazy("violation", "Take it up"),
    "set_aside": pgettext_lazy("violation", "Set it aside"),
    "investigate": pgettext_lazy("violation", "Open the investigation"),
    "add_finding": pgettext_lazy("violation", "Add a finding"),
    "notify": pgettext_lazy("violation", "Give the right to answer"),
    "defend": pgettext_lazy("violation", "Answer"),
    "record_silence": pgettext_lazy("violation", "Record that there was no answer"),
    "substantiate": pgettext_lazy("violation", "Find it to be so"),
    "clear": pgettext_lazy("violation", "Find it unfounded"),
    "leave_unproved": pgettext_lazy("violation", "Find it not proved"),
    "contest": pgettext_lazy("violation", "Object to the decision"),
    "uphold": pgettext_lazy("violation", "Uphold the objection"),
    "reject": pgettext_lazy("violation", "Reject the objection"),
    "hand_over": pgettext_lazy("violation", "Hand over to the responsible body"),
    "record_answer": pgettext_lazy("violation", "Record the body’s answer"),
}

WRITTEN: dict[str, Promise] = {
    "screen": _("Remark, if one is needed"),
    "set_aside": _("Why it is not looked into"),
    "investigate": _("Remark, if one is needed"),
    "add_finding": _("What was found, and on what it rests"),
    "notify": _("What is held against them, as they read it; never who reported it"),
    "defend": _("My answer, in my own words"),
    "record_silence": _("How they were informed, and that they did not answer"),
    "substantiate": _("What was found, and why it breaks the prohibition"),
    "clear": _("Why it is unfounded"),
    "leave_unproved": _("What could not be proved"),
    "contest": _("What is wrong with the decision"),
    "uphold": _("Why, and what is to be looked into again"),
    "reject": _("Why the decision stands"),
    "hand_over": _("What is handed over, and what is asked for"),
    "record_answer": _("What the body answered"),
}
"""What is written at each step."""
