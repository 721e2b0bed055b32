"""What the sign-in pages of a demo show."""

from typing import Any

from django import template
from django.conf import settings

from pingyi.desks.entrance import demo
from pingyi.desks.entrance.account import account_of
from pingyi.ui.door.request import Request

register = template.Library()


@register.inclusion_tag("entrance/demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """Everybody who may be played here, each with a button that fills the form."""
    accounts = demo.accounts()
    return {
        "central": [account for account in accounts if not account.county],
        "county": [account for account in accounts if account.county],
        "password": settings.DEMO_PASSWORD,
        "letters": demo.letters(),
        "keys": demo.key_files(),
    }


@register.inclusion_tag("entrance/demo_telephone.html")
def demo_telephone(request: Request) -> dict[str, Any]:
    """What the telephone of the invented person shows."""
    stage = getattr(request, "_login_stage", None)
    account = stage.login.user if stage else account_of(request)
    return {"code": demo.telephone_shows(account)}
