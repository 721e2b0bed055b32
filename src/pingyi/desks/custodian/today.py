"""A request that waits for this custodian, and a key that is not made."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from pingyi.records.unsealings import queries
from pingyi.records.vault.queries import keys
from pingyi.rules.lifecycle import UnsealingState
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source

TURNS = {UnsealingState.ASKED: Role.IDENTITY_CUSTODIAN, UnsealingState.RELEASED: Role.DISCIPLINE_LIAISON}


def waiting(request: Request) -> Iterator[Matter]:
    """Two queries."""
    campaign = request.campaign
    if campaign is None:
        return
    many = queries.waiting(campaign.code, [state for state, role in TURNS.items() if request.actor.holds(role)])
    if many:
        words = ngettext(
            "Decide on %(n)d request for an identity", "Decide on %(n)d requests for an identity", many
        ) % {"n": many}
        yield Matter(Part.OWED, words, reverse("unsealings"))
    if any(request.actor.holds(line.post) and not line.recipient for line in keys(campaign.code)):
        yield Matter(Part.OWED, gettext("Make your custodian's key"), reverse("custodian-key"))


IDENTITIES = Source(Power.UNSEALING_DECIDE, waiting)
