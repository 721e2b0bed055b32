"""What pages may know about units and people, as frozen values."""

from pingyi.rules import mandate

from .models import Account, Acknowledgement, Grant


def actor_of(account: Account, *, campaign_code: str, strong: bool) -> mandate.Actor:
    """The actor that a signed-in account is: two queries. An account that was closed has no grants."""
    grants = Grant.objects.filter(account=account, granted_at__isnull=False, withdrawn_at=None).select_related("unit")
    held = tuple(
        mandate.Grant(mandate.Role(grant.role), mandate.UnitRef(grant.unit.code) if grant.unit else None)
        for grant in grants.order_by("pk")
        if account.is_active
    )
    signed = Acknowledgement.objects.filter(account=account, campaign=campaign_code).exists()
    return mandate.Actor(account.ref, account.name, held, acknowledged=signed, strong=strong)
