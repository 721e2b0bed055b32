"""What the campaign's own acts tell."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

CAMPAIGN = _("The campaign: plan and phases")


def _of_a_phase(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, page="campaign", elsewhere=("home",), family=CAMPAIGN)


PLAN_APPROVED = NoticeKind("plan-approved", _("The campaign's plan is approved."), page="plan", family=CAMPAIGN)
PHASE_OPENED = _of_a_phase("phase-opened", _("The phase “%(phase)s” is open."))
PHASE_EXTENDED = _of_a_phase("phase-extended", _("The phase “%(phase)s” now ends on %(ends)s."))
