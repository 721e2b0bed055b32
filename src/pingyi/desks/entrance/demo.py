"""What a demo shows so that anybody can play any part; outside a demo each answer here is empty.

The check of the second factor itself is the real one. A demo merely shows, beside the field, what the invented
person's telephone would show.
"""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse

from pingyi.records.organisation.models import Account
from pingyi.records.organisation.queries import DemoAccount, demo_accounts
from pingyi.rules.mandate import Power
from pingyi.ui.door.gate import serves
from pingyi.ui.door.request import Request

DEMO_LETTERS = "demo-letters.json"
DEMO_KEYS = "demo-keys.json"


class NotADemo(RuntimeError):
    """Something was asked for that exists in rehearsals only."""


def accounts() -> tuple[DemoAccount, ...]:
    """Who may be played, and with which password (`settings.DEMO_PASSWORD`)."""
    return demo_accounts() if settings.DEMO else ()


def letters() -> list[dict[str, str]]:
    """Invented letters nobody has answered yet: `unit`, `box`, `code`."""
    return list(_kept(DEMO_LETTERS) or ())


def key_files() -> dict[str, str]:
    """Key files of invented trustees and custodians by username, once there are any; the passphrase is the password."""
    return dict(_kept(DEMO_KEYS) or {})


def _kept(name: str) -> Any:
    path = settings.DATA.joinpath(name)
    return json.loads(path.read_text(encoding="utf-8")) if settings.DEMO and path.exists() else None


@serves(Power.PORTAL_READ)
def key_file(request: Request, username: str) -> HttpResponse:
    """One of those files."""
    found = key_files().get(username)
    if found is None:
        raise Http404
    name = f'attachment; filename="{username}.age"'
    return HttpResponse(found, content_type="application/octet-stream", headers={"Content-Disposition": name})


def give_telephone(account: Account) -> None:
    """Set up a code app for an invented person. Raises NotADemo for a real one."""
    if not account.invented:
        raise NotADemo(f"{account.username} is a real account")
    TOTP.activate(account, generate_totp_secret())


def telephone_shows(account: Account) -> str:
    """A code of the invented person's telephone that was not used yet, or nothing."""
    if not (settings.DEMO and account.invented):
        return ""
    app = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    secret = decrypt(app.data["secret"])
    codes = [format_hotp_value(hotp_value(secret, counter)) for counter in yield_hotp_counters_from_time()]
    return str(next((code for code in codes if not cache.get(app.wrap()._get_used_cache_key(code))), codes[-1]))
