"""How requests for identities are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pingyi.rules.lifecycle import UnsealingState

STATES: dict[UnsealingState, Promise] = {
    UnsealingState.ASKED: _("waits for the identity custodian"),
    UnsealingState.RELEASED: _("waits for the discipline liaison"),
    UnsealingState.OPENED: pgettext_lazy("identity", "unsealed"),
    UnsealingState.REFUSED: pgettext_lazy("identity", "refused"),
}
STEPS: dict[str, Promise] = {
    "ask": pgettext_lazy("identity", "asked"),
    "release": _("took off the outer layer"),
    "unseal": pgettext_lazy("identity", "unsealed"),
    "refuse": pgettext_lazy("identity", "refused"),
}
