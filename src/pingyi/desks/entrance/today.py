"""The second factor: to be shown by whom acts only after it, to be set up before a signature asks for it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pingyi.records.organisation.access import access_own_account
from pingyi.records.organisation.queries import second_factors
from pingyi.rules.mandate import MATRIX, Actor, Power
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source


def factor(request: Request) -> Iterator[Matter]:
    """For whose role waits for it in this session, and for whoever will sign something and has none: two queries."""
    if request.actor.needs_second_factor and not request.actor.strong:
        url = f"{reverse('second-factor')}?{urlencode({'next': reverse('today')})}"
        yield Matter(Part.OWED, _("Show your second factor: your role acts only after it"), url)
    elif _signs(request.actor) and not second_factors(access_own_account(request.actor)):
        yield Matter(Part.AHEAD, _("Set up a second factor: every signature asks for it"), reverse("mfa_index"))


def _signs(actor: Actor) -> bool:
    return any(rule.signs and actor.holds(*rule.roles) for rule in MATRIX.values())


FACTOR = Source(Power.ACCOUNT_USE, factor)
