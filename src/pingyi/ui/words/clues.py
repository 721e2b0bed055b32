"""How sealed reports of wrongdoing stand, and what was done with them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.rules.lifecycle import ClueState

CLUE_STATES: dict[ClueState, Promise] = {
    ClueState.LEFT: _("sealed; to be handed to the discipline body"),
    ClueState.HANDED_OVER: _("handed over; the discipline body has not confirmed it yet"),
    ClueState.RECEIVED: _("received by the discipline body"),
    ClueState.ACCEPTED: _("accepted by the discipline body"),
    ClueState.CONCLUDED: _("answered by the discipline body"),
    ClueState.RETURNED: _("no wrongdoing, as the discipline body finds; the raiser decides"),
    ClueState.REOPENED: _("raised anew by the raiser as an opinion"),
}
CLUE_STEPS: dict[str, Promise] = {
    "hand_over": pgettext_lazy("clue", "Handed over"),
    "send_back": pgettext_lazy("clue", "Sent back: could not be opened"),
    "receive": pgettext_lazy("clue", "Received"),
    "accept": pgettext_lazy("clue", "Accepted"),
    "return": pgettext_lazy("clue", "Found to be no wrongdoing"),
    "conclude": pgettext_lazy("clue", "Answered"),
    "agree": pgettext_lazy("clue", "Raised anew by the raiser"),
}
