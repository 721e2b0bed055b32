"""What is told of duties; each says whose it is, and leads to it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

PROGRESS = _("My duties: new, received, approved")
REMINDERS = _("My duties: reminders, overdue, urged, returned, to be signed")


def _of_a_duty(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, page="duty", of_owner=True, family=PROGRESS)


def _ordered(code: str, words: Promise, *, urgent: bool = True) -> NoticeKind:
    """What the plan has told of a duty (R111); nobody can leave it."""
    return NoticeKind(code, words, page="duty", of_owner=True, family=REMINDERS, urgent=urgent, ordered=True)


DUTY_APPROVED = _of_a_duty("duty-approved", _("“%(task)s” is approved."))
DUTY_ASSIGNED = _of_a_duty("duty-assigned", _("A new duty: “%(task)s”, due on %(due)s."))
DUTY_DRAWN_UP = _ordered("duty-drawn-up", _("“%(task)s” is written and waits for the signature of the unit's leader."))
DUTY_DUE_SOON = _ordered("duty-due-soon", _("“%(task)s” is due on %(due)s."), urgent=False)
DUTY_HANDED_BACK = _ordered(
    "duty-handed-back", _("The unit's leader sent “%(task)s” back with reasons; please mend it and hand it in again.")
)
DUTY_LAPSED = _ordered(
    "duty-lapsed", _("“%(task)s” is open again: what showed it done is no longer complete in the registers.")
)
DUTY_MISSING = _ordered("duty-missing", _("“%(task)s” was declared missing."))
DUTY_OVERDUE = _ordered("duty-overdue", _("“%(task)s” was due on %(due)s and is not handed in."))
DUTY_RECEIVED = _of_a_duty("duty-received", _("“%(task)s” has reached the office."))
DUTY_RETURNED = _ordered("duty-returned", _("“%(task)s” came back with reasons; please hand it in again."))
DUTY_SUBMITTED = _of_a_duty("duty-submitted", _("“%(task)s” was handed in and waits for the office."))
DUTY_URGED = _ordered("duty-urged", _("The office asks for “%(task)s”, due on %(due)s."))
DUTIES_HANDED_OUT = NoticeKind(
    "duties-handed-out", _("The plan is approved; your duties are handed out."), page="my-duties", family=PROGRESS
)
