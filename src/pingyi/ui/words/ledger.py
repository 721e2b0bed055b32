"""How items of the rectification ledger are called: where they come from, where they stand, how soon, why."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from pingyi.rules.ledger import Cause, Finding, Origin, Pace
from pingyi.rules.ledger.work import Progress
from pingyi.rules.lifecycle import ItemState

ORIGINS: dict[Origin, Promise] = {
    Origin.FEEDBACK: pgettext_lazy("origin", "feedback"),
    Origin.SELF_FOUND: pgettext_lazy("origin", "self-examination"),
    Origin.COMPLAINT: pgettext_lazy("origin", "complaint"),
    Origin.INSPECTION: pgettext_lazy("origin", "inspection"),
    Origin.UPPER_LEVEL: pgettext_lazy("origin", "upper level"),
}

STATES: dict[ItemState, Promise] = {
    ItemState.OPEN: pgettext_lazy("item", "to be analysed"),
    ItemState.ANALYSED: pgettext_lazy("item", "to be planned"),
    ItemState.PLANNED: pgettext_lazy("item", "to be approved by the leader"),
    ItemState.APPROVED: pgettext_lazy("item", "approved, not begun"),
    ItemState.IN_PROGRESS: pgettext_lazy("item", "being rectified"),
    ItemState.SUBMITTED: pgettext_lazy("item", "to be verified"),
    ItemState.RETURNED: pgettext_lazy("item", "returned by the verifier"),
    ItemState.CLOSED: pgettext_lazy("item", "verified and closed"),
    ItemState.DEFERRED: pgettext_lazy("item", "deferred with reason"),
    ItemState.REOPENED: pgettext_lazy("item", "reopened"),
}

PROGRESS: dict[Progress, Promise] = {
    Progress.NONE: pgettext_lazy("progress", "not begun"),
    Progress.PART: pgettext_lazy("progress", "in part"),
    Progress.WHOLE: pgettext_lazy("progress", "done"),
}

PACES: dict[Pace, Promise] = {
    Pace.IMMEDIATE: pgettext_lazy("pace", "at once"),
    Pace.TIMED: pgettext_lazy("pace", "within a time"),
    Pace.DEFERRED: pgettext_lazy("pace", "not yet possible"),
}

CAUSES: dict[Cause, Promise] = {
    Cause.ATTITUDE: pgettext_lazy("cause", "attitude"),
    Cause.RULES: pgettext_lazy("cause", "rules"),
    Cause.STYLE: pgettext_lazy("cause", "style of work"),
    Cause.ABILITY: pgettext_lazy("cause", "ability"),
    Cause.CIRCUMSTANCES: pgettext_lazy("cause", "circumstances"),
}

FINDINGS: dict[Finding, Promise] = {
    Finding.PASSED: pgettext_lazy("finding", "genuine"),
    Finding.WANTING: pgettext_lazy("finding", "not done well enough"),
    Finding.FALSE: pgettext_lazy("finding", "false rectification"),
}
