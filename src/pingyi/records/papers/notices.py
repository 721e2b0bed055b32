"""What is told of papers; each leads to the paper. What its duty says already is not said twice (R185)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind


def _of_a_paper(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, page="paper", of_owner=True)


PAPER_APPROVED = _of_a_paper("paper-approved", _("“%(title)s” is approved."))
PAPER_ARRIVED = _of_a_paper("paper-arrived", _("“%(title)s” has arrived; please acknowledge it."))
PAPER_HANDED_BACK = _of_a_paper("paper-handed-back", _("“%(title)s” was not signed; please mend it."))
PAPER_RETURNED = _of_a_paper("paper-returned", _("“%(title)s” came back with reasons; please send it anew."))
PAPER_TO_SIGN = _of_a_paper("paper-to-sign", _("“%(title)s” awaits your signature."))
