"""Proof of work: what a page without account asks of a browser, so that nobody can send ten thousand forms a minute.

It counts nobody's requests and keeps nobody's address: a challenge costs a telephone about a second, and what it was
solved for is taken once (ALTCHA, version 1: https://altcha.org). Where codes are tried, it grows with all misses of the
house together. Public: challenge, token_of, NotWorked.
"""

import hmac
import json
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop as _

from pingyi.rules.refusal import Refusal

HARDEST = 100_000
"""The browser tries half of that on average."""

LASTS = timedelta(hours=12)
UNTIL, MOST = "until", "most"
SALT_SIZE = 32
LONGEST = 2000
"""Characters of a solution."""


class NotWorked(Refusal):
    """The solution is missing, wrong, or too old."""

    code = "not-worked"
    message = _(
        "This page was open too long, or was still preparing itself. Nothing is lost: please press the button again."
    )


def challenge(at: datetime, hardness: int = 1) -> str:
    """A new challenge as JSON, to stand in a page, `hardness` times as hard; solved, it is taken for twelve hours."""
    most = hardness * HARDEST
    params = {UNTIL: str(int((at + LASTS).timestamp())), MOST: str(most)}
    asked = ChallengeOptions(max_number=most, salt_length=SALT_SIZE, hmac_key=_key("challenge"), params=params)
    return json.dumps(create_challenge(asked).to_dict())


def token_of(solution: str, at: datetime, hardness: int = 1) -> bytes:
    """32 bytes that only this solved challenge leads to, the same every time. Raises NotWorked, for what was easier."""
    salt = _salt(solution, at, hardness * HARDEST)
    return hmac.digest(_key("token").encode(), salt.encode(), "sha256")


def _salt(solution: str, at: datetime, least: int) -> str:
    try:
        sent = json.loads(solution) if len(solution) <= LONGEST else None
        sound, _fault = verify_solution(sent, _key("challenge"), check_expires=False) if sent else (False, None)
        salt = str(sent["salt"]) if sound and sent else ""
        params = parse_qs(salt.partition("?")[2])
        (until,), (most,) = params[UNTIL], params[MOST]
        good = sound and at.timestamp() <= int(until) and int(most) >= least
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NotWorked from None
    if not good:
        raise NotWorked
    return salt


def _key(purpose: str) -> str:
    return salted_hmac("pingyi.ui.door.work", purpose, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
