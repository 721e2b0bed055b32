"""What the unit is told of a package; nothing of it is quoted."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

FAMILY = _("Feedback of opinions")
TO_SIGN = NoticeKind(
    "feedback-to-sign",
    _("The opinions were read out to your unit; its leader signs for them."),
    page="package",
    of_owner=True,
    family=FAMILY,
    urgent=True,
)
HANDED = NoticeKind(
    "feedback-handed",
    _("The opinions about your unit are handed over and can be read; each stands in the ledger."),
    page="package",
    of_owner=True,
    family=FAMILY,
    urgent=True,
)
