"""What those who have a case in hand are told. Nobody is quoted, and no number stands in it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind


def _of_a_case(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, page="given-cases", family=_("Matters in hand"), urgent=True)


ASSIGNED = _of_a_case("case-assigned", _("The appraisal office gives you a matter to handle."))
SENT_BACK = _of_a_case("case-sent-back", _("The appraisal office sends back what you handed in on a matter."))
URGED = _of_a_case("case-urged", _("The appraisal office urges you: a matter waits for you."))
