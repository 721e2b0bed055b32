"""What is told of items; each leads to the item and quotes nothing of it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pingyi.records.outbox.kinds import NoticeKind

FAMILY = _("Rectification ledger")


def _of_an_item(code: str, words: Promise) -> NoticeKind:
    return NoticeKind(code, words, page="item", of_owner=True, family=FAMILY)


ITEM_ADDED = _of_an_item("item-added", _("Item %(number)s is new in the rectification ledger."))
ITEM_SUBMITTED = _of_an_item("item-submitted", _("Item %(number)s waits to be verified."))
ITEM_RETURNED = _of_an_item("item-returned", _("Item %(number)s came back with reasons; it has to be worked on."))
ITEM_CLOSED = _of_an_item("item-closed", _("Item %(number)s is verified and closed."))
ITEM_CHANGE_ASKED = _of_an_item("item-change-asked", _("A change of item %(number)s waits for a decision."))
ITEM_CHANGE_DECIDED = _of_an_item("item-change-decided", _("The change of item %(number)s is decided."))
