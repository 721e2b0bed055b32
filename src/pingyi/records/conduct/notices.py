"""What is told of violations. Nobody is named, and no number stands in it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind


def _of_a_violation(code: str, words: Promise, page: str) -> NoticeKind:
    return NoticeKind(code, words, page=page, family=_("Violations"), urgent=True, ordered=True)


REPORTED = _of_a_violation("violation-reported", _("A possible violation was reported."), "violations")
TO_DECIDE = _of_a_violation("violation-to-decide", _("A possible violation waits for your decision."), "violations")
NOTIFIED = _of_a_violation(
    "violation-notified", _("You may answer what is said of a possible violation. Please read it in time."), "hearings"
)
DECIDED = _of_a_violation("violation-decided", _("It was decided about a possible violation."), "hearings")
SUSPENDED = _of_a_violation(
    "roles-suspended",
    _("Your roles in the appraisal are suspended while a possible violation is looked into."),
    "hearings",
)
RESTORED = _of_a_violation("roles-restored", _("Your roles in the appraisal are given back to you."), "hearings")
