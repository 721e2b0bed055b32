"""Nobody changes a second factor, or the password, on the password alone where a second factor exists.

The pages are allauth's. Here they are asked for the factor itself, within five minutes, and what they do is recorded.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from pingyi.ceremonies.second_factor import changing
from pingyi.desks.entrance.account import account_of
from pingyi.records.organisation.models import Account
from pingyi.records.organisation.queries import second_factors
from pingyi.ui.door.request import Request

PROOF = timedelta(minutes=5)
"""How long a shown factor lasts for what changes factors."""

HARMLESS = frozenset(
    {
        *("mfa_authenticate", "mfa_index", "mfa_list_webauthn", "mfa_login_webauthn", "mfa_signup_webauthn"),
        *("mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    }
)
"""Of allauth's pages about second factors those that change none, and show no codes."""

Page = Callable[..., HttpResponseBase]


def minded(route: str, page: Page) -> Page:
    """One of allauth's pages; one that changes what opens the account asks for the factor first."""
    if route in HARMLESS or not (route.startswith("mfa_") or route == "account_change_password"):
        return page

    @wraps(page)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        account = account_of(request)
        before = second_factors(account)
        if before and not _shown_lately(request):
            return redirect(f"{asking(account)}?{urlencode({'next': request.get_full_path()})}")
        if request.method != "POST":
            return page(request, *args, **kwargs)
        with changing(account, actor=request.actor, at=request.at) as changed:
            response = page(request, *args, **kwargs)
        if changed and not before:
            _prove_the_first(request)
        return response

    return answer


def _shown_lately(request: Request) -> bool:
    return request.proved_at is not None and request.at < request.proved_at + PROOF


def asking(account: Account) -> str:
    """The page that asks for the factor that this person has."""
    return str(get_adapter().get_reauthentication_methods(account)[0]["url"])


def _prove_the_first(request: Request) -> None:
    """Setting up the first factor showed it: its codes can be read now, and this session is strong."""
    for number, kind in second_factors(account_of(request)).items():
        if kind != "recovery_codes":
            record_authentication(request, request.user, "mfa", id=number, type=kind, reauthenticated=True)
