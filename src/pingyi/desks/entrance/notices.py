"""What is told of one's own account."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

FACTOR_CHANGED = NoticeKind(
    "factor-changed",
    _("The second factors of your account were changed. If it was not you, tell the security administrator at once."),
)
FACTOR_RESET = NoticeKind(
    "factor-reset",
    _(
        "The security administrator removed the second factors of your account. "
        "If you did not ask for it, tell the audit administrator at once."
    ),
)
PASSWORD_CHANGED = NoticeKind(
    "password-changed",
    _("The password of your account was changed. If it was not you, tell the security administrator at once."),
)
