"""What is told of duties; each says whose it is, and leads to it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind


def _of_a_duty(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, page="duty", of_owner=True)


DUTY_APPROVED = _of_a_duty("duty-approved", _("“%(task)s” is approved."))
DUTY_ASSIGNED = _of_a_duty("duty-assigned", _("A new duty: “%(task)s”, due on %(due)s."))
DUTY_DRAWN_UP = _of_a_duty(
    "duty-drawn-up", _("“%(task)s” is written and waits for the signature of the unit's leader.")
)
DUTY_DUE_SOON = _of_a_duty("duty-due-soon", _("“%(task)s” is due on %(due)s."))
DUTY_HANDED_BACK = _of_a_duty(
    "duty-handed-back", _("The unit's leader sent “%(task)s” back with reasons; please mend it and hand it in again.")
)
DUTY_MISSING = _of_a_duty("duty-missing", _("“%(task)s” was declared missing."))
DUTY_OVERDUE = _of_a_duty("duty-overdue", _("“%(task)s” was due on %(due)s and is not handed in."))
DUTY_RECEIVED = _of_a_duty("duty-received", _("“%(task)s” has reached the office."))
DUTY_RETURNED = _of_a_duty("duty-returned", _("“%(task)s” came back with reasons; please hand it in again."))
DUTY_SUBMITTED = _of_a_duty("duty-submitted", _("“%(task)s” was handed in and waits for the office."))
DUTY_URGED = _of_a_duty("duty-urged", _("The office asks for “%(task)s”, due on %(due)s."))
DUTIES_HANDED_OUT = NoticeKind(
    "duties-handed-out", _("The plan is approved; your duties are handed out."), page="campaign"
)
