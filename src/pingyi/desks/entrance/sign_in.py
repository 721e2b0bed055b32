"""How allauth signs people in here: by username, never by sign-up, with a note in the journal.

An account of a rehearsal signs in to a demo only: where its password is on the page for everybody to read, nothing
real can be at stake, and where something real is at stake it stays outside.
"""

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from nacl.encoding import URLSafeBase64Encoder
from nacl.secret import SecretBox

from pingyi.ceremonies import second_factor
from pingyi.desks.entrance.account import account_of
from pingyi.records.organisation import actions
from pingyi.records.organisation.models import Account
from pingyi.records.organisation.queries import actor_of, second_factors
from pingyi.rules.mandate import PUBLIC, Power
from pingyi.ui.door.request import Request

WAY_IN = frozenset({"account_login", "account_inactive", "account_signup", "mfa_authenticate", "mfa_login_webauthn"})
STRANGE = _("This passkey was not accepted. Try again with a passkey that is set up here, or another way.")
INSIDE = frozenset({"account_logout", "account_reauthenticate", "account_change_password"})


def power_of(route: str) -> Power | None:
    """The power that one of allauth's routes needs; None for what is not offered here: nothing goes by e-mail."""
    if route in WAY_IN:
        return Power.SESSION_OPEN
    return Power.ACCOUNT_USE if route in INSIDE or route.startswith("mfa_") else None


class AccountAdapter(DefaultAccountAdapter):
    """Every change goes through the records' actions; allauth keeps the flow."""

    def is_open_for_signup(self, request: Request) -> bool:
        return False

    def pre_login(self, request: Request, user: Account, **kwargs: Any) -> HttpResponse | None:
        if user.invented and not settings.DEMO:
            inactive: HttpResponse = self.respond_user_inactive(request, user)
            return inactive
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: Request, user: Account) -> None:
        super().login(request, user)
        actor = actor_of(user, campaign_id=request.campaign_id, strong=False)
        former = actions.open_session(user, request.session.session_key or "", actor=actor, at=request.at)
        if actor.needs_second_factor and former:
            request.session.delete(former)

    def logout(self, request: Request) -> None:
        actions.close_session(account_of(request), actor=request.actor, at=request.at)
        super().logout(request)

    def authentication_failed(self, request: Request, **credentials: Any) -> None:
        actions.note_refused_sign_in(credentials.get("username", ""), actor=PUBLIC, at=request.at)

    def set_password(self, user: Account, password: str) -> None:
        second_factor.change_password(user, password, actor=self.request.actor, at=self.request.at)

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Where there is a second factor, the password alone proves nothing; a passkey comes before recovery codes."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        kinds = second_factors(user).values()
        ways = [way for way in ways if way["id"] != "reauthenticate" or not kinds]
        return ways if "totp" in kinds else ways[::-1]

    def get_password_change_redirect_url(self, request: Request) -> str:
        return reverse("today")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of code apps and recovery codes are kept under a key that is not in the database (E-D D12)."""

    error_messages = DefaultMFAAdapter.error_messages | {"strange_passkey": STRANGE}

    def encrypt(self, text: str) -> str:
        return str(_box().encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode())

    def decrypt(self, encrypted_text: str) -> str:
        return str(_box().decrypt(encrypted_text.encode(), encoder=URLSafeBase64Encoder).decode())


def _box() -> SecretBox:
    return SecretBox(hashlib.sha256(b"pingyi second factor\n" + settings.SECRET_KEY.encode()).digest())
