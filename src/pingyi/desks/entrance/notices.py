"""What is told of one's own account."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind


def _of_the_account(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, family=_("My account and its second factor"), urgent=True, ordered=True)


FACTOR_CHANGED = _of_the_account(
    "factor-changed",
    _("The second factors of your account were changed. If it was not you, tell the security administrator at once."),
)
FACTOR_RESET = _of_the_account(
    "factor-reset",
    _(
        "The security administrator removed the second factors of your account. "
        "If you did not ask for it, tell the audit administrator at once."
    ),
)
PASSWORD_CHANGED = _of_the_account(
    "password-changed",
    _("The password of your account was changed. If it was not you, tell the security administrator at once."),
)
