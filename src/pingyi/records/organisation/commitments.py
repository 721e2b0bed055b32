"""What the journal says of roles, which their rows must say too."""

from pingyi.records.journal.histories import History, histories
from pingyi.records.organisation.models import Account, Grant
from pingyi.rules.journal.subject import Subject
from pingyi.rules.journal.vocabulary.organisation import ACCOUNT, AdministratorInstalled, RoleGranted, RoleWithdrawn
from pingyi.rules.rulebook.words import Text

Held = set[tuple[str, str | None]]
"""Roles, each with the unit it is good for."""


def altered() -> tuple[Text, ...]:
    """People who hold other roles than were granted to them and not withdrawn: three queries."""
    recorded = histories(ACCOUNT, (AdministratorInstalled, RoleGranted, RoleWithdrawn))
    live = Grant.objects.filter(granted_at__isnull=False, withdrawn_at=None)
    rows: dict[Subject, Held] = {}
    for account, role, unit in live.values_list("account_id", "role", "unit__code"):
        rows.setdefault(Subject.of(ACCOUNT, account), set()).add((role, unit))
    wrong = [
        about for about in recorded.keys() | rows.keys() if _held(recorded.get(about, [])) != rows.get(about, set())
    ]
    people = Account.objects.filter(pk__in=[int(about.reference) for about in wrong]).order_by("pk")
    return tuple(
        Text(zh=f"{name}（{username}）的角色", en=f"the roles of {name} ({username})")
        for name, username in people.values_list("name", "username")
    )


def _held(history: History) -> Held:
    held: Held = set()
    for kind, public in history:
        office = (public["role"], public.get("unit"))
        (held.discard if kind is RoleWithdrawn else held.add)(office)
    return held
