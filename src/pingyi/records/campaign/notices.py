"""What the campaign's own acts tell."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

CAMPAIGN = _("The campaign: plan and phases")
PLAN_APPROVED = NoticeKind("plan-approved", _("The campaign's plan is approved."), page="campaign", family=CAMPAIGN)
PHASE_OPENED = NoticeKind("phase-opened", _("The phase “%(phase)s” is open."), page="campaign", family=CAMPAIGN)
PHASE_EXTENDED = NoticeKind(
    "phase-extended", _("The phase “%(phase)s” now ends on %(ends)s."), page="campaign", family=CAMPAIGN
)
