"""What is told of rows; each leads to the row, and quotes nothing of it."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

ROW_ANSWERED = NoticeKind(
    "row-answered", _("What you wrote was answered."), page="register-row", elsewhere=("my-part",), of_owner=True
)
