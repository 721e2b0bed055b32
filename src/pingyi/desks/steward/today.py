"""Roles that were proposed and wait for the security administrator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from pingyi.records.organisation.queries import proposals
from pingyi.rules.mandate import Power, Role
from pingyi.ui.door.request import Request
from pingyi.ui.shell.today import Matter, Part, Source, Work


def waiting(request: Request) -> Iterator[Matter]:
    """How many proposals there are: one query."""
    found = len(proposals())
    if found:
        words = ngettext("Grant or refuse %(n)d proposed role", "Grant or refuse %(n)d proposed roles", found)
        yield Matter(Part.AWAITS, words % {"n": found}, reverse("grants-waiting"))


PROPOSALS = Source(Power.GRANT_ADMINISTER, waiting)
SYSTEM = Work(
    Role.SYS_ADMIN, None, gettext_lazy("You enter units and people and invite them, whenever one is to be added.")
)
SECURITY = Work(
    Role.SEC_ADMIN, None, gettext_lazy("You grant the roles that are proposed, and withdraw them when somebody leaves.")
)
AUDIT = Work(
    Role.AUDIT_ADMIN, None, gettext_lazy("You read who did what, and whether the journal is whole and signed.")
)
