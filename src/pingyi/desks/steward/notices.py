"""What the administrators are told."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

JOURNAL_NOT_SIGNED = NoticeKind(
    "journal-not-signed",
    _("The journal is not signed any more. The page “Audit” says why; acts go on being recorded."),
    family=_("Signing of the journal"),
    urgent=True,
    ordered=True,
)
