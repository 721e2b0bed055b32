"""What is told to people who are appointed."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

APPOINTED = NoticeKind("appointed", _("You are appointed; please acknowledge the letter."), page="appointments")
ENDED = NoticeKind(
    "appointment-ended", _("Your appointment has ended; the next in turn took the place."), page="appointments"
)
