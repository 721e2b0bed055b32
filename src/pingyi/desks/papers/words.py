"""What states, deliveries, moves and sides of papers are called."""

from django.utils.translation import gettext_lazy as _

from pingyi.rules.lifecycle import DeliveryState, PaperState

STATES = {
    PaperState.DRAFT: _("being written"),
    PaperState.AWAITING_SIGNATURE: _("awaits signature"),
    PaperState.HANDED_BACK: _("not signed, to be mended"),
    PaperState.SENT: _("sent out"),
    PaperState.RECALLED: _("withdrawn unread"),
    PaperState.RETURNED: _("returned, to be sent anew"),
}

DELIVERIES = {
    DeliveryState.SENT: _("not yet received"),
    DeliveryState.RECEIVED: _("received"),
    DeliveryState.RETURNED: _("returned"),
    DeliveryState.APPROVED: _("approved"),
    DeliveryState.RECALLED: _("withdrawn unread"),
}

MOVES = {
    "approve": _("approved"),
    "hand_back": _("handed back unsigned"),
    "lay": _("laid before the signer"),
    "receive": _("received"),
    "return": _("returned"),
    "send": _("signed and sent"),
    "withdraw": _("withdrawn unread"),
}

SIDES = (
    ("", _("All papers")),
    ("writing", _("Being written")),
    ("awaiting", _("Awaiting signature")),
    ("sent", _("Sent by us")),
    ("came", _("Came to us")),
    ("new", _("To be received")),
)
