"""What is told of results."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind


def _of_a_result(code: str, words: Promise, page: str, *elsewhere: str, urgent: bool = False) -> NoticeKind:
    family = _("Results, objections and disqualifications")
    return NoticeKind(code, words, page=page, elsewhere=elsewhere, family=family, urgent=urgent)


OBJECTION_FILED = _of_a_result(
    "objection-filed",
    _("%(unit)s objects to the result; it must be answered before publication."),
    "objections",
    urgent=True,
)
OBJECTION_ANSWERED = _of_a_result(
    "objection-answered", _("Your objection to the result was answered: it is not upheld."), "my-result"
)
OBJECTION_UPHELD = _of_a_result(
    "objection-upheld", _("An objection of %(unit)s is upheld: the result is computed anew."), "my-result", "decision"
)
UNIT_DISQUALIFIED = _of_a_result(
    "unit-disqualified",
    _("By decision %(number)s of the leading group, %(unit)s is unqualified for the year (broken: %(prohibition)s)."),
    "disqualifications",
    "my-result",
)
DISQUALIFICATION_REVOKED = _of_a_result(
    "disqualification-revoked",
    _("By decision %(number)s of the leading group, %(unit)s is no longer unqualified."),
    "disqualifications",
    "my-result",
)
