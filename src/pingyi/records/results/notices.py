"""What is told of results."""

from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

OBJECTION_FILED = NoticeKind(
    "objection-filed", _("%(unit)s objects to the result; it must be answered before publication.")
)
OBJECTION_ANSWERED = NoticeKind("objection-answered", _("Your objection to the result was answered: it is not upheld."))
OBJECTION_UPHELD = NoticeKind("objection-upheld", _("An objection of %(unit)s is upheld: the result is computed anew."))
UNIT_DISQUALIFIED = NoticeKind(
    "unit-disqualified",
    _("By decision %(number)s of the leading group, %(unit)s is unqualified for the year (broken: %(prohibition)s)."),
)
DISQUALIFICATION_REVOKED = NoticeKind(
    "disqualification-revoked", _("By decision %(number)s of the leading group, %(unit)s is no longer unqualified.")
)
